// What the steps have brought, entry by entry, and all of it together.

import {questionOf, restKey, sameKinds} from "./steps.js";

/** @typedef {import("./steps.js").Entry} Entry */

/**
 * The entries with one more. The same question asked again with a greater limit
 * takes the place of its earlier answer; one that brought less changes nothing.
 *
 * @param {Entry[]} entries
 * @param {Entry} entry
 * @returns {Entry[]}
 */
export function withEntry(entries, entry) {
    const question = questionOf(entry.step);
    const index = entries.findIndex(one => questionOf(one.step) === question);
    if (index < 0) return [...entries, entry];
    const before = entries[index].step;
    const isLess = ["pages", "budget", "hops"].some(name => before[name] > entry.step[name]);
    return isLess ? entries : entries.with(index, entry);
}

/** An entry and the page behind it. @param {Entry} entry @param {Entry} page @returns {Entry} */
export const withPage = (entry, page) => ({...page, centre: entry.centre, nodes: [...entry.nodes, ...page.nodes],
    edges: [...entry.edges, ...page.edges], together: [...entry.together, ...page.together]});

/**
 * All that entries hold.
 *
 * @typedef {Object} Gathered
 * @property {Map<string, *>} entities
 * @property {Map<string, *>} edges
 * @property {Array<import("./steps.js").Rest>} rests what crowded nodes have beside what was loaded
 * @property {Array<{step: *, kind: string, count: number, reason: string}>} cuts what a budget left out, by step
 * @property {Set<string>} marked nodes and edges of the path found last
 * @property {Map<string, string>} ones the node that stands for all that are one with it, of each that is loaded: of
 *   the spellings of a place, the mentions of a person
 * @property {(id: string) => string[]} mentions all that are known to be one with a node, loaded or not
 *
 * @param {Entry[]} entries
 * @returns {Gathered}
 */
export function gathered(entries) {
    const entities = new Map(), edges = new Map();
    for (const entry of entries) {
        for (const node of entry.nodes) {
            // What tells its status of one day alone yields to what knows more, or is of the day of the slider.
            if (entities.get(node.id)?.statusDay ?? !entities.has(node.id)) entities.set(node.id, node);
        }
        for (const edge of entry.edges) edges.set(edge.id, edge);
    }
    const paths = entries.filter(entry => entry.marked);
    const last = paths.length ? questionOf(paths.at(-1).step) : null;
    return {
        entities, edges, rests: openRests(entries),
        cuts: entries.flatMap(entry => entry.cuts.map(cut => ({...cut, step: entry.step}))),
        marked: new Set(paths.filter(entry => questionOf(entry.step) === last).flatMap(entry => entry.marked)),
        ...onesOf(entities, [...edges.values(), ...entries.flatMap(entry => entry.together)]),
    };
}

/** What still waits: a rest goes away only when a step has brought all of it, or goes on with it. */
function openRests(entries) {
    const isOwn = (entry, rest) => entry.step.depth === 1 && restKey(entry.step) === rest.key;
    const rests = new Map();
    for (const entry of entries) {
        // The step of the node itself knows better than one that came past.
        for (const rest of entry.rests) if (!rests.has(rest.key) || isOwn(entry, rest)) rests.set(rest.key, rest);
    }
    const whole = entries.filter(entry => entry.step.depth === 1 && !entry.rests.some(rest => isOwn(entry, rest)))
        .map(entry => entry.step);
    return [...rests.values()].filter(rest => !whole.some(step => covers(step, rest.step)));
}

/** Whether all that one step asks for is in what the other does. */
const covers = (step, narrow) => step.of === narrow.of && (step.join === narrow.join || step.join === "merged")
    && (step.direction === narrow.direction || step.direction === "both")
    && (!step.kinds.length || (narrow.kinds.length > 0 && narrow.kinds.every(kind => step.kinds.includes(kind))));

/** What is one hangs together by edges; the one that came first stands for all. */
function onesOf(entities, edges) {
    const root = new Map(), known = new Set();
    const find = id => {
        while (root.has(id)) id = root.get(id);
        return id;
    };
    for (const {kind, from, to} of edges) {
        if (!sameKinds.has(kind)) continue;
        known.add(from).add(to);
        const [a, b] = [find(from), find(to)];
        if (a !== b) root.set(b, a);
    }
    const first = new Map(), ones = new Map();
    for (const id of entities.keys()) {
        if (!known.has(id)) continue;
        const of = find(id);
        if (!first.has(of)) first.set(of, id);
        ones.set(id, first.get(of));
    }
    const mentions = id => (known.has(id) ? [...known].filter(one => find(one) === find(id)) : [id]);
    return {ones, mentions};
}
