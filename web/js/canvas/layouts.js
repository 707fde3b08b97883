// Positions for a set of nodes and edges, by the name of a layout.

import {forceLayout} from "./layout-force.js";
import {layeredLayout} from "./layout-layered.js";
import {pack, parts, separate} from "./packing.js";
import {radialLayout} from "./layout-radial.js";

export const layoutNames = ["force", "layered", "radial"];

/**
 * @param {string} name
 * @param {string[]} ids
 * @param {Array<{from: string, to: string}>} edges those with both ends among the ids count
 * @param {{centre?: string, at?: Map<string, {x: number, y: number}>, fixed?: Set<string>}} [options] positions so far
 * @returns {Map<string, {x: number, y: number}>}
 */
export function positionsOf(name, ids, edges, {centre = null, at = new Map(), fixed = new Set()} = {}) {
    const index = new Map(ids.map((id, place) => [id, place]));
    const inside = edges.filter(edge => index.has(edge.from) && index.has(edge.to) && edge.from !== edge.to);
    const from = Int32Array.from(inside, edge => index.get(edge.from));
    const to = Int32Array.from(inside, edge => index.get(edge.to));
    const flat = name === "layered" ? layeredLayout(ids.length, from, to)
        : name === "radial" ? rings(ids.length, from, to, index.get(centre) ?? 0)
            : forced(ids.length, from, to, begin(ids, inside, at, fixed));
    return new Map(ids.map((id, place) => [id, fixed.has(id) && at.has(id)
        ? at.get(id) : {x: flat[2 * place], y: flat[2 * place + 1]}]));
}

/** From so many nodes on, names are too small to be read anyway. */
const separatedMax = 300;

/** Small pictures are drawn wider, for the labels of their lines. */
const wideMax = 120;
const wide = 1.3;

function rings(count, from, to, centre) {
    const at = radialLayout(count, from, to, centre);
    if (count <= separatedMax) separate(at, count);
    return at;
}

/** Each part by itself, then side by side; a picture that goes on keeps its places. */
function forced(count, from, to, options) {
    const groups = options.start ? [] : parts(count, from, to);
    let at;
    if (groups.length > 1) {
        at = new Float64Array(count * 2);
        for (const nodes of groups) place(at, nodes, from, to);
        pack(at, groups);
    } else {
        at = forceLayout(count, from, to, options);
    }
    if (count <= wideMax && !options.start) at = at.map(value => value * wide);
    if (count <= separatedMax) separate(at, count, options.fixed);
    return at;
}

/** Lays out one part. */
function place(at, nodes, from, to) {
    const index = new Map(nodes.map((node, number) => [node, number]));
    const inside = [...from.keys()].filter(edge => index.has(from[edge]));
    const found = nodes.length === 1 ? [0, 0] : forceLayout(nodes.length,
        Int32Array.from(inside, edge => index.get(from[edge])), Int32Array.from(inside, edge => index.get(to[edge])));
    nodes.forEach((node, number) => {
        at[2 * node] = found[2 * number];
        at[2 * node + 1] = found[2 * number + 1];
    });
}

/** Nodes that have a place begin there; new ones beside a neighbour that has. */
function begin(ids, edges, at, fixed) {
    if (at.size === 0 || !ids.some(id => at.has(id))) return {};
    const start = new Float64Array(ids.length * 2);
    const near = new Map();
    for (const {from, to} of edges) {
        if (at.has(from) && !at.has(to)) near.set(to, from);
        if (at.has(to) && !at.has(from)) near.set(from, to);
    }
    ids.forEach((id, place) => {
        const known = at.get(id) ?? at.get(near.get(id)) ?? {x: 0, y: 0};
        const turn = at.has(id) ? 0 : place * 2.399963;
        start[2 * place] = known.x + (turn ? 60 * Math.cos(turn) : 0);
        start[2 * place + 1] = known.y + (turn ? 60 * Math.sin(turn) : 0);
    });
    return {start, fixed: Uint8Array.from(ids, id => (fixed.has(id) ? 1 : 0)), rounds: ids.length > 800 ? null : 120};
}
