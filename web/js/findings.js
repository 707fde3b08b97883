// Findings of the fake-registration rules: what was counted, what it weighs,
// what would change it, and the records behind it.

import {fill, h} from "./dom.js";
import {departmentTitle} from "./catalogue.js";
import {entityLink} from "./entity.js";
import {count, shortID} from "./format.js";
import {say, t, word} from "./i18n.js";
import {recordButton} from "./record.js";
import {empty} from "./states.js";

/** Companies of a finding that are named one by one. */
const shownMax = 30;

const companyLink = (id, known) => entityLink(known ?? {id, kind: "company", name: shortID(id)}, {mark: false});

/** The number of points with the verdict. */
export const scoreBadge = ({score, isAlert}) => h("span", {class: `score-badge ${isAlert ? "is-alert" : ""}`},
    h("strong", {}, String(score)), h("span", {}, t(isAlert ? "risk.alert" : "risk.noAlert")));

/** How the score comes about: the points of each family, what counts of them, and the total. */
export function familySums({findings, score, familyMax}) {
    const sums = new Map();
    for (const {family, points} of findings) {
        if (points > 0) sums.set(family, (sums.get(family) ?? 0) + points);
    }
    if (!sums.size) return null;
    const isCapped = [...sums.values()].some(sum => sum > familyMax);
    return h("p", {class: "family-sums"}, h("b", {}, t("risk.families")), [...sums].map(([family, sum]) =>
        h("span", {class: "family-sum"}, h("span", {class: `family family-${family}`}),
            t(sum > familyMax ? "risk.familyCapped" : "risk.family",
                {family: word("family", family), sum, counted: familyMax}))),
    h("strong", {}, t("risk.sum", {score})),
    isCapped && h("span", {class: "hint"}, t("risk.cap", {max: familyMax})));
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

/** The words of an indicator's source, which comes in both languages or in Chinese alone. */
const sourceText = source => (typeof source === "string" ? source : say(source));

/** The people, contacts and others that a finding is about. */
const partyLinks = ({parties, omitted}) => parties?.length > 0 && h("p", {class: "finding-parties"},
    h("span", {class: "hint"}, t("risk.parties")), parties.map(one => entityLink(one)),
    omitted?.parties > 0 && h("span", {class: "hint"}, t("list.others", {n: count(omitted.parties)})));

function finding(one, companies) {
    const members = h("p", {class: "company-ids"}, one.companies.slice(0, shownMax).map(id => companyLink(id)));
    const name = async event => {
        if (!event.target.open) return;
        const names = new Map((await companies().catch(() => [])).map(company => [company.id, company]));
        fill(members, one.companies.slice(0, shownMax).map(id => companyLink(id, names.get(id))),
            one.companies.length + (one.omitted?.companies ?? 0) > shownMax &&
                h("span", {}, t("list.others", {n: count(one.companies.length + (one.omitted?.companies ?? 0) - shownMax)})));
    };
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
                h("summary", {}, t("risk.more", {n: count(one.companies.length + (one.omitted?.companies ?? 0))})),
                one.change && h("p", {}, h("b", {}, t("risk.change")), " ", say(one.change)),
                one.source && h("p", {}, h("b", {}, t("risk.basis")), " ", sourceText(one.source)),
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
        rules.note && h("span", {}, " · ", say(rules.note)));
}
