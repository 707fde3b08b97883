// Positions for a set of nodes and edges, by the name of a layout.

import {forceLayout} from "./layout-force.js";
import {layeredLayout} from "./layout-layered.js";
import {radialLayout} from "./layout-radial.js";
import {stressLayout} from "./layout-stress.js";
import {clearLines, extent, pack, parts, roomNeeded, separate} from "./packing.js";

export const layoutNames = ["force", "layered", "radial"];

/** Up to so many nodes every pair is looked at; what is larger is laid out by forces. */
const smallMax = 160;
/** From so many nodes on, names are too small to be read anyway. */
const separatedMax = 300;
/** Boxes are moved off the lines of others while lines times boxes are so many. */
const clearedMax = 24_000;
/** Small pictures are made to fit this where their names leave enough of it free: they can be read as a whole. */
const window = [960, 745];
const fullest = 0.42;
/** The room of a node of which nothing is known. */
const plainSize = [100, 40];

/**
 * @param {string} name
 * @param {string[]} ids
 * @param {Array<{from: string, to: string}>} edges those with both ends among the ids count
 * @param {{centre?: string, at?: Map<string, {x: number, y: number}>, fixed?: Set<string>,
 *   sizeOf?: (id: string) => [number, number]}} [options] positions so far, and the room of nodes with their names
 * @returns {Map<string, {x: number, y: number}>}
 */
export function positionsOf(name, ids, edges, {centre = null, at = new Map(), fixed = new Set(),
    sizeOf = () => plainSize} = {}) {
    const index = new Map(ids.map((id, place) => [id, place]));
    const {from, to} = lines(index, edges);
    const sizes = Float64Array.from(ids.flatMap(sizeOf));
    const flat = name === "layered" ? layeredLayout(ids.length, from, to, sizes)
        : name === "radial" ? rings(from, to, index.get(centre) ?? 0, sizes)
            : forced(from, to, sizes, begin(ids, index, from, to, at, fixed));
    return new Map(ids.map((id, place) => [id, fixed.has(id) && at.has(id)
        ? at.get(id) : {x: flat[2 * place], y: flat[2 * place + 1]}]));
}

/** Who is joined, each two once and in the direction that came first: many relations pull no harder than one. */
function lines(index, edges) {
    const from = [], to = [], seen = new Set();
    for (const edge of edges) {
        const a = index.get(edge.from), b = index.get(edge.to);
        const pair = a < b ? a * index.size + b : b * index.size + a;
        if (a === undefined || b === undefined || a === b || seen.has(pair)) continue;
        seen.add(pair);
        from.push(a);
        to.push(b);
    }
    return {from: Int32Array.from(from), to: Int32Array.from(to)};
}

function rings(from, to, centre, sizes) {
    const count = sizes.length / 2;
    const at = radialLayout(count, from, to, centre);
    if (count <= separatedMax) separate(at, sizes);
    return at;
}

/** Each part by itself, then side by side; a picture that goes on keeps its places. */
function forced(from, to, sizes, options) {
    const count = sizes.length / 2, {start, fixed} = options;
    const lay = count <= smallMax ? stressLayout : forceLayout;
    const groups = start ? [] : parts(count, from, to);
    let at;
    if (groups.length > 1) {
        at = new Float64Array(count * 2);
        for (const nodes of groups) place(at, nodes, from, to, sizes, lay);
        pack(at, groups, sizes);
    } else {
        at = lay(count, from, to, options);
        spread(at, sizes, from, to, fixed);
    }
    return at;
}

/** Gives names their room. */
function spread(at, sizes, from, to, fixed = null) {
    const count = sizes.length / 2;
    if (count > separatedMax) return;
    separate(at, sizes, fixed);
    if (count * from.length > clearedMax) return;
    clearLines(at, sizes, from, to, fixed);
    // A picture that goes on keeps its measure.
    for (let turn = 0; turn < 4 && !fixed && shrink(at, sizes); turn += 1) clearLines(at, sizes, from, to, null, 16);
    separate(at, sizes, fixed);
}

/** Draws a picture together that is larger than the window. @returns {boolean} whether it was */
function shrink(at, sizes) {
    const area = roomNeeded(sizes);
    if (area > fullest * window[0] * window[1]) return false;
    const {width, height} = extent(at, [...sizes.keys()].slice(0, sizes.length / 2), sizes);
    const scale = [window[0] / width, window[1] / height].map(value => Math.min(1, value));
    if (Math.min(...scale) > 0.98) return false;
    at.forEach((value, index) => { at[index] = value * scale[index % 2]; });
    return true;
}

/** Lays out one part. */
function place(at, nodes, from, to, sizes, lay) {
    const index = new Map(nodes.map((node, number) => [node, number]));
    const inside = [...from.keys()].filter(edge => index.has(from[edge]));
    const [heads, tails] = [from, to].map(ends => Int32Array.from(inside, edge => index.get(ends[edge])));
    const found = nodes.length === 1 ? new Float64Array(2) : lay(nodes.length, heads, tails);
    spread(found, Float64Array.from(nodes.flatMap(node => [sizes[2 * node], sizes[2 * node + 1]])), heads, tails);
    nodes.forEach((node, number) => {
        at[2 * node] = found[2 * number];
        at[2 * node + 1] = found[2 * number + 1];
    });
}

/** Nodes that have a place begin there; new ones beside a neighbour that has. */
function begin(ids, index, from, to, at, fixed) {
    if (at.size === 0 || !ids.some(id => at.has(id))) return {};
    const start = new Float64Array(ids.length * 2);
    const near = new Map();
    from.forEach((a, edge) => {
        const [one, other] = [ids[a], ids[to[edge]]];
        if (at.has(one) && !at.has(other)) near.set(other, one);
        if (at.has(other) && !at.has(one)) near.set(one, other);
    });
    ids.forEach((id, place) => {
        const known = at.get(id) ?? at.get(near.get(id)) ?? {x: 0, y: 0};
        const turn = at.has(id) ? 0 : place * 2.399963;
        start[2 * place] = known.x + (turn ? 60 * Math.cos(turn) : 0);
        start[2 * place + 1] = known.y + (turn ? 60 * Math.sin(turn) : 0);
    });
    return {start, fixed: Uint8Array.from(ids, id => (fixed.has(id) ? 1 : 0)), rounds: ids.length > 800 ? null : 120};
}
