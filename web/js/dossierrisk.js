// What looks like fake registration, on paper. A ring that tells what the
// address tells too names those findings and does not repeat them.

import {h} from "./dom.js";
import {entityLink} from "./entity.js";
import {apartFrom, familySums, ruleNote} from "./findings.js";
import {count} from "./format.js";
import {say, t, word} from "./i18n.js";

/** @param {import("./sources.js").SourceList} sources */
export function riskPart({own, premises, ring, rules}, sources) {
    return [ruleNote(rules),
        [["own", own], ["premises", premises], ["ring", ring]].filter(([, verdict]) => verdict)
            .map(([name, verdict]) => riskVerdict(name, verdict, name === "ring" ? premises : null, sources))];
}

/** One verdict; what `other` tells above is named alone. */
function riskVerdict(name, verdict, other, sources) {
    const {own, shared} = apartFrom(other, verdict);
    const note = one => sources.note(one.records, {about: `${t(`risk.${name}`)} · ${say(one.title)}`,
        departments: one.departments, omitted: one.omitted?.records ?? 0});
    return [
        h("h3", {}, t(`risk.${name}`), t("list.colon"), verdict.score, " · ",
            t(verdict.isAlert ? "risk.alert" : "risk.noAlert")),
        verdict.place && h("p", {}, verdict.place.name),
        familySums(verdict),
        verdict.explanations.length > 0 && h("div", {}, h("b", {}, t("risk.explained")),
            h("ul", {}, verdict.explanations.map(one => h("li", {}, h("b", {}, say(one.title)), " ", say(one.sentence),
                one.explains.length > 0 && ` (${one.explains.join(", ")})`, note(one))))),
        own.length > 0 && [verdict.explanations.length > 0 && h("p", {}, h("b", {}, t("risk.findings"))),
            h("ul", {}, own.map(finding => h("li", {}, findingWords(finding), note(finding))))],
        !verdict.findings.length && h("p", {}, t("risk.noFindings")),
        shared.length > 0 && h("p", {class: "shared-findings"}, t("dossier.asAddress", {n: count(shared.length),
            list: shared.map(one => `${say(one.title)} (${one.indicator}, +${one.points})`).join(t("list.comma"))})),
        verdict.companies?.length > 0 && h("p", {},
            t("ring.members", {n: count(verdict.companyCount)}), t("list.colon"),
            verdict.companies.map(company => company.name).join(t("list.comma"))),
    ];
}

const findingWords = finding => [
    h("b", {}, say(finding.title)), ` (${finding.indicator}, +${finding.points}) `, say(finding.sentence),
    finding.parties?.length > 0 && [" ", t("risk.parties"), " ", finding.parties.map(one => entityLink(one))],
    finding.explainedBy && ` ${t("risk.explainedBy", {reason: word("explanation", finding.explainedBy)})}`];
