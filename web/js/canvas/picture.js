// What is seen on the canvas as a picture: SVG, and PNG made of it.

import {h} from "../dom.js";
import {bundled, fullName, isBox, lineText, lineWeight, nameRows, pairOf, roomOf, sizeOf} from "./elements.js";
import {xml} from "./formats.js";
import {boxAround, extentOf} from "./geometry.js";
import {labelled} from "./labels.js";
import {isOver} from "./ofday.js";
import {framed} from "./pictureframe.js";
import {body, n, written} from "./shapes.js";
import {dashes, edgeLook, fontFamily, inks} from "./style.js";

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
 * @param {{caption: import("./caption.js").Caption, marked?: Set<string>}} options
 * @returns {{text: string, width: number, height: number}}
 */
export function svgPicture({nodes, edges}, at, {caption, marked = new Set()}) {
    const {text: ink, paper, accent} = inks();
    const {text: around, frame: {left, top, width, height}} = framed(caption, frame(nodes, at), ink);
    const known = new Map(nodes.map(node => [node.id, node]));
    const lines = bundled(edges);
    const names = labelled({nodes, edges}, {lines, isFar: false, zoom: 1, pan: {x: -left, y: -top}, width, height, at,
        first: marked});
    const ways = new Set(lines.map(pairOf));
    const drawLine = edge => line(edge, {at, ink, paper, ends: [known.get(edge.from), known.get(edge.to)],
        named: names.named.has(edge.id) ? names.shifts.get(edge.id) : null,
        shift: ways.has(pairOf({from: edge.to, to: edge.from})) ? apart : 0,
        accent: edge.members.some(one => marked.has(one.id)) ? accent : null});
    const drawNode = node => shape(node, at.get(node.id),
        {ink, paper, side: names.sides.get(node.id), accent: marked.has(node.id) ? accent : null,
            isCentre: [node.id, ...(node.members ?? [])].some(id => caption.centres.has(id))});
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" ${
    written({width: Math.round(width), height: Math.round(height), "font-family": fontFamily})}>
<title>${xml(`${caption.title} · ${caption.day}`)}</title>
<rect ${written({x: left, y: top, width, height, fill: paper})}/>
${lines.map(drawLine).join("\n")}
${nodes.map(drawNode).join("\n")}
${around}
</svg>
`;
    return {text, width, height};
}

/** The box around all nodes with their names. */
function frame(nodes, at) {
    const {left, right, top, bottom} = extentOf(nodes.map(node => {
        const [width, height] = roomOf(node);
        // A name may stand on any side.
        return boxAround(at.get(node.id), ...(isBox(node) ? [width / 2, height / 2] : [width + 13, height]));
    }));
    return {left: left - margin, top: top - margin, width: right - left + 2 * margin,
        height: bottom - top + 2 * margin};
}

function line(edge, {at, ink, paper, ends, named, shift, accent}) {
    const [colour, style] = edgeLook(edge.kind);
    const stroke = accent ?? colour;
    const dash = dashes[edge.isEnded ? "dashed" : style];
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
    const corners = [point(tip), point(tip - size, size / 2.6), point(tip - size, -size / 2.6)];
    const arrow = edge.kind === "more" ? "" : `<path d="M${corners.join("L")}Z" fill="${stroke}"/>`;
    const words = named ? lineWords(edge, {...named, ink, paper, begin: reach(ends[0], dx, dy), tip,
        place: along => ({x: from.x + sideX + dx * along, y: from.y + sideY + dy * along})}) : "";
    const way = written({d: `M${point(0)}L${point(tip - size / 2)}`, fill: "none", stroke, "stroke-width": n(weight),
        "stroke-dasharray": dash});
    return `<g${edge.isEnded ? ` opacity="0.5"` : ""}><path ${way}/>${arrow}${words}</g>`;
}

/** What a line says, around the middle of what is seen of it or as far from that as there was room. */
function lineWords(edge, {x, y, ink, paper, begin, tip, place}) {
    const rows = lineText(edge).split("\n").filter(Boolean), middle = place((begin + tip) / 2);
    const top = middle.y + y - (rows.length - 1) * 5.5 + 3;
    const look = {"font-size": 10, "text-anchor": "middle", fill: ink, ...halo(paper)};
    return rows.map((row, index) =>
        `<text ${written({x: n(middle.x + x), y: n(top + index * 11), ...look})}>${xml(row)}</text>`).join("");
}

/** Keeps what lies beneath a text from being taken for a part of it. */
const halo = paper => ({stroke: paper, "stroke-width": 3, "paint-order": "stroke"});

/** How far a node reaches from its middle into a direction. */
function reach(node, dx, dy) {
    const [width, height] = sizeOf(node);
    if (!isBox(node)) return width / 2 + 1;
    return Math.min(width / 2 / Math.abs(dx || 1e-9), height / 2 / Math.abs(dy || 1e-9)) + 1;
}

function shape(node, {x, y}, {ink, paper, side, accent, isCentre}) {
    const size = sizeOf(node);
    const look = {...(accent ? {stroke: accent} : {}), "stroke-width": accent ? 4 : isCentre ? 3.5 : 1.5,
        "stroke-dasharray": node.kind === "more" || isOver(node) ? "4 3" : null,
        "fill-opacity": isOver(node) ? 0.45 : null};
    const name = nameWords(node, {x, y}, {ink, paper, side, isCentre, reach: size[1] / 2});
    return `<g><title>${xml(fullName(node))}</title>${body(node.kind, {x, y}, size, look)}${name}</g>`;
}

/** The name of a node, inside of it or on its side. */
function nameWords(node, {x, y}, {ink, paper, side = "below", isCentre, reach: half}) {
    const rows = nameRows(node), isInside = isBox(node);
    const [shift, anchor] = isInside || !["left", "right"].includes(side) ? [0, "middle"]
        : side === "right" ? [half + 4, "start"] : [-half - 4, "end"];
    const middle = y + 4 - (rows.length - 1) * 6.5;
    const first = isInside || shift ? middle : side === "above" ? y - half - 5 - (rows.length - 1) * 13 : y + half + 13;
    const look = {"font-size": 11, "text-anchor": anchor, fill: ink, "font-weight": isCentre ? "bold" : null,
        ...(isInside ? {} : halo(paper))};
    return rows.map((row, index) =>
        `<text ${written({x: n(x + shift), y: n(first + index * 13), ...look})}>${xml(row)}</text>`).join("");
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
