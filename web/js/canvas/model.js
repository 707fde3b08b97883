// What the canvas holds, and its history: every action can be undone. A state is
// never changed once it is in the history; an action works on a copy.

/**
 * @typedef {import("./steps.js").Entry} Entry
 * @typedef {Object} State
 * @property {Entry[]} entries what was loaded, step by step: how all of it came here, for the URL
 * @property {Set<string>} centres
 * @property {Set<string>} hidden
 * @property {Set<string>} pinned
 * @property {Map<string, {id: string, name: string, members: string[]}>} groups
 */

const historyMax = 100;

/** @returns {State} */
const emptyState = () => ({entries: [], centres: new Set(), hidden: new Set(), pinned: new Set(),
    groups: new Map()});

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
    for (const id of ids) ungroup(state, id);
    let number = 1;
    while (state.groups.has(`group:${number}`)) number += 1;
    const id = `group:${number}`;
    state.groups.set(id, {id, name, members});
    return id;
}

/** Opens a group; a later one may take its number, and must not be hidden or pinned with it. */
export function ungroup(state, id) {
    if (!state.groups.delete(id)) return;
    state.hidden.delete(id);
    state.pinned.delete(id);
}
