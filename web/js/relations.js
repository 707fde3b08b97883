// All relations of an entity by pages, with the kinds and whether they are in
// force as filters.

import {get} from "./api.js";
import {relationTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {term} from "./english.js";
import {apiPath, asOf, entityLink} from "./entity.js";
import {choice, inlineField} from "./filters.js";
import {formOf, isRole, labelBeside} from "./forms.js";
import {count, money, period, share} from "./format.js";
import {t, word} from "./i18n.js";
import {pagedList} from "./paging.js";
import {recordButton} from "./record.js";
import {change} from "./router.js";
import {empty, later, section} from "./states.js";

/** Kinds of relation that can be asked for, in the order of the filter. */
export const edgeKinds = ["legal_representative", "shareholder", "officer", "kinship", "concerted_action",
    "control_agreement", "registered_at", "operates_at", "hosts", "holds_permit", "branch_of", "contact", "part_of",
    "possibly_same_as", "pledges_equity", "state_investor"];

export async function view(panorama, query) {
    return relationCard(panorama.subject.id, query, formOf(panorama));
}

/** The relations of any entity as a card. @param {string} [form] of a company */
export function relationCard(id, query, form = "any") {
    const kinds = query.get("kinds"), force = query.get("in-force");
    const filters = h("span", {class: "filters"},
        inlineField(t("filter.kind"),
            choice([["", t("filter.all")], ...edgeKinds.map(kind => [kind, relationTitle(kind, null, form)])],
                kinds ?? "", value => change({kinds: value}), {name: "kinds"})),
        h("label", {class: "field inline"}, h("input", {type: "checkbox", checked: force === "true",
            on: {change: event => change({"in-force": event.target.checked ? "true" : null})}}),
                h("span", {}, t("filter.inForce"))));
    return section(t("company.view.relations"), later(() => relations(id, kinds, force, form), {lines: 10}),
        {aside: filters, id: "relations"});
}

function relations(id, kinds, force, form) {
    const list = h("tbody", {});
    const head = h("thead", {}, h("tr", {}, ["kind", "party", "role", "share", "period", "records"].map(name =>
        h("th", {class: name === "share" ? "number" : ""}, t(`relations.column.${name}`)))));
    return pagedList(cursor => get(apiPath(id, "/relations"),
        {kinds, "in-force": force, "as-of": asOf(), limit: 50, cursor}), {
        list, rows: page => page.items.map(item => relationRow(item, form)), none: () => empty(t("relations.none")),
        frame: ({total}) => [h("p", {class: "hint"}, t("relations.total", {n: count(total)})),
            h("div", {class: "table-frame"}, h("table", {class: "table"}, head, list))],
    });
}

/** A relation as a row of a table. @param {string} [form] of the company whose relation it is */
export function relationRow({state, stateTitle, entity, edge}, form = "any") {
    const isNamed = form === "any" && edge.kind === "legal_representative" && isRole(edge.label);
    const title = isNamed ? term(edge.label) : relationTitle(edge.kind, edge.title, form);
    return h("tr", {class: state === "current" ? "" : "is-former"},
        h("td", {}, title),
        h("td", {}, entityLink(entity)),
        h("td", {}, labelBeside(term(edge.label), title)),
        h("td", {class: "number"}, edge.share && share(edge.share),
            edge.amount ? h("div", {class: "hint"}, money(edge.amount, edge.currency)) : ""),
        h("td", {class: "date"}, period(edge.since, edge.until, edge.kind, edge), state !== "current" &&
            h("div", {}, h("span", {class: "badge badge-off"}, word("state", state, stateTitle)))),
        h("td", {}, recordButton(edge.sources.map(source => source.record))));
}
