// All relations of an entity by pages, with the kinds and whether they are in
// force as filters.

import {get} from "./api.js";
import {relationTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {term} from "./english.js";
import {apiPath, asOf, entityLink} from "./entity.js";
import {choice, inlineField} from "./filters.js";
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

export async function view({subject}, query) {
    return relationCard(subject.id, query);
}

/** The relations of any entity as a card. */
export function relationCard(id, query) {
    const kinds = query.get("kinds"), force = query.get("in-force");
    const filters = h("span", {class: "filters"},
        inlineField(t("filter.kind"),
            choice([["", t("filter.all")], ...edgeKinds.map(kind => [kind, relationTitle(kind)])], kinds ?? "",
                value => change({kinds: value}), {name: "kinds"})),
        h("label", {class: "field inline"}, h("input", {type: "checkbox", checked: force === "true",
            on: {change: event => change({"in-force": event.target.checked ? "true" : null})}}),
                h("span", {}, t("filter.inForce"))));
    return section(t("company.view.relations"), later(() => relations(id, kinds, force), {lines: 10}),
        {aside: filters, id: "relations"});
}

function relations(id, kinds, force) {
    const list = h("tbody", {});
    const head = h("thead", {}, h("tr", {}, ["kind", "party", "role", "share", "period", "records"].map(name =>
        h("th", {class: name === "share" ? "number" : ""}, t(`relations.column.${name}`)))));
    return pagedList(cursor => get(apiPath(id, "/relations"),
        {kinds, "in-force": force, "as-of": asOf(), limit: 50, cursor}), {
        list, rows: page => page.items.map(relationRow), none: () => empty(t("relations.none")),
        frame: ({total}) => [h("p", {class: "hint"}, t("relations.total", {n: count(total)})),
            h("div", {class: "table-frame"}, h("table", {class: "table"}, head, list))],
    });
}

/** A relation as a row of a table. */
export function relationRow({state, stateTitle, entity, edge}) {
    return h("tr", {class: state === "current" ? "" : "is-former"},
        h("td", {}, relationTitle(edge.kind, edge.title)),
        h("td", {}, entityLink(entity)),
        h("td", {}, term(edge.label)),
        h("td", {class: "number"}, edge.share && share(edge.share),
            edge.amount ? h("div", {class: "hint"}, money(edge.amount, edge.currency)) : ""),
        h("td", {class: "date"}, period(edge.since, edge.until, edge.kind), state !== "current" &&
            h("div", {}, h("span", {class: "badge badge-off"}, word("state", state, stateTitle)))),
        h("td", {}, recordButton(edge.sources.map(source => source.record))));
}
