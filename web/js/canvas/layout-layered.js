// Layers after Sugiyama: owners above what they own. Loops are broken by
// turning the edge that closes them, layers are as deep as the longest way, and
// sweeps by barycentres take out crossings.

import {neighbourRows} from "./layout-force.js";

const layerGap = 110;
const nodeGap = 150;
const sweeps = 8;
/** How much further apart than usual the nodes of a tall picture stand at most. */
const widest = 2.6;
/** More nodes than this in a layer go on in another row: a picture of one long line cannot be read. */
const rowMax = 16;

/** @returns {Float64Array} x, y by turns; edges run downward where they can */
export function layeredLayout(count, from, to) {
    const layer = layersOf(count, ...withoutLoops(count, from, to));
    const rows = neighbourRows(count, from, to);
    const layers = [];
    for (let node = 0; node < count; node += 1) (layers[layer[node]] ??= []).push(node);
    const place = order(layers.map(nodes => nodes ?? []), rows, layer, count);
    return positions(layers, place, rows, count);
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

/** The place of each node in its layer, after sweeps down and up. */
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
    return place;
}

function positions(layers, place, rows, count) {
    const at = new Float64Array(count * 2);
    let y = 0;
    for (const nodes of layers) {
        if (!nodes) continue;
        const lines = Math.ceil(nodes.length / rowMax);
        nodes.forEach((node, index) => {
            const line = index % lines;
            at[2 * node] = place[node] * nodeGap / lines;
            at[2 * node + 1] = y + line * layerGap * 0.6;
        });
        y += layerGap + (lines - 1) * layerGap * 0.6;
    }
    straighten(layers, rows, at);
    widen(at);
    return at;
}

/** A tall picture has room beside: what hangs on a long chain stands further off it. */
function widen(at) {
    let [left, right, bottom] = [Infinity, -Infinity, 0];
    at.forEach((value, index) => {
        if (index % 2) return void (bottom = Math.max(bottom, value));
        left = Math.min(left, value);
        right = Math.max(right, value);
    });
    const scale = Math.min(widest, bottom / (right - left + nodeGap));
    if (scale > 1) for (let index = 0; index < at.length; index += 2) at[index] *= scale;
}

/** Moves nodes towards the middle of their neighbours as far as their row allows. */
function straighten(layers, rows, at) {
    for (let round = 0; round < 6; round += 1) {
        for (const nodes of layers) {
            if (!nodes || nodes.length > rowMax) continue;
            for (const [index, node] of nodes.entries()) {
                if (!rows[node].length) continue;
                const middle = rows[node].reduce((sum, other) => sum + at[2 * other], 0) / rows[node].length;
                const low = index > 0 ? at[2 * nodes[index - 1]] + nodeGap : -Infinity;
                const high = index + 1 < nodes.length ? at[2 * nodes[index + 1]] - nodeGap : Infinity;
                at[2 * node] = Math.min(Math.max(middle, low), Math.max(high, low));
            }
        }
    }
}
