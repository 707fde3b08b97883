// Which part of what is loaded is seen: filters, hidden nodes, groups, places
// with all of their spellings, and what waits behind crowded nodes.

/**
 * @typedef {Object} Filters
 * @property {Set<string>} nodeKindsOff
 * @property {Set<string>} edgeKindsOff
 * @property {number} minShare least share of a shareholder, in 0…1
 * @property {string|null} day the day of the slider; null for today
 * @property {boolean} ended whether past and future relations are drawn too
 * @property {boolean} spellings whether every spelling of a place is a node of its own
 * @property {Set<string>} statusesOff companies of these statuses stay away; "" is none on record
 */

/** @returns {Filters} */
export const noFilters = () => ({nodeKindsOff: new Set(), edgeKindsOff: new Set(), minShare: 0, day: null, ended: false,
    spellings: false, statusesOff: new Set()});

/** Whether an edge is in force on a day: begun by then and not over. */
function inForce(edge, day, today) {
    // What is over without a known date is in force on no day.
    if (edge.inForce === false && !edge.until && (!edge.since || edge.since <= today)) return false;
    return (!edge.since || edge.since <= day) && (!edge.until || day < edge.until);
}

/**
 * What is to be drawn.
 *
 * @typedef {Object} Seen
 * @property {Array} nodes groups and places have `members`, the loaded nodes they stand for
 * @property {Array} edges one for each relation; `ends` are the nodes it really joins
 * @property {Array} inner relations among the members of one group, which nobody sees
 * @property {Array} rests what waits, with the seen node `at` which it does
 *
 * @param {import("./entries.js").Gathered} loaded
 * @param {import("./model.js").State} state
 * @param {Filters} filters
 * @param {{today: string, keep?: Set<string>}} options nodes to keep stay even without an edge
 * @returns {Seen & {hiddenNodes: number}} a place counts once, a group too
 */
export function visible(loaded, state, filters, {today, keep = new Set()}) {
    const {point, isNode} = rules(loaded, state, filters);
    const day = filters.day ?? today;
    const edges = [], inner = [], joined = new Set(), connected = new Set();
    for (const edge of loaded.edges.values()) {
        joined.add(edge.from).add(edge.to);
        if (!isNode(edge.from) || !isNode(edge.to) || !isEdge(edge, filters, day, today)) continue;
        connected.add(edge.from).add(edge.to);
        const seen = {...edge, from: point(edge.from), to: point(edge.to), ends: [edge.from, edge.to],
            isEnded: !inForce(edge, day, today)};
        if (seen.from !== seen.to) edges.push(seen);
        else if (edge.from !== edge.to && edge.kind !== "same_premises") inner.push(seen);
    }
    // Who has lost all of its edges to a filter goes too; who never had any stays.
    const stays = id => isNode(id) && (connected.has(id) || !joined.has(id) || [id, point(id)].some(one =>
        keep.has(one) || state.pinned.has(one) || state.groups.has(one)));
    const members = Map.groupBy([...loaded.entities.keys()].filter(stays), point);
    const nodes = [...members].map(([id, ids]) => seenNode(id, ids, loaded, state));
    const rests = loaded.rests.map(rest => ({...rest, at: point(rest.node)})).filter(rest => members.has(rest.at));
    const all = new Set([...loaded.entities.keys()].map(point));
    return {nodes, edges, inner, rests, hiddenNodes: all.size - nodes.length};
}

/** Which node stands for an entity, and which entities may be seen. */
function rules(loaded, state, filters) {
    const owner = new Map();
    for (const group of state.groups.values()) for (const member of group.members) owner.set(member, group.id);
    const place = id => (filters.spellings ? id : loaded.places.get(id) ?? id);
    const hiddenPlaces = new Set();
    for (const id of loaded.places.keys()) {
        const group = owner.get(id);
        // Whatever spelling was put into a group or hidden, the place goes with it.
        if (group && !owner.has(place(id))) owner.set(place(id), group);
        if (state.hidden.has(id)) hiddenPlaces.add(place(id));
    }
    const point = id => owner.get(place(id)) ?? place(id);
    const isHidden = id => state.hidden.has(id) || state.hidden.has(point(id)) || hiddenPlaces.has(place(id));
    const isNode = id => {
        const entity = loaded.entities.get(id);
        return entity && !isHidden(id) && !filters.nodeKindsOff.has(entity.kind)
            && !(entity.kind === "company" && filters.statusesOff.has(entity.status ?? ""));
    };
    return {point, isNode};
}

function seenNode(id, members, loaded, state) {
    const group = state.groups.get(id);
    if (group) return {id, kind: "group", name: group.name, members};
    const entity = loaded.entities.get(id) ?? loaded.entities.get(members[0]);
    return members.length > 1 ? {...entity, id, members} : entity;
}

function isEdge(edge, filters, day, today) {
    if (filters.edgeKindsOff.has(edge.kind)) return false;
    if (filters.minShare > 0 && edge.kind === "shareholder"
        && !(edge.share && edge.share.max >= filters.minShare)) return false;
    return filters.ended || inForce(edge, day, today);
}
