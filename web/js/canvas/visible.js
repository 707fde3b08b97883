// Which part of what is loaded is seen: filters, hidden nodes, groups, and the
// nodes that stand for what waits behind a crowded one.

/**
 * @typedef {Object} Filters
 * @property {Set<string>} nodeKindsOff
 * @property {Set<string>} edgeKindsOff
 * @property {number} minShare least share of a shareholder, in 0…1
 * @property {string|null} day the day of the slider; null for today
 * @property {boolean} ended whether past and future relations are drawn too
 * @property {Set<string>} statusesOff companies of these statuses stay away; "" is none on record
 */

/** @returns {Filters} */
export const noFilters = () => ({nodeKindsOff: new Set(), edgeKindsOff: new Set(), minShare: 0, day: null, ended: false,
    statusesOff: new Set()});

/** Whether an edge is in force on a day: begun by then and not over. */
export function inForce(edge, day, today) {
    // What is over without a known date is in force on no day.
    if (edge.inForce === false && !edge.until && (!edge.since || edge.since <= today)) return false;
    return (!edge.since || edge.since <= day) && (!edge.until || day < edge.until);
}

/**
 * What is to be drawn of a state.
 *
 * @param {import("./model.js").State} state
 * @param {Filters} filters
 * @param {{today: string, keep?: Set<string>}} options nodes to keep stay even without an edge
 * @returns {{nodes: Array, edges: Array, loadedNodes: number, loadedEdges: number}}
 */
export function visible(state, filters, {today, keep = new Set()}) {
    const owner = new Map();
    for (const group of state.groups.values()) for (const member of group.members) owner.set(member, group.id);
    const day = filters.day ?? today;
    const isNode = id => {
        const entity = state.entities.get(id);
        return entity && !state.hidden.has(id) && !state.hidden.has(owner.get(id))
            && !filters.nodeKindsOff.has(entity.kind)
            && !(entity.kind === "company" && filters.statusesOff.has(entity.status ?? ""));
    };
    const edges = [], joined = new Set(), connected = new Set(), seen = new Set();
    for (const edge of state.edges.values()) {
        joined.add(edge.from).add(edge.to);
        if (!isNode(edge.from) || !isNode(edge.to) || !isEdge(edge, filters, day, today)) continue;
        connected.add(edge.from).add(edge.to);
        const from = owner.get(edge.from) ?? edge.from, to = owner.get(edge.to) ?? edge.to;
        if (from === to) continue;
        // Several edges of one kind to a group are drawn once.
        const isGrouped = from !== edge.from || to !== edge.to;
        const key = `${from}|${to}|${edge.kind}`;
        if (isGrouped && seen.has(key)) continue;
        if (isGrouped) seen.add(key);
        edges.push({...edge, from, to, isEnded: !inForce(edge, day, today)});
    }
    // Who has lost all of its edges to a filter goes too; who never had any stays.
    const nodes = [...state.entities.values()].filter(entity => isNode(entity.id) && !owner.has(entity.id)
        && (connected.has(entity.id) || !joined.has(entity.id) || keep.has(entity.id) || state.pinned.has(entity.id)));
    for (const group of state.groups.values()) {
        if (!state.hidden.has(group.id) && group.members.some(isNode)) {
            nodes.push({id: group.id, kind: "group", name: `${group.members.length} · ${group.name}`,
                members: group.members});
        }
    }
    return {nodes, edges, loadedNodes: state.entities.size, loadedEdges: state.edges.size};
}

function isEdge(edge, filters, day, today) {
    if (filters.edgeKindsOff.has(edge.kind)) return false;
    if (filters.minShare > 0 && edge.kind === "shareholder"
        && !(edge.share && edge.share.max >= filters.minShare)) return false;
    return filters.ended || inForce(edge, day, today);
}
