// Which names are drawn where not all have room: the important ones first, none
// on another.

import {isBox, lineText, nameRows, sizeOf, textWidth} from "./elements.js";

/** Names from afar have this size on the screen, whatever the zoom; those of lines are never smaller than theirs. */
export const farFont = 12;
const lineFont = 10.5;
/** So many at most: more cannot be read, and take time. */
const namesMax = 400;
const lineHeight = 1.2;
const room = 3;
/** Half of the size that a node has from afar. */
const nodeHalf = 17;

/** The size of a line's name, in the measure of the picture. */
export const lineFontAt = zoom => Math.max(10, lineFont / zoom);

/**
 * The nodes and lines whose names have room; what lies outside of the window
 * has none. From near every node has its name, and lines what is left.
 *
 * @param {{nodes: Array, edges: Array}} drawn
 * @param {{lines: Array, isFar: boolean, zoom: number, pan: {x: number, y: number}, width: number, height: number,
 *   at: Map<string, {x: number, y: number}>, first: Set<string>}} options those of `first` come before those with many
 *   relations
 * @returns {Set<string>} their identifiers
 */
export function labelled({nodes, edges}, {lines, isFar, zoom, pan, width, height, at, first}) {
    const taken = [], named = new Set();
    const screen = id => ({x: at.get(id).x * zoom + pan.x, y: at.get(id).y * zoom + pan.y});
    const offer = (id, rows, {x, y}, size, above, below) => {
        if (!rows.length || named.size === namesMax || x < 0 || x > width || y < 0 || y > height) return;
        // `textWidth` is that of 11 pixels.
        const half = Math.max(...rows.map(textWidth)) * size / 22 + room;
        const box = {left: x - half, right: x + half, top: y - above,
            bottom: y + below + rows.length * size * lineHeight};
        if (taken.some(one => box.left < one.right && box.right > one.left && box.top < one.bottom
            && box.bottom > one.top)) return;
        taken.push(box);
        named.add(id);
    };
    if (isFar) {
        for (const node of byImportance(nodes, edges, first)) {
            offer(node.id, nameRows(node), screen(node.id), farFont, 0, nodeHalf * zoom + 2 * room);
        }
    } else {
        for (const node of nodes) taken.push(boxOf(node, screen(node.id), zoom));
    }
    const size = lineFontAt(zoom) * zoom;
    for (const edge of lines) {
        const [from, to] = [screen(edge.from), screen(edge.to)];
        const rows = lineText(edge).split("\n").filter(Boolean), half = rows.length * size * lineHeight / 2;
        offer(edge.id, rows, {x: (from.x + to.x) / 2, y: (from.y + to.y) / 2}, size, half, -half);
    }
    return named;
}

function byImportance(nodes, edges, first) {
    const degrees = new Map();
    for (const {from, to} of edges) for (const id of [from, to]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
    const rank = node => (first.has(node.id) ? 1e6 : 0) + (degrees.get(node.id) ?? 0);
    return [...nodes].sort((a, b) => rank(b) - rank(a));
}

/** The room of a node with its name, from near. */
function boxOf(node, {x, y}, zoom) {
    const [width, height] = sizeOf(node).map(value => value * zoom / 2);
    if (isBox(node)) return {left: x - width, right: x + width, top: y - height, bottom: y + height};
    const rows = nameRows(node), half = Math.max(width, Math.max(...rows.map(textWidth)) * zoom / 2);
    return {left: x - half, right: x + half, top: y - height, bottom: y + height + rows.length * 13 * zoom};
}
