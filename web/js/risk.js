// What looks like fake registration about a company: by itself, at its
// premises, in its ring.

import {get} from "./api.js";
import {h} from "./dom.js";
import {apiPath, asOf, entityLink} from "./entity.js";
import {count} from "./format.js";
import {apartFrom, explanationNote, familySums, findingList, ruleNote, scoreBadge} from "./findings.js";
import {t, word} from "./i18n.js";
import {ringCanvas} from "./rings.js";
import {empty, later, section} from "./states.js";

export async function view({subject}) {
    return later(() => verdicts(subject.id), {lines: 10});
}

async function verdicts(id) {
    const answer = await get(apiPath(id, "/registration-risk"), {"as-of": asOf()});
    const {own, premises, ring, subject} = answer;
    return [
        ruleNote(answer.rules),
        section(t("risk.own"), [familySums(own), findingList(own, async () => [subject])],
            {aside: scoreBadge(own), id: "risk-own"}),
        section(t("risk.premises"), premises ? [placeLine(premises.place), familySums(premises),
            findingList(premises, () => companiesAt(premises.place))] : empty(t("risk.noPremises")),
            {aside: premises && scoreBadge(premises), id: "risk-premises"}),
        section(t("risk.ring"), ring ? ringBody(ring, premises) : empty(t("risk.noRing")),
            {aside: ring && scoreBadge(ring), id: "risk-ring"}),
    ];
}

/** The companies of a place, with their names. */
export async function companiesAt(place) {
    return (await get(`/v1/places/${encodeURIComponent(place.id)}`, {"as-of": asOf(), limit: 500})).items;
}

/** Whom else an address leads to: at the place itself, and in its building. */
export const placeFacts = ({level, companiesWithin, building}) => [word("level", level),
    t("place.companiesWithin", {n: count(companiesWithin)}),
    building && t("place.inBuilding", {n: count(building.companiesWithin)})].filter(Boolean).join(" · ");

/** The premises of a verdict, with their level. @param {string} [said] what is said before them */
export const placeLine = (place, said = null) => h("p", {class: "place-line"},
    said && h("span", {class: "hint"}, said), entityLink({...place, kind: "premises"}),
    h("span", {class: "tag"}, word("level", place.level)),
    place.isImprecise && h("span", {class: "badge badge-warn"}, t("risk.imprecise")));

/** The members of a ring, and why they are one; what the address tells too is folded. */
function ringBody(ring, premises) {
    const {own, shared} = apartFrom(premises, ring);
    const members = async () => ring.companies;
    return [
        h("p", {}, t("ring.size", {n: count(ring.companyCount), live: count(ring.liveCount)}), " ",
            h("a", {class: "button small", href: ringCanvas(ring.companies[0].id)}, t("ring.canvas"))),
        ring.place && placeLine(ring.place),
        h("ul", {class: "inline-list"}, ring.companies.map(company => h("li", {}, entityLink(company)))),
        familySums(ring),
        shared.length && !own.length ? explanationNote(ring) : findingList({...ring, findings: own}, members),
        shared.length > 0 && h("details", {id: "risk-shared", class: "shared-findings"},
            h("summary", {}, t(own.length ? "risk.shared" : "risk.allShared", {n: count(shared.length)})),
            findingList({findings: shared}, members)),
    ];
}
