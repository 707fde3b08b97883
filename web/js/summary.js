// The column beside the overview: what an investigator wants to know first.

import {get} from "./api.js";
import {relationTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {term} from "./english.js";
import {apiPath, asOf, canvasOf, entityLink} from "./entity.js";
import {branchNote, endNote, isYetToCome, yetToComeNote} from "./ended.js";
import {formOf, labelBeside} from "./forms.js";
import {count, period, share} from "./format.js";
import {scoreBadge} from "./findings.js";
import {say, t, word} from "./i18n.js";
import {levelBadge} from "./levels.js";
import {controlNotes, filingWords, isNoFiler, noteList, outcomeWords} from "./notes.js";
import {recordButton} from "./record.js";
import {placeFacts} from "./risk.js";
import {change} from "./router.js";
import {smallGraph} from "./smallgraph.js";
import {empty, later, section, shownNote} from "./states.js";

export function summaryColumn(panorama) {
    const id = panorama.subject.id;
    const relations = panorama.relations, form = formOf(panorama);
    return h("aside", {class: "summary"},
        section(t("summary.risk"), later(() => risk(id)), {aside: viewLink("risk"), id: "summary-risk"}),
        section(t("summary.control"), later(() => control(panorama)),
            {aside: viewLink("ownership"), id: "summary-control"}),
        section(t("summary.graph"), later(() => smallGraph(id), {lines: 6}),
            {aside: h("a", {href: canvasOf(id)}, t("action.canvas")), id: "summary-graph"}),
        groupCard("people", relations.people, {always: true, form}),
        groupCard("shareholders", relations.shareholders),
        groupCard("holdings", relations.holdings),
        groupCard("permits", relations.permits, {always: true}),
        premisesCard(relations.premises),
        groupCard("contacts", relations.contacts, {always: true}),
        groupCard("branches", relations.branches),
        groupCard("others", relations.others, {always: true, form}),
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

async function control(panorama) {
    const {id} = panorama.subject;
    if (isYetToCome(panorama)) return yetToComeNote(panorama);
    const parameters = {"as-of": asOf()};
    const [controller, owners] = await Promise.all([
        get(apiPath(id, "/controller"), parameters), get(apiPath(id, "/beneficial-owners"), parameters)]);
    const branch = branchNote(panorama);
    return [endNote(panorama), branch, noteList(controlNotes(controller)), h("dl", {class: "facts"},
        // What has no shareholders has nobody who controls it by shares.
        !(branch && !controller.controllers.length) && [h("dt", {}, t("ownership.controller")), h("dd", {},
            controller.controllers.map(one => h("div", {}, entityLink(one), levelBadge(controller.levels))),
            h("div", {class: "hint"}, outcomeWords(controller).join(" · ")))],
        h("dt", {}, t("ownership.beneficial")),
        h("dd", {}, owners.items.map(one => h("div", {}, entityLink(one.entity), one.share && ` ${share(one.share)}`,
            !one.isCertain && h("span", {class: "badge badge-warn"}, t("ownership.uncertain")))),
        h("div", {class: "hint"}, isNoFiler(owners) ? filingWords(owners) : word("ubo", owners.outcome))))];
}

/** Relations of one group as the panorama brings them along. */
function groupCard(name, group, {always = false, form = null} = {}) {
    if (!group || (!group.items.length && !always)) return null;
    // A person with several posts is one row.
    const rows = [...Map.groupBy(group.items, item => item.entity.id).values()];
    return section(t(`relations.${name}`), rows.length ? [
        h("ul", {class: "relation-list"}, rows.map(items => partyRow(items, form))),
        shownNote(group.items.length, group.total, " ", viewLink("relations")),
    ] : empty(t(`relations.none.${name}`)), {aside: h("span", {class: "count"}, count(group.total)),
        id: `relations-${name}`});
}

/** Whom the company has relations with, and which. */
function partyRow(items, form) {
    const {entity} = items[0];
    return h("li", {}, h("div", {}, entityLink(entity)), items.map(item => relationLine(item, entity, form)));
}

function relationLine(item, entity, form) {
    const title = relationTitle(item.kind, item.title, form);
    const label = item.label === entity.name ? "" : labelBeside(term(item.label), title);
    return h("div", {class: "relation-facts"},
        h("span", {}, title, label && ` · ${label}`),
        item.share && h("span", {class: "share"}, share(item.share)),
        h("span", {class: "hint"}, period(item.since, item.until, item.kind, item)),
        recordButton(item.records));
}

/** Addresses by the place that they are, however each is written: what stands at one is told once. */
function premisesCard(group) {
    if (!group?.items.length) return section(t("relations.premises"), empty(t("relations.none.premises")),
        {id: "relations-premises"});
    const places = [...Map.groupBy(group.items, item => item.place?.id ?? item.entity.id).values()];
    return section(t("relations.premises"), [
        h("ul", {class: "relation-list"}, places.map(placeRow)),
        shownNote(group.items.length, group.total, " ", viewLink("relations")),
    ], {aside: group.items.length === group.total &&
        h("span", {class: "count"}, t("relations.premises.count", {n: count(places.length)})),
    id: "relations-premises"});
}

function placeRow(items) {
    const {entity, place} = items[0];
    const spellings = new Set(items.map(item => item.entity.id)).size;
    const kinds = [...Map.groupBy(items, item => item.kind).values()];
    return h("li", {},
        h("div", {}, entityLink(entity), spellings > 1 &&
            h("span", {class: "tag", title: [...new Set(items.map(item => item.entity.name))].join("\n")},
                t("premises.spellingCount", {n: count(spellings)}))),
        kinds.map(same => (same.length === 1 ? relationLine(same[0], entity, null)
            : h("div", {class: "relation-facts"},
                h("span", {}, t("premises.relations",
                    {title: relationTitle(same[0].kind, same[0].title), n: count(same.length)})),
                h("span", {class: "hint"}, sinceFirst(same)),
                recordButton([...new Set(same.flatMap(item => item.records))])))),
        place && h("div", {class: "hint"}, placeFacts(place)));
}

/** The time that several relations cover together, as far as it is known. */
function sinceFirst(items) {
    const since = items.every(item => item.since) ? items.map(item => item.since).sort()[0] : null;
    const until = items.every(item => item.until) ? items.map(item => item.until).sort().at(-1) : null;
    return period(since, until, items[0].kind);
}
