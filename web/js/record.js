// The panel that shows source records: what a statement rests on is one click
// away on every page. The URL names the records (`record=3665,3666`).

import {get} from "./api.js";
import {columnTitle, departmentTitle, needed, sourceTitle, themeTitle} from "./catalogue.js";
import {fill, h} from "./dom.js";
import {count, fieldText, moment} from "./format.js";
import {say, t} from "./i18n.js";
import {change, query} from "./router.js";
import {failure, loading} from "./states.js";

const panel = h("aside", {class: "drawer", role: "dialog", "aria-modal": "false", hidden: true});
let before = null;
let showing = "";

/** A button that opens the records; nothing where there are none. @param {string[]} ids */
export function recordButton(ids, text = null) {
    if (!ids?.length) return null;
    const label = ids.length === 1 ? t("record.one") : t("record.many", {n: ids.length});
    return h("button", {type: "button", class: "record-button", title: t("record.open"), on: {click: event => {
        event.stopPropagation();
        openRecords(ids);
    }}}, text ?? label);
}

/**
 * The sources behind the edges of an answer.
 *
 * @returns {(ids: string[]) => Array<{record: string, department: string}>} of the edges of these identifiers
 */
export function sourcesBehind({edges}) {
    const known = new Map(edges.map(edge => [edge.id, edge.sources]));
    return ids => ids.flatMap(id => known.get(id) ?? []);
}

/** Record numbers behind the edges of an answer. @returns {(ids: string[]) => string[]} */
export function recordsBehind(answer) {
    const sources = sourcesBehind(answer);
    return ids => [...new Set(sources(ids).map(source => source.record))];
}

/** Opens the records in the panel. */
export function openRecords(ids) {
    before = document.activeElement;
    change({record: [...new Set(ids)].slice(0, 50).join(",")}, {silent: true});
}

export function closeRecords() {
    if (panel.hidden) return false;
    change({record: null}, {silent: true});
    before?.focus?.();
    return true;
}

/** The panel, which follows the URL. */
export function recordPanel() {
    return panel;
}

/** Shows what the URL names; called after every change of it. */
export function followRecord() {
    const ids = (query().get("record") ?? "").split(",").filter(Boolean);
    if (ids.join() === showing) return;
    showing = ids.join();
    panel.hidden = ids.length === 0;
    document.body.classList.toggle("has-drawer", ids.length > 0);
    if (ids.length) show(ids, ids[0]);
}

/** Draws the panel anew, as after a change of language. */
export function redrawRecord() {
    showing = "";
    followRecord();
}

async function show(ids, id) {
    panel.setAttribute("aria-label", t("record.title"));
    const body = h("div", {class: "drawer-body"}, loading(8));
    const close = h("button", {type: "button", class: "icon-button", "aria-label": t("action.close"),
        on: {click: closeRecords}}, "✕");
    const choice = ids.length > 1 && h("div", {class: "drawer-tabs", role: "tablist"}, ids.map(one =>
        h("button", {type: "button", role: "tab", class: "chip", "aria-selected": String(one === id),
            on: {click: () => show(ids, one), pointerenter: event => titleRecord(event, one),
                focus: event => titleRecord(event, one)}}, `#${one}`)));
    fill(panel, h("header", {class: "drawer-head"}, h("h2", {}, t("record.title")), close), choice, body);
    close.focus();
    const mine = showing;
    try {
        const [record] = await Promise.all([get(`/v1/records/${encodeURIComponent(id)}`), needed()]);
        if (mine === showing) fill(body, recordBody(record));
    } catch (error) {
        if (mine === showing) fill(body, failure(error, () => show(ids, id)));
    }
}

/** A record with where it comes from and all of its columns. */
function recordBody(record) {
    const place = record.row === null || record.row === undefined ? record.file
        : t("record.row", {file: record.file, row: record.row});
    const facts = [
        [t("record.theme"), themeTitle(record.theme, record.title)],
        [t("record.department"), departmentTitle(record.department)],
        [t("record.source"), sourceTitle(record.source)],
        [t("record.date"), record.date],
        [t("record.file"), place],
        [t("record.imported"), t("record.importedAt", {number: record.import, at: moment(record.imported)})],
        [t("record.number"), `#${record.id}`],
        record.toEpoch !== null && [t("record.version"), t("record.replaced", {epoch: record.toEpoch})],
    ].filter(pair => pair && pair[1]);
    return [
        h("dl", {class: "facts"}, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
        remarkList(record),
        h("h3", {}, t("record.columns")),
        columnTable(record),
    ];
}

function remarkList({theme, findings}) {
    if (!findings?.length) return null;
    return h("div", {class: "notice notice-warn"}, h("strong", {}, t("record.findings")),
        h("ul", {}, findings.map(finding => h("li", {},
            finding.column ? `${columnTitle(theme, finding.column)}: ` : "", say(finding) || finding.reason))));
}

const percentColumn = /(^|_)percent(_|$)|^rate$/;
/** The catalogue's Chinese titles of columns with sums of money. */
const moneyColumn = /(额|资本|计税依据|执行标的|基数合计|总收入|净利润|保证金)$/;

/** A value with the unit that its column has. */
function unitText({columns, fields}, id, value) {
    if (typeof value !== "number") return fieldText(value);
    if (percentColumn.test(id)) return `${value}%`;
    if (!moneyColumn.test(columns?.[id] ?? "")) return fieldText(value);
    const foreign = /^[A-Z]{3}$/.test(fields.currency ?? "") && fields.currency !== "CNY";
    return foreign ? `${count(value)} ${fields.currency}` : t("value.yuan", {n: count(value)});
}

/** Tells by its theme what a record number stands for, once somebody points at it. */
async function titleRecord({currentTarget: tab}, id) {
    if (tab.title) return;
    const [record] = await Promise.all([get(`/v1/records/${encodeURIComponent(id)}`), needed()]).catch(() => []);
    if (record) tab.title = [themeTitle(record.theme, record.title), record.date].filter(Boolean).join(" · ");
}

function columnTable(record) {
    const raw = record.beside?.raw ?? {};
    const rows = Object.entries(record.fields).map(([id, value]) => {
        const given = value !== null && value !== "";
        const original = raw[id] !== undefined && String(raw[id]) !== String(value) ? raw[id] : null;
        return h("tr", {class: given ? "" : "absent"},
            h("th", {scope: "row"}, columnTitle(record.theme, id, record.columns?.[id] ?? id)),
            h("td", {}, unitText(record, id, value), given && typeof value === "string" && fieldText(value) !== value &&
                h("div", {class: "original"}, value),
                original !== null && h("div", {class: "original"}, t("record.asDelivered", {text: original}))));
    });
    return h("table", {class: "columns"}, h("tbody", {}, rows));
}
