// Where the premises with alerts are: the counties that the data name, as a
// chart, a table and a filter.

import {get} from "./api.js";
import {barChart} from "./charts.js";
import {h, redraw} from "./dom.js";
import {divisionOf} from "./divisions.js";
import {count} from "./format.js";
import {t} from "./i18n.js";
import {change} from "./router.js";
import {empty} from "./states.js";

/** Counties that are shown before somebody asks for all. */
const shownFirst = 15;

/**
 * The counties of all premises that fit, whatever county is chosen; one question serves the filter and the chart.
 *
 * @returns {Promise<Array<{division: string|null, divisionName: string|null, places: number, liveCompanies: number}>>}
 */
export const counties = async wanted => (await get("/v1/premises/divisions", {...wanted, division: null})).items;

/**
 * The counties that there are as choices of a filter, with the numbers of their premises unless the list is of
 * something else.
 *
 * @returns {Array<[string, string]>}
 */
export function divisionChoices(items, chosen, isCounted = true) {
    const choices = items.filter(item => item.division)
        .map(item => [item.division, divisionOf(item, {isCoded: true}) + (isCounted ? ` · ${count(item.places)}` : "")]);
    // One that only the URL names is a choice too.
    return !chosen || choices.some(([code]) => code === chosen) ? choices : [[chosen, chosen], ...choices];
}

/** A chart of the counties with most premises, and a table of all of them. */
export function divisionChart(items, chosen) {
    if (!items.length) return empty(t("board.none"));
    const place = h("div", {});
    const draw = isWhole => redraw(place, chartOf(items, isWhole ? items.length : shownFirst, chosen),
        items.length > shownFirst && h("button", {type: "button", class: "link-button", id: "all-divisions",
            "aria-expanded": String(isWhole), on: {click: () => draw(!isWhole)}},
        isWhole ? t("board.fewDivisions", {n: shownFirst}) : t("board.allDivisions", {n: count(items.length)})));
    draw(false);
    return place;
}

function chartOf(items, most, chosen) {
    const choose = division => change({division: chosen === division ? null : division});
    const shown = items.slice(0, most);
    const row = item => h("tr", {},
        h("td", {}, item.division ? h("button", {type: "button", class: "link-button",
            "aria-pressed": String(chosen === item.division), on: {click: () => choose(item.division)}},
        divisionOf(item)) : divisionOf(item)),
        h("td", {class: "number"}, count(item.places)), h("td", {class: "number"}, count(item.liveCompanies)));
    return [
        barChart(shown.slice(0, shownFirst).map(item =>
            ({key: item.division, name: divisionOf(item), value: item.places})),
        {onPick: division => division && choose(division)}),
        h("table", {class: "table"}, h("thead", {}, h("tr", {}, ["district", "places", "companies"].map((name, index) =>
            h("th", {class: index ? "number" : ""}, t(`board.column.${name}`))))),
        h("tbody", {}, shown.map(row))),
    ];
}
