// The page of premises: the place that an address names, who is registered
// there, what it is part of, and what looks suspicious.

import {get} from "./api.js";
import {h} from "./dom.js";
import {asOf, entityLink} from "./entity.js";
import {canvasButton, opened, ownFacts, relationGroups, statementCards} from "./entitypage.js";
import {findingList, ruleNote, scoreBadge} from "./findings.js";
import {count} from "./format.js";
import {entityHead} from "./head.js";
import {t, word} from "./i18n.js";
import {nextPages} from "./results.js";
import {smallGraph} from "./smallgraph.js";
import {empty, later, section} from "./states.js";

export async function show({params}) {
    // `premises:12@building` is the building around an address, which is a
    // place but no premises of its own.
    const [id, around] = params.id.split("@");
    const page = await opened(id);
    const standard = page.standardAddress;
    return h("main", {class: "page"},
        entityHead({entity: page, day: page.asOf, actions: [canvasButton(page.id)],
            badges: [around && h("span", {class: "badge badge-plain"}, word("level", around))],
            facts: [[t("premises.standard"), standard
                && (standard.name ?? standard.code ?? t("premises.isStandard"))]]}),
        h("div", {class: "columns-2"},
            h("div", {}, later(() => place(params.id), {lines: 12}), relationGroups(page), statementCards(page)),
            h("aside", {class: "summary"},
                section(t("summary.graph"), later(() => smallGraph(page.id), {lines: 6})),
                ownFacts(page))));
}

async function place(id) {
    const ask = cursor => get(`/v1/places/${encodeURIComponent(id)}`, {"as-of": asOf(), limit: 50, cursor});
    const answer = await ask(null);
    const row = company => h("li", {}, entityLink(company),
        company.since && h("span", {class: "hint"}, t("entity.since", {since: company.since})));
    const list = h("ul", {class: "plain-list"}, answer.items.map(row));
    return [
        section(t("risk.title"), [ruleNote(answer.rules), findingList(answer, async () => answer.items)],
            {aside: scoreBadge(answer), id: "place-risk"}),
        section(t("premises.here"), answer.items.length ? [list, nextPages(list, answer.next, ask, row)]
            : empty(t("premises.nobody")),
            {aside: h("span", {class: "count"}, t("premises.hereCount",
                {here: count(answer.here), total: count(answer.total)})), id: "here"}),
        section(t("premises.place"), [
            h("dl", {class: "facts"},
                h("dt", {}, t("premises.level")), h("dd", {}, word("level", answer.level)),
                h("dt", {}, t("premises.division")), h("dd", {}, answer.division),
                h("dt", {}, t("premises.partOf")), h("dd", {}, answer.partOf.map(part => h("div", {},
                    entityLink({...part, kind: "premises"}), h("span", {class: "tag"}, word("level", part.level)))))),
            h("h3", {}, t("premises.spellings", {n: count(answer.spellingCount)})),
            h("ul", {class: "plain-list"}, answer.spellings.map(one => h("li", {}, entityLink(one)))),
            answer.partCount > 0 && [h("h3", {}, t("premises.parts", {n: count(answer.partCount)})),
                h("ul", {class: "plain-list"}, answer.parts.map(part =>
                    h("li", {}, entityLink({...part, kind: "premises"}))))],
        ], {id: "place"}),
    ];
}
