// Findings of the fake-registration rules: what was counted, what it weighs,
// what would change it, and the records behind it.

import {fill, h} from "./dom.js";
import {departmentTitle} from "./catalogue.js";
import {entityLink} from "./entity.js";
import {count, shortID} from "./format.js";
import {say, t, word} from "./i18n.js";
import {notYetInForce} from "./notes.js";
import {recordButton} from "./record.js";
import {empty, othersNote} from "./states.js";

/** Companies of a finding that are named one by one. */
const shownMax = 30;

const companyLink = (id, known) => entityLink(known ?? {id, kind: "company", name: shortID(id)}, {mark: false});

/** The number of points with the verdict. */
export const scoreBadge = ({score, isAlert}) => h("span", {class: `score-badge ${isAlert ? "is-alert" : ""}`},
    h("strong", {}, String(score)), h("span", {}, t(isAlert ? "risk.alert" : "risk.noAlert")));

/**
 * The families of findings that weigh something: their points, and what counts of them.
 *
 * @returns {Array<{family: string, sum: number, counted: number}>} in the order of the findings
 */
export function familiesOf({findings, familyMax}) {
    const families = Map.groupBy(findings.filter(one => one.points > 0), one => one.family);
    return [...families].map(([family, same]) => {
        const sum = same.reduce((points, one) => points + one.points, 0);
        return {family, sum, counted: Math.min(sum, familyMax)};
    });
}

/** The points of a family, and what counts of them where that is less. */
export const familyText = ({family, sum, counted}) => t(sum > counted ? "risk.familyCapped" : "risk.family",
    {family: word("family", family), sum, counted});

/** How the score comes about: the points of each family, what counts of them, and the total. */
export function familySums(verdict) {
    const families = familiesOf(verdict);
    if (!families.length) return null;
    return h("p", {class: "family-sums"}, h("b", {}, t("risk.families")), families.map(one =>
        h("span", {class: "family-sum"}, h("span", {class: `family family-${one.family}`}), familyText(one))),
    h("strong", {}, t("risk.sum", {score: verdict.score})),
    families.some(one => one.sum > one.counted) &&
        h("span", {class: "hint"}, t("risk.cap", {max: verdict.familyMax})));
}

/**
 * Findings, the heaviest first, and what explains them away.
 *
 * @param {{findings: Array, explanations?: Array}} verdict
 * @param {() => Promise<Array>} [companies] gives companies with their names;
 *   asked when somebody wants to see them
 */
export function findingList({findings, explanations}, companies = async () => []) {
    const ordered = [...findings].sort((a, b) => b.points - a.points);
    return [
        explanationNote({explanations}),
        ordered.length ? h("ol", {class: "findings"}, ordered.map(one => finding(one, companies)))
            : empty(t("risk.noFindings")),
    ];
}

/** What makes indicators count less, and which. */
export function explanationNote({explanations}) {
    if (!explanations?.length) return null;
    return h("div", {class: "notice explanations"}, h("b", {}, t("risk.explained")),
        h("ul", {}, explanations.map(one => h("li", {},
            h("b", {}, say(one.title) || word("explanation", one.id)), " ", say(one.sentence), " ",
            one.explains?.length > 0 && h("span", {class: "hint"},
                t("risk.explains", {indicators: one.explains.join(t("list.comma"))})), " ",
            recordButton(one.records)))));
}

const sameList = (a, b) => a.length === b.length && a.every((one, index) => one === b[index]);

/** Whether two findings say and rest on the same, so that one need not be read twice. */
const isSame = (a, b) => a.indicator === b.indicator && a.points === b.points && a.explainedBy === b.explainedBy
    && say(a.sentence) === say(b.sentence) && sameList(a.companies, b.companies) && sameList(a.records, b.records);

/**
 * The findings of a verdict that another one does not have, and those it has too.
 *
 * @returns {{own: Array, shared: Array}}
 */
export function apartFrom(other, {findings}) {
    const isShared = one => (other?.findings ?? []).some(another => isSame(one, another));
    return {own: findings.filter(one => !isShared(one)), shared: findings.filter(isShared)};
}

/** The people, contacts and others that a finding is about. */
const partyLinks = ({parties, omitted}) => parties?.length > 0 && h("p", {class: "finding-parties"},
    h("span", {class: "hint"}, t("risk.parties")), parties.map(one => entityLink(one)),
    othersNote(omitted?.parties, "span"));

function finding(one, companies) {
    const companyCount = one.companies.length + (one.omitted?.companies ?? 0);
    const shown = one.companies.slice(0, shownMax);
    const members = h("p", {class: "company-ids"});
    const draw = (names = new Map()) => fill(members, shown.map(id => companyLink(id, names.get(id))),
        othersNote(companyCount - shown.length, "span"));
    const name = async ({target}) => {
        if (target.open) draw(new Map((await companies().catch(() => [])).map(company => [company.id, company])));
    };
    draw();
    return h("li", {class: `finding ${one.explainedBy ? "is-explained" : ""}`},
        h("span", {class: `points ${one.isHard ? "is-hard" : ""}`, title: t("risk.points")}, `+${one.points}`),
        h("div", {},
            h("p", {class: "finding-title"}, h("strong", {}, say(one.title)), h("code", {}, one.indicator),
                h("span", {class: "tag"}, word("family", one.family)),
                one.isHard && h("span", {class: "badge badge-bad"}, t("risk.hard")),
                one.explainedBy && h("span", {class: "badge badge-plain"},
                    t("risk.explainedBy", {reason: word("explanation", one.explainedBy)}))),
            h("p", {}, say(one.sentence)),
            partyLinks(one),
            h("details", {on: {toggle: name}},
                h("summary", {}, t("risk.more", {n: count(companyCount)})),
                one.change && h("p", {}, h("b", {}, t("risk.change")), " ", say(one.change)),
                one.source && h("p", {}, h("b", {}, t("risk.basis")), " ", say(one.source)),
                one.departments?.length > 0 && h("p", {}, h("b", {}, t("risk.departments")), " ",
                    one.departments.map(id => departmentTitle(id)).join(t("list.comma"))),
                members)),
        recordButton(one.records, one.omitted?.records > 0 ? t("record.some",
            {n: count(one.records.length), total: count(one.records.length + one.omitted.records)}) : null));
}

/** The rule book that an answer goes by. */
export function ruleNote(rules) {
    if (!rules) return null;
    return h("p", {class: "rule-note"}, h("b", {}, say(rules.title)), " · ", rules.instrument,
        rules.note && h("span", {}, " · ", say(rules.note)),
        notYetInForce(rules) && h("strong", {class: "warning"}, " · ", notYetInForce(rules)));
}
