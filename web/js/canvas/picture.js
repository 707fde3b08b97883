// What is seen on the canvas as a picture: SVG, and PNG made of it.

import {h} from "../dom.js";
import {bundled, isBox, lineText, lineWeight, nameRows, roomOf, sizeOf} from "./elements.js";
import {xml} from "./formats.js";
import {labelled} from "./labels.js";
import {edgeLook, fontFamily, inks, nodeLook} from "./style.js";

/** Pixels that a PNG has at most on a side: browsers make no greater ones. */
const pngMax = 8000;
/** Between two lines of one pair that go both ways. */
const apart = 6;
/** Around the picture. */
const margin = 40;

/**
 * The picture as it stands, every node with its name.
 *
 * @param {{nodes: Array, edges: Array}} drawn
 * @param {Map<string, {x: number, y: number}>} at
 * @param {{title: string, marked?: Set<string>}} options
 * @returns {{text: string, width: number, height: number}}
 */
export function svgPicture({nodes, edges}, at, {title, marked = new Set()}) {
    const {left, top, width, height} = frame(nodes, at);
    const {text: ink, paper, accent} = inks();
    const known = new Map(nodes.map(node => [node.id, node]));
    const lines = bundled(edges);
    const names = labelled({nodes, edges}, {lines, isFar: false, zoom: 1, pan: {x: -left, y: -top}, width, height, at,
        first: marked});
    const ways = new Set(lines.map(edge => `${edge.from}|${edge.to}`));
    const drawLine = edge => line(edge, {at, ink, paper, ends: [known.get(edge.from), known.get(edge.to)],
        named: names.named.has(edge.id) ? names.shifts.get(edge.id) : null,
        shift: ways.has(`${edge.to}|${edge.from}`) ? apart : 0,
        accent: edge.members.some(one => marked.has(one.id)) ? accent : null});
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${Math.round(width)}" height="${Math.round(height)}" font-family="${fontFamily}">
<title>${xml(title)}</title>
<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${paper}"/>
${lines.map(drawLine).join("\n")}
${nodes.map(node => shape(node, at.get(node.id), {ink, paper, side: names.sides.get(node.id), accent: marked.has(node.id) ? accent : null})).join("\n")}
</svg>
`;
    return {text, width, height};
}

/** The box around all nodes with their names. */
function frame(nodes, at) {
    const box = {left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity};
    for (const node of nodes) {
        const {x, y} = at.get(node.id), [width, height] = roomOf(node);
        // A name may stand on any side.
        const [halfX, halfY] = isBox(node) ? [width / 2, height / 2] : [width + 13, height];
        box.left = Math.min(box.left, x - halfX);
        box.right = Math.max(box.right, x + halfX);
        box.top = Math.min(box.top, y - halfY);
        box.bottom = Math.max(box.bottom, y + halfY);
    }
    return {left: box.left - margin, top: box.top - margin, width: box.right - box.left + 2 * margin,
        height: box.bottom - box.top + 2 * margin};
}

const n = value => value.toFixed(1);

function line(edge, {at, ink, paper, ends, named, shift, accent}) {
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
    const tip = Math.max(length - reach(ends[1], dx, dy), size);
    const point = (along, across = 0) =>
        `${n(from.x + sideX + dx * along - dy * across)} ${n(from.y + sideY + dy * along + dx * across)}`;
    const arrow = edge.kind === "more" ? "" : `<path d="M${point(tip)}L${point(tip - size, size / 2.6)}L${point(tip - size, -size / 2.6)}Z" fill="${stroke}"/>`;
    const words = named ? lineWords(edge, {...named, ink, paper, begin: reach(ends[0], dx, dy), tip,
        place: along => ({x: from.x + sideX + dx * along, y: from.y + sideY + dy * along})}) : "";
    return `<g${edge.isEnded ? ` opacity="0.5"` : ""}><path d="M${point(0)}L${point(tip - size / 2)}" fill="none" stroke="${stroke}" stroke-width="${n(weight)}"${dash}/>${arrow}${words}</g>`;
}

/** What a line says, around the middle of what is seen of it or as far from that as there was room. */
function lineWords(edge, {x, y, ink, paper, begin, tip, place}) {
    const rows = lineText(edge).split("\n").filter(Boolean), middle = place((begin + tip) / 2);
    const top = middle.y + y - (rows.length - 1) * 5.5 + 3;
    return rows.map((row, index) => `<text x="${n(middle.x + x)}" y="${n(top + index * 11)}" font-size="10" text-anchor="middle" fill="${ink}" stroke="${paper}" stroke-width="3" paint-order="stroke">${xml(row)}</text>`).join("");
}

/** How far a node reaches from its middle into a direction. */
function reach(node, dx, dy) {
    const [width, height] = sizeOf(node);
    if (!isBox(node)) return width / 2 + 1;
    return Math.min(width / 2 / Math.abs(dx || 1e-9), height / 2 / Math.abs(dy || 1e-9)) + 1;
}

function shape(node, {x, y}, {ink, paper, side, accent}) {
    const [fill, colour, form] = nodeLook(node.kind);
    const [width, height] = sizeOf(node);
    const look = `fill="${fill}" stroke="${accent ?? colour}" stroke-width="${accent ? 4 : 1.5}"${node.kind === "more" ? ` stroke-dasharray="4 3"` : ""}`;
    const corners = {hexagon: [[-1, 0], [-0.88, -1], [0.88, -1], [1, 0], [0.88, 1], [-0.88, 1]],
        diamond: [[-1, 0], [0, -1], [1, 0], [0, 1]], tag: [[-1, -1], [0.4, -1], [1, 0], [0.4, 1], [-1, 1]]}[form];
    const body = corners ? `<polygon points="${corners.map(([cx, cy]) =>
        `${n(x + cx * width / 2)},${n(y + cy * height / 2)}`).join(" ")}" ${look}/>`
        : isBox(node)
            ? `<rect x="${n(x - width / 2)}" y="${n(y - height / 2)}" width="${n(width)}" height="${n(height)}" rx="5" ${look}/>`
            : `<circle cx="${n(x)}" cy="${n(y)}" r="${n(width / 2)}" ${look}/>`;
    return `<g><title>${xml(node.name)}</title>${body}${nameWords(node, {x, y}, {ink, paper, side, reach: height / 2})}</g>`;
}

/** The name of a node, inside of it or on its side. */
function nameWords(node, {x, y}, {ink, paper, side = "below", reach: half}) {
    const rows = nameRows(node), isInside = isBox(node);
    const [shift, anchor] = isInside || !["left", "right"].includes(side) ? [0, "middle"]
        : side === "right" ? [half + 4, "start"] : [-half - 4, "end"];
    const middle = y + 4 - (rows.length - 1) * 6.5;
    const first = isInside || shift ? middle : side === "above" ? y - half - 5 - (rows.length - 1) * 13 : y + half + 13;
    const halo = isInside ? "" : ` stroke="${paper}" stroke-width="3" paint-order="stroke"`;
    return rows.map((row, index) =>
        `<text x="${n(x + shift)}" y="${n(first + index * 13)}" font-size="11" text-anchor="${anchor}" fill="${ink}"${halo}>${xml(row)}</text>`).join("");
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
