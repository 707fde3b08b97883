// What changed about a company between two days: holders, controller,
// beneficial owners, group.

import {get} from "./api.js";
import {dayField} from "./datefield.js";
import {fill, h} from "./dom.js";
import {entityLink, kindOf} from "./entity.js";
import {dayNumber, dayOf, share} from "./format.js";
import {t, word} from "./i18n.js";
import {recordButton, recordsBehind} from "./record.js";
import {change} from "./router.js";
import {empty, later, section} from "./states.js";

const yearDays = 365;

/** The card with the form; the URL keeps both days. */
export function diffCard(id, today, query) {
    const from = query.get("diff-from"), to = query.get("diff-to");
    const compare = event => {
        event.preventDefault();
        const days = new FormData(event.target);
        change({"diff-from": days.get("from"), "diff-to": days.get("to")});
    };
    const day = (name, value) => dayField(t(`ownership.diff.${name}`),
        {id: `diff-${name}`, name, value, required: true, inline: true});
    const form = h("form", {class: "filters", on: {submit: compare}},
        day("from", from ?? dayOf(dayNumber(today) - yearDays)),
        day("to", to ?? today), h("button", {class: "button small"}, t("ownership.diff.run")));
    const result = h("div", {});
    if (from && to) fill(result, later(() => differences(id, from, to)));
    return section(t("ownership.diff"), [form, result], {id: "diff"});
}

async function differences(id, from, to) {
    const answer = await get("/v1/diff", {of: id, from, to});
    const names = namesOf(answer);
    const records = recordsBehind(answer);
    const rows = [
        ...answer.holders.map((one, index) => [index === 0 ? t("ownership.diff.holders") : "", entityLink(one.entity),
            told(one.before, records), told(one.after, records)]),
        answer.controller.isChanged && [t("ownership.controller"), null,
            parties(answer.controller.before, "controllers", "outcome", names),
            parties(answer.controller.after, "controllers", "outcome", names)],
        answer.beneficialOwners.isChanged && [t("ownership.beneficial"), null,
            parties(answer.beneficialOwners.before, "persons", "ubo", names),
            parties(answer.beneficialOwners.after, "persons", "ubo", names)],
        ...groupRows(answer.group),
    ].filter(Boolean);
    if (!rows.length) return empty(t("ownership.diff.none"));
    return h("table", {class: "table"}, h("thead", {},
        h("tr", {}, h("th", {}), h("th", {}), h("th", {}, from), h("th", {}, to))),
        h("tbody", {}, rows.map(cells => h("tr", {}, cells.map(cell => h("td", {}, cell))))));
}

/** A holding on one of the days. */
const told = (side, records) => (side ? [share(side.share), " ", recordButton(records([side.edge].filter(Boolean)))]
    : t("ownership.diff.absent"));

function parties(side, list, group, names) {
    return side[list].length ? side[list].map(id =>
        h("div", {}, entityLink(names.get(id) ?? {id, kind: kindOf(id), name: id})))
        : word(group, side.outcome);
}

function groupRows(group) {
    if (!group) return [];
    const head = entity => (entity ? entityLink(entity) : t("ownership.diff.absent"));
    const rows = [];
    if (group.headBefore?.id !== group.headAfter?.id) rows.push([t("ownership.group"), null, head(group.headBefore),
        head(group.headAfter)]);
    for (const side of ["left", "joined"]) {
        const members = group[side] ?? [];
        if (members.length) rows.push([`${t("ownership.group")} · ${t(`ownership.diff.${side}`)}`,
            members.map(one => h("div", {}, entityLink(one.entity))), "", ""]);
    }
    return rows;
}

/** Every entity that the answer names, by its identifier. */
function namesOf(answer) {
    const names = new Map();
    const visit = value => {
        if (Array.isArray(value)) value.forEach(visit);
        else if (value && typeof value === "object") {
            if (value.id && value.name && value.kind) names.set(value.id, value);
            Object.values(value).forEach(visit);
        }
    };
    visit(answer);
    return names;
}
