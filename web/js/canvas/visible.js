// Which part of what is loaded is seen: filters, hidden nodes, groups, places
// with all of their spellings, persons with all of their mentions, and what waits
// behind crowded nodes.

import {ofDay} from "./ofday.js";
import {sameKinds} from "./steps.js";

/**
 * @typedef {Object} Filters
 * @property {Set<string>} nodeKindsOff
 * @property {Set<string>} edgeKindsOff
 * @property {number} minShare least share of a shareholder, in 0…1
 * @property {string|null} day the day of the slider; null for today
 * @property {boolean} ended whether past and future relations are drawn too
 * @property {boolean} spellings whether every spelling of a place is a node of its own
 * @property {boolean} mentions whether every mention of a person is
 * @property {Set<string>} statusesOff companies of these statuses on the day stay away; "" is none on record
 */

/** @returns {Filters} */
export const noFilters = () => ({nodeKindsOff: new Set(), edgeKindsOff: new Set(), minShare: 0, day: null, ended: false,
    spellings: false, mentions: false, statusesOff: new Set()});

/** Which filter draws the nodes of a kind apart that are one. */
const apart = {premises: "spellings", person: "mentions"};

/** The node that stands for what is loaded, groups aside. */
export function standIn({entities, ones}, filters, id) {
    return filters[apart[entities.get(id)?.kind]] ? id : ones.get(id) ?? id;
}

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
 * @property {Array} nodes groups, places and persons have `members`, the loaded nodes they stand for
 * @property {Array} edges one for each relation; `ends` are the nodes it really joins
 * @property {Array} inner relations among the members of one group, which nobody sees
 * @property {Array} rests what waits, with the seen node `at` which it does
 *
 * @param {import("./entries.js").Gathered} loaded
 * @param {import("./model.js").State} state
 * @param {Filters} filters
 * @param {{today: string, keep?: Set<string>}} options nodes to keep stay even without an edge
 * @returns {Seen & {away: Map<"hidden"|"filtered"|"ended", number>}} what is not seen, by why; a place counts once, a
 *   group too
 */
export function visible(loaded, state, filters, {today, keep = new Set()}) {
    const day = filters.day ?? today;
    const {point, isNode, isHidden} = rules(loaded, state, filters, day);
    const edges = [], inner = [], joined = new Set(), connected = new Set(), ended = new Set();
    for (const edge of loaded.edges.values()) {
        const seen = {...edge, from: point(edge.from), to: point(edge.to), ends: [edge.from, edge.to],
            isEnded: !inForce(edge, day, today)};
        // What joins spellings or mentions is nothing that keeps the one node of them.
        if (seen.from === seen.to && sameKinds.has(edge.kind)) continue;
        joined.add(seen.from).add(seen.to);
        if (!isNode(edge.from) || !isNode(edge.to) || !isEdge(edge, filters)) continue;
        const isSeen = filters.ended || !seen.isEnded;
        (isSeen ? connected : ended).add(seen.from).add(seen.to);
        if (isSeen && seen.from !== seen.to) edges.push(seen);
        else if (isSeen && edge.from !== edge.to) inner.push(seen);
    }
    // Who has lost all of its edges to a filter goes too; who never had any stays.
    const stays = id => isNode(id) && (connected.has(point(id)) || !joined.has(point(id)) || [id, point(id)].some(one =>
        keep.has(one) || state.pinned.has(one) || state.groups.has(one)));
    const members = Map.groupBy([...loaded.entities.keys()].filter(stays), point);
    const nodes = [...members].map(([id, ids]) => seenNode(id, ids, {loaded, state, day}));
    const rests = loaded.rests.map(rest => ({...rest, at: point(rest.node)})).filter(rest => members.has(rest.at));
    const lost = new Set([...loaded.entities.keys()].map(point).filter(id => !members.has(id)));
    const why = id => (isHidden(id) ? "hidden" : isNode(id) && ended.has(id) ? "ended" : "filtered");
    const away = new Map([...Map.groupBy(lost, why)].map(([reason, ids]) => [reason, ids.length]));
    return {nodes, edges, inner, rests, away};
}

/** Which node stands for an entity, and which entities may be seen. */
function rules(loaded, state, filters, day) {
    const owner = new Map();
    for (const group of state.groups.values()) for (const member of group.members) owner.set(member, group.id);
    const one = id => standIn(loaded, filters, id);
    const hiddenOnes = new Set();
    for (const id of loaded.ones.keys()) {
        const group = owner.get(id);
        // Whatever spelling or mention was put into a group or hidden, the whole goes with it.
        if (group && !owner.has(one(id))) owner.set(one(id), group);
        if (state.hidden.has(id)) hiddenOnes.add(one(id));
    }
    const point = id => owner.get(one(id)) ?? one(id);
    const isHidden = id => state.hidden.has(id) || state.hidden.has(point(id)) || hiddenOnes.has(one(id));
    const isNode = id => {
        const entity = loaded.entities.get(id);
        return entity && !isHidden(id) && !filters.nodeKindsOff.has(entity.kind)
            && !(entity.kind === "company" && filters.statusesOff.has(ofDay(entity, day).status ?? ""));
    };
    return {point, isNode, isHidden};
}

function seenNode(id, members, {loaded, state, day}) {
    const group = state.groups.get(id);
    if (group) return {id, kind: "group", name: group.name, members};
    const entity = ofDay(loaded.entities.get(id) ?? loaded.entities.get(members[0]), day);
    return members.length > 1 ? {...entity, id, members} : entity;
}

/** Whether an edge may be seen, its time aside. */
function isEdge(edge, {edgeKindsOff, minShare}) {
    if (edgeKindsOff.has(edge.kind)) return false;
    return minShare === 0 || edge.kind !== "shareholder" || (edge.share?.max ?? -1) >= minShare;
}
