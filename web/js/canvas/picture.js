// What is seen on the canvas as a picture: SVG, and PNG made of it.

import {h} from "../dom.js";
import {bundled, isBox, lineText, lineWeight, nameRows, sizeOf} from "./elements.js";
import {xml} from "./formats.js";
import {edgeLook, fontFamily, inks, nodeLook} from "./style.js";

/** Pixels that a PNG has at most on a side: browsers make no greater ones. */
const pngMax = 8000;
/** Between two lines of one pair that go both ways. */
const apart = 6;

/**
 * The picture as it stands, every node with its name.
 *
 * @param {{nodes: Array, edges: Array}} drawn
 * @param {Map<string, {x: number, y: number}>} at
 * @param {{title: string, marked?: Set<string>}} options
 * @returns {{text: string, width: number, height: number}}
 */
export function svgPicture({nodes, edges}, at, {title, marked = new Set()}) {
    const xs = nodes.map(node => at.get(node.id).x), ys = nodes.map(node => at.get(node.id).y);
    const [left, top] = [least(xs) - 110, least(ys) - 60];
    const [width, height] = [-least(xs.map(x => -x)) + 110 - left, -least(ys.map(y => -y)) + 80 - top];
    const {text: ink, paper, accent} = inks();
    const known = new Map(nodes.map(node => [node.id, node]));
    const lines = bundled(edges);
    const ways = new Set(lines.map(edge => `${edge.from}|${edge.to}`));
    const drawLine = edge => line(edge, {at, ink, paper, end: known.get(edge.to),
        shift: ways.has(`${edge.to}|${edge.from}`) ? apart : 0,
        accent: edge.members.some(one => marked.has(one.id)) ? accent : null});
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${Math.round(width)}" height="${Math.round(height)}" font-family="${fontFamily}">
<title>${xml(title)}</title>
<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${paper}"/>
${lines.map(drawLine).join("\n")}
${nodes.map(node => shape(node, at.get(node.id), {ink, paper, accent: marked.has(node.id) ? accent : null})).join("\n")}
</svg>
`;
    return {text, width, height};
}

const least = values => values.reduce((low, value) => Math.min(low, value), Infinity);
const n = value => value.toFixed(1);

function line(edge, {at, ink, paper, end, shift, accent}) {
    const [colour, style] = edgeLook(edge.kind);
    const stroke = accent ?? colour;
    const dash = edge.isEnded || style === "dashed" ? ` stroke-dasharray="6 4"`
        : style === "dotted" ? ` stroke-dasharray="2 3"` : "";
    const from = at.get(edge.from), to = at.get(edge.to);
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const [sideX, sideY] = [-dy * shift, dx * shift];
    const weight = accent ? 4 : lineWeight(edge);
    const size = 6 + weight * 1.5;
    // The arrow ends where its node begins, and the line where the arrow does.
    const tip = Math.max(length - reach(end, dx, dy), size);
    const point = (along, across = 0) =>
        `${n(from.x + sideX + dx * along - dy * across)} ${n(from.y + sideY + dy * along + dx * across)}`;
    const arrow = edge.kind === "more" ? "" : `<path d="M${point(tip)}L${point(tip - size, size / 2.6)}L${point(tip - size, -size / 2.6)}Z" fill="${stroke}"/>`;
    const rows = lineText(edge).split("\n").filter(Boolean);
    const x = (from.x + to.x) / 2 + sideX, y = (from.y + to.y) / 2 + sideY - (rows.length - 1) * 5.5 + 3;
    const words = rows.map((row, index) => `<text x="${n(x)}" y="${n(y + index * 11)}" font-size="10" text-anchor="middle" fill="${ink}" stroke="${paper}" stroke-width="3" paint-order="stroke">${xml(row)}</text>`);
    return `<g${edge.isEnded ? ` opacity="0.5"` : ""}><path d="M${point(0)}L${point(tip - size / 2)}" fill="none" stroke="${stroke}" stroke-width="${n(weight)}"${dash}/>${arrow}${words.join("")}</g>`;
}

/** How far a node reaches from its middle into a direction. */
function reach(node, dx, dy) {
    const [width, height] = sizeOf(node);
    if (!isBox(node)) return width / 2 + 1;
    return Math.min(width / 2 / Math.abs(dx || 1e-9), height / 2 / Math.abs(dy || 1e-9)) + 1;
}

function shape(node, {x, y}, {ink, paper, accent}) {
    const [fill, colour, form] = nodeLook(node.kind);
    const [width, height] = sizeOf(node);
    const look = `fill="${fill}" stroke="${accent ?? colour}" stroke-width="${accent ? 4 : 1.5}"${node.kind === "more" ? ` stroke-dasharray="4 3"` : ""}`;
    const corners = {hexagon: [[-1, 0], [-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87]],
        diamond: [[-1, 0], [0, -1], [1, 0], [0, 1]], tag: [[-1, -1], [0.4, -1], [1, 0], [0.4, 1], [-1, 1]]}[form];
    const body = isBox(node)
        ? `<rect x="${n(x - width / 2)}" y="${n(y - height / 2)}" width="${n(width)}" height="${n(height)}" rx="5" ${look}/>`
        : corners ? `<polygon points="${corners.map(([cx, cy]) =>
            `${n(x + cx * width / 2)},${n(y + cy * height / 2)}`).join(" ")}" ${look}/>`
            : `<circle cx="${n(x)}" cy="${n(y)}" r="${n(width / 2)}" ${look}/>`;
    const rows = nameRows(node);
    const first = isBox(node) ? y + 4 - (rows.length - 1) * 6.5 : y + height / 2 + 13;
    return `<g><title>${xml(node.name)}</title>${body}${rows.map((row, index) =>
        `<text x="${n(x)}" y="${n(first + index * 13)}" font-size="11" text-anchor="middle" fill="${ink}"${isBox(node) ? "" : ` stroke="${paper}" stroke-width="3" paint-order="stroke"`}>${xml(row)}</text>`).join("")}</g>`;
}

/**
 * The SVG as a PNG, twice as fine where the browser can.
 *
 * @param {{text: string, width: number, height: number}} picture
 * @returns {Promise<{blob: Blob, isSmaller: boolean}>}
 */
export async function pngPicture({text, width, height}) {
    const scale = Math.min(2, pngMax / Math.max(width, height));
    const url = URL.createObjectURL(new Blob([text], {type: "image/svg+xml"}));
    try {
        const image = h("img", {src: url});
        await image.decode();
        const canvas = h("canvas", {width: Math.round(width * scale), height: Math.round(height * scale)});
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        return {blob: await new Promise(resolve => canvas.toBlob(resolve, "image/png")), isSmaller: scale < 1};
    } finally {
        URL.revokeObjectURL(url);
    }
}
