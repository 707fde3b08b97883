// The data page: what is loaded, by department and theme; what was refused and
// can be mended; uploads.

import {get} from "./api.js";
import {columnTitle, departmentTitle, needed, sourceTitle, themeTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {recordsPage} from "./entity.js";
import {faultNote, messageText, reasonText, unreadOf} from "./faults.js";
import {count, moment, seconds} from "./format.js";
import {say, t, word} from "./i18n.js";
import {nextPages} from "./paging.js";
import {shortened} from "./shortlist.js";
import {empty, later, section} from "./states.js";
import {uploadCard} from "./upload.js";

export async function show() {
    await needed();
    document.title = `${t("nav.data")} · ${t("app.title")}`;
    const page = h("main", {class: "page"});
    const draw = () => page.replaceChildren(
        h("h1", {tabindex: "-1"}, t("data.title")),
        later(numbers, {lines: 2}),
        h("div", {class: "columns-2"},
            h("div", {}, uploadPlace, section(t("data.quarantine"), later(quarantine, {lines: 5}), {id: "quarantine"})),
            h("div", {}, section(t("data.imports"), later(imports, {lines: 5}), {id: "imports"}),
                section(t("data.findings"), later(findings, {lines: 4}), {id: "findings"}))),
        section(t("data.departments"), later(departments, {lines: 10}), {id: "departments"}));
    const uploadPlace = uploadCard(draw);
    draw();
    return page;
}

async function numbers() {
    const [stats, imported] = await Promise.all([get("/v1/stats", {limit: 0}), get("/v1/imports", {limit: 1})]);
    const last = imported.items[0];
    const tiles = [[recordsLink({}, stats.facts, count(stats.facts)), t("home.facts")],
        [count(stats.nodes.total), t("data.nodes")], [count(stats.edges.total), t("home.relations")],
        [String(stats.epoch), t("data.epoch")], [last ? moment(last.finished) : "—", t("data.lastImport")]];
    return [h("dl", {class: "tiles"}, tiles.map(([number, title]) =>
        h("div", {class: "tile"}, h("dd", {}, number), h("dt", {}, title)))),
    h("p", {class: "hint tiles-note", id: "companies-note"}, t("data.companies", {companies: count(stats.nodes.company),
        registrations: count(stats.factsByTheme?.registration ?? 0)}))];
}

async function quarantine() {
    const ask = cursor => get("/v1/quarantine", {limit: 20, cursor});
    const [rows, files] = await Promise.all([ask(null), get("/v1/quarantine/files")]);
    if (!rows.total) return empty(t("data.nothingRefused"));
    const rowsOf = page => page.items.map(refusedRow);
    const list = h("tbody", {}, rowsOf(rows));
    const byReason = h("tbody", {}), fileList = h("ul", {class: "plain-list"});
    return [
        h("p", {}, t("data.refused", {n: count(rows.total)})),
        h("table", {class: "table"}, h("thead", {},
            h("tr", {}, h("th", {}, t("data.reason")), h("th", {class: "number"}, t("data.rows")))), byReason),
        shortened("refused-reasons", byReason, reasonRows(rows, files.items)),
        h("h3", {}, t("data.returnFiles")), fileList, shortened("return-files", fileList, files.items.map(returnFile)),
        h("details", {id: "refused-rows"}, h("summary", {}, t("data.firstRows")),
            h("div", {class: "table-frame"}, h("table", {class: "table"}, list)),
            nextPages(list, rows.next, ask, rowsOf)),
    ];
}

/** A row for each reason, the most frequent first, with its themes and their return files. */
function reasonRows({counts, items}, files) {
    const reasons = [...Map.groupBy(counts, one => one.reason)].map(([reason, themes]) =>
        ({reason, themes, rows: themes.reduce((sum, one) => sum + one.count, 0)}));
    const filesOf = theme => files.filter(file => file.theme === theme).map(file =>
        [" ", h("a", {href: file.path, download: `${file.name}.csv`}, t("data.returnFile"))]);
    return reasons.sort((a, b) => b.rows - a.rows).map(({reason, rows, themes}) => h("tr", {},
        h("td", {}, reasonText(reason, items), h("details", {},
            h("summary", {}, t("data.reasonThemes", {n: count(themes.length)})),
            h("ul", {class: "plain-list"}, themes.map(one => h("li", {}, themeTitle(one.theme), " · ",
                t("data.rowCount", {n: count(one.count)}), filesOf(one.theme)))))),
        h("td", {class: "number"}, count(rows))));
}

const returnFile = file => h("li", {class: "spread"},
    h("span", {}, themeTitle(file.theme), h("div", {class: "hint"}, [sourceTitle(file.source), filesTitle(file.files),
        t("data.rowCount", {n: count(file.rows)})].filter(Boolean).join(" · "))),
    h("a", {href: file.path, download: `${file.name}.csv`, class: "button small"}, t("data.download")));

/** A refused row: where it stands, what is wrong with it, and how it came. */
const refusedRow = row => h("tr", {},
    h("td", {}, row.file, h("div", {class: "hint"}, t("data.line", {n: count(row.line)}))),
    h("td", {}, row.column && h("b", {}, columnTitle(row.theme, row.column), t("list.colon")), messageText(row.message),
        h("div", {class: "original"}, h("code", {}, row.original))));

async function imports() {
    const {jobs, items} = await get("/v1/imports", {limit: 10}, {fresh: true});
    const running = jobs.filter(job => !["done", "failed"].includes(job.phase));
    if (!items.length && !running.length) return empty(t("data.noImports"));
    return [
        running.map(job => h("p", {class: "notice"}, `${job.file}: ${word("phase", job.phase)}`)),
        h("table", {class: "table"}, h("thead", {},
            h("tr", {}, ["number", "when", "files", "rows", "unchanged", "refusedRows", "took"].map((name, index) =>
                h("th", {class: index > 2 ? "number" : ""}, t(`data.column.${name}`))))),
        h("tbody", {}, items.map(importRow))),
    ];
}

function importRow(item) {
    // Of files that were not even begun, what was said of them begins with their names.
    const names = filesTitle(item.files.length ? item.files.map(file => file.name)
        : item.skipped.map(text => text.split(": ")[0]));
    const unread = unreadOf(item);
    return h("tr", {}, h("td", {class: "date"}, `#${item.number}`), h("td", {class: "date"}, moment(item.finished)),
        h("td", {}, names, unread.length > 0 && h("details", {},
            h("summary", {class: "is-bad"}, t("data.unread", {n: count(unread.length)})), unread.map(faultNote))),
        h("td", {class: "number"}, count(item.total.read)),
        h("td", {class: "number"}, count(item.total.unchanged)),
        h("td", {class: `number ${item.total.quarantined ? "is-bad" : ""}`}, count(item.total.quarantined)),
        h("td", {class: "number"}, seconds(item.seconds)));
}

/** Files by the last part of their paths: where a delivery lay is nobody's business. */
function filesTitle(paths) {
    const names = paths.map(path => path.split("/").pop());
    return names.length <= 2 ? names.join(", ") : t("data.fileCount", {first: names[0], n: count(names.length)});
}

async function findings() {
    const answer = await get("/v1/findings", {limit: 1});
    if (!answer.total) return empty(t("data.noFindings"));
    const body = h("tbody", {});
    return [
        h("p", {}, t("data.findingTotal", {n: count(answer.total)})),
        h("div", {class: "table-frame"}, h("table", {class: "table"}, body)),
        shortened("finding-counts", body, answer.counts.map(one => h("tr", {},
            h("td", {}, themeTitle(one.theme), h("div", {class: "hint"}, columnTitle(one.theme, one.column, ""))),
            h("td", {}, say(one)), h("td", {class: "number"}, count(one.count))))),
    ];
}

async function departments() {
    const [themes, list] = await Promise.all([get("/v1/themes"), get("/v1/departments")]);
    const byID = new Map(themes.items.map(theme => [theme.id, theme]));
    const body = h("tbody", {});
    const head = ["department", "theme", "source", "facts", "delivered", "refusedRows", "repeated", "last"].map((name, index) =>
        h("th", {class: index > 2 && index < 7 ? "number" : ""}, t(`data.column.${name}`)));
    return [
        h("div", {class: "table-frame"}, h("table", {class: "table themes"},
            h("thead", {}, h("tr", {}, head)), body)),
        h("p", {class: "hint", id: "repeated-note"}, t("data.repeated"), " ", t("data.toRecords")),
        shortened("theme-rows", body, list.items.flatMap(department => themeRows(department, byID))),
    ];
}

/** Rows that are neither refused nor a record of their own. */
function repeatedRows({rowsDelivered, quarantined, facts}) {
    const rest = rowsDelivered - quarantined - facts;
    return rest >= 0 ? count(rest) : "—";
}

/** A number of records as the way to them; where there are none, the number alone. */
const recordsLink = (filters, n, text) => (n > 0 ? h("a", {href: recordsPage(filters)}, text) : text);

/** The themes of a department, which stands before the first of them. */
const themeRows = (department, byID) => department.themes.map(id => byID.get(id)).filter(Boolean)
    .map((theme, index, themes) => h("tr", {},
        index === 0 && h("th", {scope: "rowgroup", rowspan: themes.length}, departmentTitle(department.id),
            h("div", {class: "hint"}, recordsLink({department: department.id}, department.facts,
                t("data.factCount", {n: count(department.facts)})))),
        h("td", {}, themeTitle(theme.id), " ", h("code", {}, theme.id)), h("td", {}, sourceTitle(theme.source)),
        h("td", {class: "number"}, recordsLink({theme: theme.id}, theme.facts, count(theme.facts))),
        h("td", {class: "number"}, count(theme.rowsDelivered)),
        h("td", {class: `number ${theme.quarantined ? "is-bad" : ""}`}, count(theme.quarantined)),
        h("td", {class: "number"}, repeatedRows(theme)),
        h("td", {class: "date"}, moment(theme.lastDelivery))));
