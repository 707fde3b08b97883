// The column beside the overview: what an investigator wants to know first.

import {get} from "./api.js";
import {relationTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {term} from "./english.js";
import {apiPath, asOf, canvasOf, entityLink} from "./entity.js";
import {count, period, share} from "./format.js";
import {scoreBadge} from "./findings.js";
import {say, t, word} from "./i18n.js";
import {levelBadge} from "./levels.js";
import {controlNotes, noteList, outcomeWords} from "./notes.js";
import {recordButton} from "./record.js";
import {placeFacts} from "./risk.js";
import {change} from "./router.js";
import {smallGraph} from "./smallgraph.js";
import {empty, later, section, shownNote} from "./states.js";

export function summaryColumn(panorama) {
    const id = panorama.subject.id;
    const relations = panorama.relations;
    return h("aside", {class: "summary"},
        section(t("summary.risk"), later(() => risk(id)), {aside: viewLink("risk"), id: "summary-risk"}),
        section(t("summary.control"), later(() => control(id)), {aside: viewLink("ownership"), id: "summary-control"}),
        section(t("summary.graph"), later(() => smallGraph(id), {lines: 6}),
            {aside: h("a", {href: canvasOf(id)}, t("action.canvas")), id: "summary-graph"}),
        groupCard("people", relations.people, true),
        groupCard("shareholders", relations.shareholders),
        groupCard("holdings", relations.holdings),
        groupCard("permits", relations.permits, true),
        groupCard("premises", relations.premises, true),
        groupCard("contacts", relations.contacts, true),
        groupCard("branches", relations.branches),
        groupCard("others", relations.others, true),
        relations.notInForce > 0 && h("p", {class: "hint"}, t("summary.notInForce", {n: count(relations.notInForce)}),
            " ", viewLink("relations")));
}

const viewLink = view => h("button", {type: "button", class: "link-button", on: {click: () => change({view})}},
    t("action.details"));

/** Findings that are named beside a score. */
const reasonsShown = 3;

async function risk(id) {
    const answer = await get(apiPath(id, "/registration-risk"), {"as-of": asOf()});
    const parts = [["own", answer.own], ["premises", answer.premises],
        ["ring", answer.ring]].filter(([, part]) => part);
    return h("ul", {class: "plain-list"}, parts.map(([name, part]) => h("li", {class: "risk-line"},
        h("span", {}, t(`risk.${name}`)), scoreBadge(part),
        h("span", {class: "hint"}, part.findings.filter(one => one.points > 0).slice(0, reasonsShown)
            .map(one => say(one.title)).join(t("list.comma"))))));
}

async function control(id) {
    const parameters = {"as-of": asOf()};
    const [controller, owners] = await Promise.all([
        get(apiPath(id, "/controller"), parameters), get(apiPath(id, "/beneficial-owners"), parameters)]);
    return [noteList(controlNotes(controller)), h("dl", {class: "facts"},
        h("dt", {}, t("ownership.controller")),
        h("dd", {},
            controller.controllers.map(one => h("div", {}, entityLink(one), levelBadge(controller.levels))),
            h("div", {class: "hint"}, outcomeWords(controller).join(" · "))),
        h("dt", {}, t("ownership.beneficial")),
        h("dd", {}, owners.items.map(one => h("div", {}, entityLink(one.entity), one.share && ` ${share(one.share)}`,
            !one.isCertain && h("span", {class: "badge badge-warn"}, t("ownership.uncertain")))),
        h("div", {class: "hint"}, word("ubo", owners.outcome))))];
}

/** Relations of one group as the panorama brings them along. */
function groupCard(name, group, always = false) {
    if (!group || (!group.items.length && !always)) return null;
    // A person with several posts is one row.
    const rows = [...Map.groupBy(group.items, item => item.entity.id).values()];
    return section(t(`relations.${name}`), rows.length ? [
        h("ul", {class: "relation-list"}, rows.map(partyRow)),
        shownNote(group.items.length, group.total, " ", viewLink("relations")),
    ] : empty(t(`relations.none.${name}`)), {aside: h("span", {class: "count"}, count(group.total)),
        id: `relations-${name}`});
}

/** Whom the company has relations with, and which. */
function partyRow(items) {
    const {entity} = items[0];
    return h("li", {},
        h("div", {}, entityLink(entity)),
        items.map(item => h("div", {class: "relation-facts"},
            h("span", {}, relationTitle(item.kind, item.title),
                item.label && item.label !== entity.name ? ` · ${term(item.label)}` : ""),
            item.share && h("span", {class: "share"}, share(item.share)),
            h("span", {class: "hint"}, period(item.since, item.until, item.kind)),
            item.place && h("span", {class: "hint"}, placeFacts(item.place)),
            recordButton(item.records))));
}
