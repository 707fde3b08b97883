// The timeline: all dated facts of an entity, with filters that the URL keeps;
// and what the page of all records shares with it.

import {get} from "./api.js";
import {departmentTitle, themeTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {endOf} from "./ended.js";
import {apiPath, asOf} from "./entity.js";
import {choiceField, clearButton, dateField, reversedNote, valuesOf} from "./filters.js";
import {count} from "./format.js";
import {t, word} from "./i18n.js";
import {pagedList} from "./paging.js";
import {factRow} from "./panorama.js";
import {openRecords} from "./record.js";
import {change} from "./router.js";
import {empty, later, section} from "./states.js";

const names = ["from", "to", "theme", "department"];

/** The timeline of a company's page. */
export async function view(panorama, query) {
    return h("div", {class: "timeline-view"},
        section(t("timeline.years"), yearBars(panorama.timeline, query)),
        filters(panorama, query),
        later(() => factPages(apiPath(panorama.subject.id, "/timeline"), query, {event: endEvent(panorama, query)}),
            {lines: 10}));
}

/** The end of the company as a row: no record of its own, but what the registration says. Null outside the filters. */
function endEvent(panorama, query) {
    const end = endOf(panorama), [statement] = panorama.statements;
    if (!end?.day || !statement) return null;
    const {from, to, theme, department} = valuesOf(names, query);
    const isAsked = (asked, one) => !asked || asked.split(",").includes(one);
    if ((from && end.day < from) || (to && end.day > to) || !isAsked(theme, "registration")
        || !isAsked(department, statement.department)) return null;
    return {day: end.day, row: () => h("li", {class: "fact fact-end"},
        h("button", {type: "button", class: "fact-button", title: t("record.open"),
            on: {click: () => openRecords(panorama.statements.map(one => one.record))}},
        h("time", {class: "fact-date"}, end.day),
        h("span", {class: "fact-text"}, h("span", {class: "fact-theme"}, word("end.event", end.status)),
            h("span", {class: "fact-summary"}, t("end.note"))),
        h("span", {class: "fact-side"},
            h("span", {class: "fact-department"}, departmentTitle(statement.department)))))};
}

/** Draws pages of facts, the latest first, with an event that is none of them at its place. */
function withEvent(event, row) {
    let isDue = Boolean(event);
    return ({items, next}) => {
        const drawn = items.map(row);
        if (!isDue) return drawn;
        const at = items.findIndex(fact => !fact.date || fact.date <= event.day);
        if (at < 0 && next) return drawn;
        isDue = false;
        return at < 0 ? [...drawn, event.row()] : drawn.toSpliced(at, 0, event.row());
    };
}

/** The years in order, those without facts between them too; what has no date comes first. */
function unbroken(years) {
    const known = new Map(years.filter(one => one.year).map(one => [one.year, one]));
    const first = Math.min(...known.keys()), last = Math.max(...known.keys());
    const all = known.size ? Array.from({length: last - first + 1}, (_, index) =>
        known.get(first + index) ?? {year: first + index, count: 0}) : [];
    return [...years.filter(one => !one.year), ...all];
}

/** A bar for each year; a click shows that year alone. */
function yearBars(years, query) {
    if (!years.length) return empty(t("company.noFacts"));
    const most = Math.max(...years.map(year => year.count));
    const from = query.get("from"), to = query.get("to");
    const shown = year => from === `${year}-01-01` && to === `${year}-12-31`;
    return h("div", {class: "year-bars"}, unbroken(years).map(({year, count: n}) =>
        h("button", {type: "button", class: "year-bar", disabled: !year || !n, "aria-pressed": String(shown(year)),
            title: t("timeline.yearCount", {year: year ?? t("fact.undated"), n}),
            on: {click: () => change(shown(year) ? {from: null, to: null}
                : {from: `${year}-01-01`, to: `${year}-12-31`})}},
        h("span", {}, count(n)),
        h("span", {class: "bar", style: {height: `${n && Math.max(2, Math.round(n / most * 64))}px`}}),
        h("span", {}, year ?? t("fact.undated")))));
}

function filters(panorama, query) {
    const themes = new Map(), departments = new Map();
    for (const block of panorama.overview) {
        for (const theme of block.themes) themes.set(theme.theme, themeTitle(theme.theme, theme.title));
    }
    for (const one of panorama.departments) departments.set(one.department, departmentTitle(one.department, one.title));
    return factFilters(themes, departments, query);
}

/** The filters of facts. @param {Iterable} themes with titles, as are departments; they may stand in groups */
export const factFilters = (themes, departments, query) => h("div", {class: "filters"},
    dateField("from", query), dateField("to", query), choiceField("theme", themes, query),
    choiceField("department", departments, query), clearButton(names, query));

/**
 * The facts that meet the filters of the URL, page by page.
 *
 * @param {string} path of the API
 * @param {{row?: (fact: *) => Node, above?: (first: *) => *, event?: {day: string, row: () => Node}}} [options]
 *   `above` says what else the first page tells, `event` is what happened on a day and is no fact
 */
export async function factPages(path, query, {row = fact => factRow(fact), above = () => null, event = null} = {}) {
    const reversed = reversedNote(query);
    if (reversed) return reversed;
    const wanted = {...valuesOf(names, query), "as-of": asOf(), limit: 50};
    const list = h("ol", {class: "fact-list timeline"});
    return pagedList(cursor => get(path, {...wanted, cursor}), {
        list, rows: withEvent(event, row),
        none: first => [above(first), event && h("ol", {class: "fact-list timeline"}, event.row()),
            empty(t(names.some(name => query.get(name)) ? "timeline.none" : "company.noFacts"))],
        frame: first => [above(first),
            h("p", {class: "hint", id: "timeline-total"}, t("timeline.total", {n: count(first.total)})), list],
    });
}
