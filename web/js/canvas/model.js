// What the canvas holds, and its history: every action can be undone. A state is
// never changed once it is in the history; an action works on a copy.

/**
 * @typedef {Object} State
 * @property {Map<string, *>} entities
 * @property {Map<string, *>} edges
 * @property {Map<string, {count: number|null, step: *, kinds: Array}>} rests what a crowded node has beside what is drawn
 * @property {Array<*>} steps how all of it came here, for the URL
 * @property {Array<{kind: string, count: number, reason: string}>} cuts what a budget left out
 * @property {Set<string>} hidden
 * @property {Set<string>} pinned
 * @property {Map<string, {id: string, name: string, members: string[]}>} groups
 * @property {Set<string>} marked nodes and edges of the path found last
 */

const historyMax = 100;

/** @returns {State} */
export const emptyState = () => ({
    entities: new Map(), edges: new Map(), rests: new Map(), steps: [], cuts: [], hidden: new Set(), pinned: new Set(),
    groups: new Map(), marked: new Set(),
});

const copy = state => Object.fromEntries(Object.entries(state).map(([name, value]) =>
    [name, value instanceof Map ? new Map(value) : value instanceof Set ? new Set(value) : [...value]]));

export class Model {
    constructor() {
        this.state = emptyState();
        this.past = [];
        this.future = [];
    }

    /** Changes a copy of the state, which becomes the state. @param {(state: State) => void} change */
    apply(change) {
        const next = copy(this.state);
        change(next);
        this.past.push(this.state);
        if (this.past.length > historyMax) this.past.shift();
        this.future = [];
        this.state = next;
    }

    undo() {
        if (!this.past.length) return false;
        this.future.push(this.state);
        this.state = this.past.pop();
        return true;
    }

    redo() {
        if (!this.future.length) return false;
        this.past.push(this.state);
        this.state = this.future.pop();
        return true;
    }

    /** The restored view is where the history begins. */
    beginHere() {
        this.past = [];
        this.future = [];
    }
}

/** Adds what a step loaded. @param {State} state */
export function addLoaded(state, loaded) {
    for (const node of loaded.nodes) if (!state.entities.has(node.id)) state.entities.set(node.id, node);
    for (const edge of loaded.edges) state.edges.set(edge.id, edge);
    for (const [id, rest] of loaded.rests) {
        if (rest) state.rests.set(id, rest);
        else state.rests.delete(id);
    }
    state.cuts = loaded.cuts;
    if (loaded.marked) state.marked = new Set(loaded.marked);
}

export function hide(state, ids) {
    for (const id of ids) state.hidden.add(id);
}

export function togglePins(state, ids) {
    const all = ids.every(id => state.pinned.has(id));
    for (const id of ids) {
        if (all) state.pinned.delete(id);
        else state.pinned.add(id);
    }
}

/** Puts nodes together into one; groups among them are opened first. */
export function group(state, ids, name) {
    const members = ids.flatMap(id => state.groups.get(id)?.members ?? [id]);
    for (const id of ids) state.groups.delete(id);
    let number = 1;
    while (state.groups.has(`group:${number}`)) number += 1;
    const id = `group:${number}`;
    state.groups.set(id, {id, name, members});
    return id;
}

export function ungroup(state, id) {
    state.groups.delete(id);
}
