// The page of all records: what they say of whom, the latest first. Who looks
// for records of a kind needs to know no company.

import {departmentTitle, needed, themeTitle, whole} from "./catalogue.js";
import {h} from "./dom.js";
import {count, today} from "./format.js";
import {pageHead} from "./head.js";
import {t} from "./i18n.js";
import {factOfRow} from "./panorama.js";
import {failure, later} from "./states.js";
import {factFilters, factPages} from "./timeline.js";

export async function show({query}) {
    await needed();
    document.title = `${t("nav.records")} · ${t("app.title")}`;
    // At once with the page: a filter that has the keyboard keeps it.
    const filters = await whole().then(catalogue => filterRow(catalogue, query), error => failure(error));
    return h("main", {class: "page"},
        pageHead(t("facts.title"), t("facts.lead"), query.get("as-of") ?? today()),
        h("div", {class: "timeline-view"}, filters,
            later(() => factPages("/v1/facts", query, {row: factOfRow, above: laterNote}), {lines: 12})));
}

/** Facts after the day exist, which the list leaves out. */
const laterNote = ({laterFactCount: n}) => n > 0 && h("p", {class: "notice"}, t("fact.later", {n: count(n)}));

/** Themes stand under the department that delivers them, as on the data page; those without records are left out. */
function filterRow(catalogue, query) {
    const delivering = catalogue.departments.filter(one => one.facts > 0);
    const filled = new Set(catalogue.themes.filter(one => one.facts > 0).map(one => one.id));
    const themes = delivering.map(one => [departmentTitle(one.id),
        one.themes.filter(id => filled.has(id)).map(id => [id, themeTitle(id)])]);
    const departments = delivering.map(one => [one.id, departmentTitle(one.id)]);
    return factFilters(
        [...unlisted(query.get("theme"), themes.flatMap(([, group]) => group), themeTitle), ...themes],
        [...unlisted(query.get("department"), departments, departmentTitle), ...departments], query);
}

/** What the URL asks for and no choice offers: several at once, or one without records. */
function unlisted(asked, choices, titleOf) {
    if (!asked || choices.some(([id]) => id === asked)) return [];
    return [[asked, asked.split(",").map(id => titleOf(id)).join(t("list.comma"))]];
}
