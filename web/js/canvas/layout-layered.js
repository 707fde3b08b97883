// Layers after Sugiyama: owners above what they own. Loops are broken by
// turning the edge that closes them, layers are as deep as the longest way, and
// sweeps by barycentres take out crossings.

import {neighbourRows} from "./layout-force.js";

/** Room between layers, between the lines of one, and beside a node. */
const layerGap = 68, lineGap = 24, nodeGap = 38;
/** No two nodes of a line are nearer than this: their lines have names. */
const leastPitch = 118;
const sweeps = 8;
/** How much further apart than usual the nodes of a tall picture stand at most. */
const widest = 2.6;
/** What is drawn on: a layer that is too long for it goes on in further lines, as many as leave all the largest. */
const window = [900, 710];
/** From one width of lines to the next that is tried. */
const narrower = 0.88;

/** @returns {Float64Array} x, y by turns; edges run downward where they can */
export function layeredLayout(count, from, to, sizes) {
    const layer = layersOf(count, ...withoutLoops(count, from, to));
    const rows = neighbourRows(count, from, to);
    const layers = [];
    for (let node = 0; node < count; node += 1) (layers[layer[node]] ??= []).push(node);
    order(layers.map(nodes => nodes ?? []), rows, layer, count);
    return positions(layers.filter(Boolean), rows, sizes);
}

/** The edges with those turned that close a loop. */
function withoutLoops(count, from, to) {
    const out = Array.from({length: count}, () => []);
    for (let edge = 0; edge < from.length; edge += 1) out[from[edge]].push(edge);
    const state = new Uint8Array(count);
    const heads = Int32Array.from(from), tails = Int32Array.from(to);
    for (let start = 0; start < count; start += 1) {
        if (state[start]) continue;
        const stack = [[start, 0]];
        state[start] = 1;
        while (stack.length) {
            const top = stack[stack.length - 1];
            const edge = out[top[0]][top[1]];
            top[1] += 1;
            if (edge === undefined) {
                state[top[0]] = 2;
                stack.pop();
            } else if (state[to[edge]] === 1) {
                [heads[edge], tails[edge]] = [to[edge], from[edge]];
            } else if (!state[to[edge]]) {
                state[to[edge]] = 1;
                stack.push([to[edge], 0]);
            }
        }
    }
    return [heads, tails];
}

/** The longest way from a node without owners; those without any edge go last. */
function layersOf(count, from, to) {
    const layer = new Int32Array(count);
    const waits = new Int32Array(count);
    const out = Array.from({length: count}, () => []);
    for (let edge = 0; edge < from.length; edge += 1) {
        if (from[edge] === to[edge]) continue;
        out[from[edge]].push(to[edge]);
        waits[to[edge]] += 1;
    }
    const ready = [...Array(count).keys()].filter(node => waits[node] === 0);
    const ordered = [];
    while (ready.length) {
        const node = ready.shift();
        ordered.push(node);
        for (const next of out[node]) {
            layer[next] = Math.max(layer[next], layer[node] + 1);
            waits[next] -= 1;
            if (waits[next] === 0) ready.push(next);
        }
    }
    // Owners without owners move down to just above what they own.
    for (const node of ordered.reverse()) {
        if (out[node].length) layer[node] = Math.min(...out[node].map(next => layer[next])) - 1;
    }
    const least = Math.min(0, ...layer);
    return least < 0 ? layer.map(value => value - least) : layer;
}

/** Puts the nodes of each layer into their order, by sweeps down and up. */
function order(layers, rows, layer, count) {
    const place = new Float64Array(count);
    for (const nodes of layers) nodes.forEach((node, index) => { place[node] = index - nodes.length / 2; });
    for (let sweep = 0; sweep < sweeps; sweep += 1) {
        const down = sweep % 2 === 0;
        for (const nodes of down ? layers : [...layers].reverse()) {
            const wanted = new Map(nodes.map(node => {
                const near = rows[node].filter(other =>
                    (down ? layer[other] < layer[node] : layer[other] > layer[node]));
                return [node, near.length ? near.reduce((sum, other) => sum + place[other], 0) / near.length
                    : place[node]];
            }));
            nodes.sort((a, b) => wanted.get(a) - wanted.get(b) || a - b);
            nodes.forEach((node, index) => { place[node] = index - (nodes.length - 1) / 2; });
        }
    }
}

/** How wide the place of a node is. */
const pitch = (sizes, node) => Math.max(leastPitch, sizes[2 * node] + nodeGap);

function positions(layers, rows, sizes) {
    const wide = layers.map(nodes => nodes.reduce((sum, node) => sum + pitch(sizes, node), 0));
    let best = null;
    for (let width = Math.max(...wide); ; width *= narrower) {
        const found = broken(layers, wide, width, sizes);
        // Layers in one line are read best, so a further line has to be worth it.
        if (!best || found.zoom > best.zoom * 1.02) best = found;
        if (width < leastPitch * 2 || found.height * window[0] > 2 * found.width * window[1]) break;
    }
    const at = new Float64Array(sizes.length);
    let y = 0;
    for (const {columns, heights, width} of best.layers) {
        let left = -width / 2;
        for (const column of columns) {
            const own = Math.max(...column.map(node => pitch(sizes, node)));
            let top = y;
            column.forEach((node, line) => {
                // Lines stand by turns, so that what leads to a lower one passes between the nodes of the upper.
                const shift = heights.length > 1 ? (line % 2 ? 0.25 : -0.25) * own : 0;
                at[2 * node] = left + own / 2 + shift;
                at[2 * node + 1] = top + heights[line] / 2;
                top += heights[line] + lineGap;
            });
            left += own;
        }
        y += heights.reduce((sum, height) => sum + height + lineGap, 0) - lineGap + layerGap;
    }
    straighten(best.layers, rows, sizes, at);
    widen(at);
    return at;
}

/** The layers in lines no wider than this, and how large the picture can be drawn then. */
function broken(layers, wide, most, sizes) {
    let width = 0, height = -layerGap;
    const found = layers.map((nodes, index) => {
        const lines = Math.min(nodes.length, Math.max(1, Math.ceil(wide[index] / most)));
        // Neighbours in the order stay near each other: down the lines first, then on.
        const columns = [];
        for (let from = 0; from < nodes.length; from += lines) columns.push(nodes.slice(from, from + lines));
        const heights = Array.from({length: lines}, (_, line) =>
            Math.max(...columns.map(column => (line in column ? sizes[2 * column[line] + 1] : 0))));
        const own = columns.reduce((sum, column) => sum + Math.max(...column.map(node => pitch(sizes, node))), 0);
        width = Math.max(width, own);
        height += heights.reduce((sum, one) => sum + one + lineGap, 0) - lineGap + layerGap;
        return {columns, heights, width: own};
    });
    return {layers: found, width, height, zoom: Math.min(1, window[0] / width, window[1] / height)};
}

/** A tall picture has room beside: what hangs on a long chain stands further off it. */
function widen(at) {
    let [left, right, bottom] = [Infinity, -Infinity, 0];
    at.forEach((value, index) => {
        if (index % 2) return void (bottom = Math.max(bottom, value));
        left = Math.min(left, value);
        right = Math.max(right, value);
    });
    const scale = Math.min(widest, bottom / (right - left + leastPitch));
    if (scale > 1) for (let index = 0; index < at.length; index += 2) at[index] *= scale;
}

/** Moves the nodes of layers in one line towards the middle of their neighbours as far as there is room. */
function straighten(layers, rows, sizes, at) {
    const apart = (one, other) => (pitch(sizes, one) + pitch(sizes, other)) / 2;
    const single = layers.filter(({heights}) => heights.length === 1).map(({columns}) => columns.flat());
    for (let round = 0; round < 6; round += 1) {
        for (const nodes of single) {
            for (const [index, node] of nodes.entries()) {
                if (!rows[node].length) continue;
                const middle = rows[node].reduce((sum, other) => sum + at[2 * other], 0) / rows[node].length;
                const [before, after] = [nodes[index - 1], nodes[index + 1]];
                const low = index > 0 ? at[2 * before] + apart(before, node) : -Infinity;
                const high = index + 1 < nodes.length ? at[2 * after] - apart(node, after) : Infinity;
                at[2 * node] = Math.min(Math.max(middle, low), Math.max(high, low));
            }
        }
    }
}
