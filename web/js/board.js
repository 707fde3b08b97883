// The board of what looks like fake registration: premises and rings, ranked,
// with reasons; where they are; and the check before a registration.

import {all, get} from "./api.js";
import {needed} from "./catalogue.js";
import {barChart} from "./charts.js";
import {checkForm} from "./check.js";
import {h} from "./dom.js";
import {canvasOf, entityLink, pageOf} from "./entity.js";
import {familySums, findingList, ruleNote, scoreBadge} from "./findings.js";
import {count, momentWithZone, today} from "./format.js";
import {divisionName, divisions} from "./divisions.js";
import {choiceField, clearButton, dateField, field, reversedNote} from "./filters.js";
import {dayPicker, tabs} from "./head.js";
import {say, t, word} from "./i18n.js";
import {nextPages} from "./results.js";
import {change} from "./router.js";
import {companiesAt, placeLine} from "./risk.js";
import {companiesOf, ringCanvas, ringLinks, ringsByCompany} from "./rings.js";
import {empty, failure, later, section} from "./states.js";

const levels = ["room", "desk", "floor", "building", "door", "road", "area"];
const pageLength = 20;

export async function show({query}) {
    await needed();
    document.title = `${t("nav.board")} · ${t("app.title")}`;
    const view = ["rings", "check"].includes(query.get("view")) ? query.get("view") : "premises";
    const content = view === "check" ? checkForm() : view === "rings" ? ringsView(query) : premisesView(query);
    const day = query.get("as-of") ?? today();
    return h("main", {class: "page"},
        h("header", {class: "entity-head"},
            h("div", {class: "entity-title"}, h("h1", {tabindex: "-1"}, t("board.title")),
                h("p", {class: "lead"}, t("board.lead")),
                h("p", {class: "print-only hint"}, t("asOf.printed", {day, made: momentWithZone(new Date())}))),
            h("div", {class: "entity-actions"}, dayPicker(day))),
        tabs([["premises", t("board.premises")], ["rings", t("board.rings")], ["check", t("board.check")]], view),
        h("div", {class: "view", role: "tabpanel"}, content));
}

/** The filters of the URL as the API takes them. */
const wanted = query => ({show: query.get("show"), division: query.get("division"), level: query.get("level"),
    "min-score": query.get("min-score"), from: query.get("from"), to: query.get("to"), "as-of": query.get("as-of")});

function premisesView(query) {
    return h("div", {class: "columns-2 board"},
        h("div", {}, filters(query), later(() => premisesList(query), {lines: 12})),
        !reversedNote(query) && h("aside", {class: "summary"},
            section(t("board.byDistrict"), later(() => districts(query), {lines: 5}), {id: "districts"})));
}

const filterNames = ["division", "level", "min-score", "from", "to", "show"];

function filters(query) {
    const score = h("input", {type: "number", name: "min-score", min: 0, max: 500, step: 5,
        value: query.get("min-score") ?? "", placeholder: "40",
        on: {change: event => change({"min-score": event.target.value || null})}});
    return h("div", {class: "filters", id: "board-filters"},
        choiceField("division", divisionChoices(query.get("division")), query),
        choiceField("level", levels.map(level => [level, word("level", level)]), query),
        field(t("filter.min-score"), score),
        dateField("from", query, t("board.from")), dateField("to", query, t("board.to")),
        choiceField("show", [["all", t("board.showAll")]], query, {none: t("board.alertsOnly")}),
        clearButton(filterNames, query));
}

/** The counties by name; one that only the URL names is a choice too. */
const divisionChoices = chosen => [...new Set([...divisions, chosen])].filter(Boolean)
    .map(code => [code, divisionName(code)]);

/**
 * A ranked list with more to load behind it.
 *
 * @param {string} path of the API
 * @param {{none: string, total: function(Object): string, id: string, row: function(Object, number, number): Node}} words
 */
async function ranked(path, query, {none, total, id, row}) {
    const reversed = reversedNote(query);
    if (reversed) return [reversed];
    const ask = cursor => get(path, {...wanted(query), limit: pageLength, cursor});
    const answer = await ask(null);
    if (!answer.items.length) return [ruleNote(answer.rules), empty(t(none))];
    let rank = 0;
    const draw = item => { rank += 1; return row(item, rank, answer.alertScore); };
    const list = h("ol", {class: "ranked"}, answer.items.map(draw));
    return [h("p", {class: "hint", id}, total(answer)), list, nextPages(list, answer.next, ask, draw),
        ruleNote(answer.rules)];
}

async function premisesList(query) {
    let lost = null;
    const rings = await ringsByCompany().catch(error => { lost = failure(error); return new Map(); });
    return [lost, ...await ranked("/v1/premises", query, {none: "board.none", id: "board-total",
        row: (...values) => premisesRow(rings, ...values),
        total: answer => t("board.total", {n: count(answer.total), score: answer.alertScore})})];
}

const ringsList = query => ranked("/v1/rings", query, {none: "board.noRings", id: "rings-total", row: ringRow,
    total: answer => t("board.ringTotal", {n: count(answer.total)})});

/** A row of either list: rank, name, score, reasons, and what else there is. */
function rankedRow(item, rank, alertScore, name, ...more) {
    const reasons = item.findings.filter(one => one.points > 0).sort((a, b) => b.points - a.points);
    return h("li", {class: "ranked-item card"},
        h("div", {class: "ranked-head"},
            h("span", {class: "rank"}, String(rank)), h("div", {class: "ranked-name"}, name), scoreBadge(item)),
        pointsBar(reasons, alertScore),
        familySums(item),
        h("p", {class: "reasons"}, reasons.slice(0, 6).map(one =>
            h("span", {class: `tag ${one.isHard ? "is-hard" : ""}`}, `${say(one.title)} +${one.points}`))),
        more);
}

/** All reasons of an item, to be opened. */
const allReasons = (item, companies) => h("details", {},
    h("summary", {}, t("board.reasons", {n: item.findings.length})), findingList(item, companies));

const premisesRow = (rings, item, rank, alertScore) => rankedRow(item, rank, alertScore,
    [h("h3", {}, h("a", {href: pageOf(item.place.id)}, item.place.name)),
        h("p", {class: "hint"}, divisionName(item.place.division), " · ", word("level", item.place.level), " · ",
            t("board.companies", {live: count(item.liveCount), n: count(item.companyCount)}),
            item.place.isImprecise && h("span", {class: "badge badge-warn"}, t("risk.imprecise")))],
    allReasons(item, () => companiesAt(item.place)),
    h("div", {class: "hit-actions"}, h("a", {href: pageOf(item.place.id)}, t("action.open")),
        h("a", {href: canvasOf(item.place.id)}, t("action.canvas")), ringLinks(rings, companiesOf(item.findings))));

/** How the score is made up, finding by finding. */
function pointsBar(reasons, alertScore) {
    const total = Math.max(reasons.reduce((sum, one) => sum + one.points, 0), alertScore, 1);
    return h("div", {class: "points-bar", role: "img", "aria-label": t("risk.points")}, reasons.map(one =>
        h("span", {class: `points-part family-${one.family}`, style: {width: `${one.points / total * 100}%`},
            title: `${say(one.title)} +${one.points}`})));
}

async function districts(query) {
    const {items, isWhole, total} = await all("/v1/premises", {...wanted(query), division: null});
    const sums = new Map();
    for (const {place, liveCount} of items) {
        const sum = sums.get(place.division) ?? {places: 0, companies: 0};
        sum.places += 1;
        sum.companies += liveCount;
        sums.set(place.division, sum);
    }
    const rows = [...sums].sort(([, a], [, b]) => b.places - a.places);
    if (!rows.length) return empty(t("board.none"));
    const choose = division => change({division: query.get("division") === division ? null : division});
    return [
        barChart(rows.map(([division, sum]) => ({key: division, name: divisionName(division), value: sum.places})),
            {onPick: choose}),
        h("table", {class: "table"}, h("thead", {}, h("tr", {}, ["district", "places", "companies"].map((name, index) =>
            h("th", {class: index ? "number" : ""}, t(`board.column.${name}`))))),
        h("tbody", {}, rows.map(([division, sum]) => h("tr", {},
            h("td", {}, h("button", {type: "button", class: "link-button",
                "aria-pressed": String(query.get("division") === division),
                on: {click: () => choose(division)}}, divisionName(division))),
            h("td", {class: "number"}, count(sum.places)), h("td", {class: "number"}, count(sum.companies)))))),
        !isWhole && h("p", {class: "hint"}, t("list.shown", {shown: count(items.length), total: count(total)})),
    ];
}

function ringsView(query) {
    return h("div", {}, filters(query), later(() => ringsList(query), {lines: 12}));
}

const ringRow = (ring, rank, alertScore) => rankedRow(ring, rank, alertScore,
    [h("h3", {}, t("ring.title", {name: ring.companies[0].name, n: count(ring.companyCount)})),
        ring.place && placeLine(ring.place)],
    h("details", {}, h("summary", {}, t("ring.members", {n: count(ring.companyCount)})),
        h("ul", {class: "inline-list"}, ring.companies.map(company => h("li", {}, entityLink(company))))),
    allReasons(ring, async () => ring.companies),
    h("div", {class: "hit-actions"},
        h("a", {href: ringCanvas(ring), class: "ring-graph"}, t("ring.canvas")),
        h("a", {href: pageOf(ring.companies[0].id, {view: "risk"})}, t("action.details"))));
