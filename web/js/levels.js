// How many levels of control lie between a company and whoever controls it. A
// company that its controller holds itself is one level below, one that is held
// through another company two, and so on by the shortest way.

import {all} from "./api.js";
import {apiPath, asOf} from "./entity.js";
import {t} from "./i18n.js";

/** Numbers of levels to choose from; the last one means that many or more. */
export const levelChoices = [2, 3, 4, 5, 6];
export const levelsMost = levelChoices.at(-1);

/** What stands for a number of levels: 4 层, 6 层及以上. */
export const levelsTitle = levels => t(levels === levelsMost ? "control.levelsOrMore" : "control.levels", {n: levels});

/** Groups are asked for to this many members; what lies beyond is told as unknown. */
const membersMax = 5000;

/**
 * The level of everybody below the heads: 0 for a head itself.
 *
 * @param {string[]} heads
 * @param {Array<{company: string, parties: string[]}>} links who holds each company
 * @returns {Map<string, number>} without those that no way leads to
 */
function levelsBelow(heads, links) {
    const levels = new Map(heads.map(id => [id, 0]));
    let waiting = links;
    for (let level = 1; waiting.length; level += 1) {
        const reached = waiting.filter(link => link.parties.some(party => levels.get(party) < level));
        if (!reached.length) break;
        for (const {company} of reached) if (!levels.has(company)) levels.set(company, level);
        waiting = waiting.filter(link => !reached.includes(link));
    }
    return levels;
}

/** Mentions of a person as the person that the answer counts them as. @returns {(id: string) => string} */
function onePerson({samePerson}) {
    const person = new Map((samePerson ?? []).flatMap(one => one.mentions.map(mention => [mention, one.person])));
    return id => person.get(id) ?? id;
}

/** The levels of an answer to `/controller`, by the steps that control goes up. */
export function controllerLevels(answer) {
    const {controllers, steps, edges} = answer;
    const same = onePerson(answer);
    const holder = new Map(edges.map(edge => [edge.id, edge.from]));
    return levelsBelow(controllers.map(one => same(one.id)), steps.map(step => ({company: step.company.id,
        parties: [...step.voters.map(voter => voter.entity.id), ...step.agreements.map(id => holder.get(id))]
            .filter(Boolean).map(same)})));
}

/**
 * The control group of a company: its head and the members with their levels,
 * those next to the head first.
 *
 * @returns {Promise<{head: Object|null, members: Array, edges: Array, total: number}>}
 */
export async function groupWithLevels(id, {signal} = {}) {
    const {items, edges, total, first} = await all(apiPath(id, "/group"), {"as-of": asOf()},
        {signal, most: membersMax});
    const same = onePerson(first);
    const byID = new Map(edges.map(edge => [edge.id, edge]));
    const parties = member => member.edges.map(one => byID.get(one)).filter(Boolean)
        // A branch points at its parent, a holder at what it holds.
        .map(edge => same(edge.from === member.entity.id ? edge.to : edge.from));
    const levels = levelsBelow(first.head ? [same(first.head.id)] : [],
        items.map(member => ({company: member.entity.id, parties: parties(member)})));
    const members = items.map(member => ({...member, level: levels.get(member.entity.id) ?? null}))
        .sort((a, b) => (a.level ?? Infinity) - (b.level ?? Infinity));
    return {head: first.head, members, edges, total};
}
