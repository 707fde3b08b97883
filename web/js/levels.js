// How many levels of control lie between a company and whoever controls it, as
// the server tells them: a company that its controller holds itself is one level
// below, one that is held through another company two, and so on.

import {all} from "./api.js";
import {h} from "./dom.js";
import {apiPath, asOf} from "./entity.js";
import {t} from "./i18n.js";

/** The greatest number of levels to choose; it means that many or more. */
export const levelsMost = 6;

/** What stands for a number of levels: 4 层, 6 层及以上. */
export const levelsTitle = levels => t(levels === levelsMost ? "control.levelsOrMore" : "control.levels", {n: levels});

/** The number of levels, as a badge. */
export const levelBadge = levels => levels > 0 &&
    h("span", {class: "badge badge-plain level-badge"}, t("control.levels", {n: levels}));

/**
 * The choices that there are, by the counts of `/v1/control-chains`: the many levels together in the last one.
 *
 * @param {Array<{levels: number, companies: number}>} counts
 * @returns {Map<number, number>} companies by levels, ascending
 */
export function companiesByLevel(counts) {
    const choices = Map.groupBy(counts, one => Math.min(one.levels, levelsMost));
    return new Map([...choices].sort(([a], [b]) => a - b)
        .map(([levels, same]) => [levels, same.reduce((sum, one) => sum + one.companies, 0)]));
}

/** Groups are asked for to this many members; what lies beyond is told as unknown. */
const membersMax = 5000;

/**
 * The control group of a company: its head and the members, those next to the
 * head first.
 *
 * @returns {Promise<{head: Object|null, headIsState: boolean, members: Array, edges: Array, total: number}>}
 */
export async function groupByLevel(id, {signal} = {}) {
    const {items, edges, total, first} = await all(apiPath(id, "/group"), {"as-of": asOf()},
        {signal, most: membersMax});
    return {head: first.head, headIsState: first.headIsState, edges, total,
        members: items.sort((a, b) => (a.levels ?? Infinity) - (b.levels ?? Infinity))};
}

/** That whom companies are under holds for the state, which makes them no group of enterprises. */
export const stateMark = ({headIsState}) => headIsState &&
    h("span", {class: "tag state-mark", title: t("control.stateNote")}, t("control.state"));
