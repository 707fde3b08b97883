// The board of what looks like fake registration: premises and rings, ranked,
// with reasons; where they are; and the check before a registration.

import {get} from "./api.js";
import {needed} from "./catalogue.js";
import {checkForm} from "./check.js";
import {fill, h} from "./dom.js";
import {counties, divisionChart, divisionChoices} from "./counties.js";
import {divisionOf} from "./divisions.js";
import {canvasOf, entityLink, pageOf} from "./entity.js";
import {findingList, ruleNote, scoreBadge} from "./findings.js";
import {count, momentWithZone, today} from "./format.js";
import {choiceField, clearButton, dateField, field, reversedNote} from "./filters.js";
import {dayPicker, tabs} from "./head.js";
import {say, t, word} from "./i18n.js";
import {nextPages} from "./results.js";
import {change} from "./router.js";
import {companiesAt, placeLine} from "./risk.js";
import {companiesOf, ringCanvas, ringsByCompany} from "./rings.js";
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
    const found = countiesOf(query);
    return h("div", {class: "columns-2 board"},
        h("div", {}, filters(query, found), later(() => premisesList(query), {lines: 12})),
        !reversedNote(query) && h("aside", {class: "summary"},
            section(t("board.byDistrict"), later(async () => divisionChart(await found, query.get("division")),
                {lines: 5}), {id: "districts"})));
}

/** Days that are the wrong way round are no question. */
const countiesOf = async query => (reversedNote(query) ? [] : counties(wanted(query)));

const filterNames = ["division", "level", "min-score", "from", "to", "show"];

/** @param {Promise<Array>} found the counties that there are */
function filters(query, found) {
    const chosen = query.get("division");
    const divisions = h("span", {class: "field-place"}, choiceField("division", divisionChoices([], chosen), query));
    // The list comes from the data; where it fails, the chart beside it says so.
    found.then(items => fill(divisions, choiceField("division", divisionChoices(items, chosen), query)), () => {});
    const score = h("input", {type: "number", name: "min-score", min: 0, max: 500, step: 5,
        value: query.get("min-score") ?? "", placeholder: "40",
        on: {change: event => change({"min-score": event.target.value || null})}});
    return h("div", {class: "filters", id: "board-filters"},
        divisions,
        choiceField("level", levels.map(level => [level, word("level", level)]), query),
        field(t("filter.min-score"), score),
        dateField("from", query, t("board.from")), dateField("to", query, t("board.to")),
        choiceField("show", [["all", t("board.showAll")]], query, {none: t("board.alertsOnly")}),
        clearButton(filterNames, query));
}

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
    const legend = h("div", {class: "ranked-legend"}, h("p", {class: "hint", id}, total(answer)),
        familyLegend(answer.items));
    return [legend, list, nextPages(list, answer.next, ask, draw), ruleNote(answer.rules)];
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

/** A row of either list: rank, name, score, what it is made of, reasons, and who is in it. */
function rankedRow(item, rank, alertScore, {name, facts, links, members, companies}) {
    const reasons = item.findings.filter(one => one.points > 0).sort((a, b) => b.points - a.points);
    return h("li", {class: "ranked-item card"},
        h("div", {class: "ranked-head"},
            h("span", {class: "rank"}, String(rank)), h("h3", {class: "ranked-name"}, name), scoreBadge(item)),
        h("div", {class: "ranked-facts"}, h("span", {class: "hint"}, facts), h("span", {class: "hit-actions"}, links)),
        familyBar(item, alertScore),
        h("details", {class: "ranked-reasons"},
            h("summary", {}, h("span", {class: "reasons"}, reasons.map(one =>
                h("span", {class: `tag ${one.isHard ? "is-hard" : ""}`}, `${say(one.title)} +${one.points}`))),
            h("span", {class: "all-reasons"}, t("board.reasons", {n: item.findings.length}),
                members && ` · ${t("ring.members", {n: count(item.companyCount)})}`)),
            members, findingList(item, companies)));
}

const premisesRow = (rings, item, rank, alertScore) => {
    const {place} = item;
    const found = new Set([...companiesOf(item.findings)].map(id => rings.get(id)).filter(Boolean));
    return rankedRow(item, rank, alertScore, {
        name: h("a", {href: pageOf(place.id)}, place.name),
        facts: [divisionOf(place), " · ", word("level", place.level), " · ",
            t("board.companies", {live: count(item.liveCount), n: count(item.companyCount)}),
            place.isImprecise && h("span", {class: "badge badge-warn"}, t("risk.imprecise"))],
        links: [h("a", {href: canvasOf(place.id)}, t("board.placeGraph")), [...found].map(ring =>
            h("a", {href: ringCanvas(ring), class: "ring-link"}, t("board.ringGraph", {n: count(ring.companyCount)})))],
        companies: () => companiesAt(place),
    });
};

/** The families of the findings of an item with their points, those with most first. */
function familiesOf({findings}) {
    const sums = new Map();
    for (const {family, points} of findings) {
        if (points > 0) sums.set(family, (sums.get(family) ?? 0) + points);
    }
    return [...sums].sort(([, a], [, b]) => b - a);
}

/** What the score is made of: the points of each family, and what counts of them where that is less. */
function familyBar(item, alertScore) {
    const families = familiesOf(item).map(([family, sum]) => ({family, sum, counted: Math.min(sum, item.familyMax)}));
    const whole = Math.max(families.reduce((sum, one) => sum + one.counted, 0), alertScore);
    const rest = whole - families.reduce((sum, one) => sum + one.counted, 0);
    return h("p", {class: "family-sums family-bar"}, families.map(({family, sum, counted}) => {
        const text = t(sum > counted ? "risk.familyCapped" : "risk.family",
            {family: word("family", family), sum, counted});
        return h("span", {class: `family-part family-${family}`, title: text,
            style: {"flex-grow": String(counted)}}, text);
    }), rest > 0 && h("span", {class: "family-rest", style: {"flex-grow": String(rest)}}));
}

/** What the colours of the bars mean, once for all of them. */
function familyLegend(items) {
    const families = [...new Set(items.flatMap(item => familiesOf(item).map(([family]) => family)))].sort();
    return h("p", {class: "hint families", id: "family-legend"}, h("b", {}, t("risk.families")), families.map(family =>
        h("span", {class: "family-sum"}, h("span", {class: `family family-${family}`}), word("family", family))),
    t("risk.cap", {max: items[0].familyMax}));
}

function ringsView(query) {
    return h("div", {}, filters(query, countiesOf(query)), later(() => ringsList(query), {lines: 12}));
}

const ringRow = (ring, rank, alertScore) => rankedRow(ring, rank, alertScore, {
    name: t("ring.title", {name: ring.companies[0].name, n: count(ring.companyCount)}),
    facts: ring.place && placeLine(ring.place),
    links: [h("a", {href: ringCanvas(ring), class: "ring-graph"}, t("board.ringGraph", {n: count(ring.companyCount)})),
        h("a", {href: pageOf(ring.companies[0].id, {view: "risk"})}, t("action.details"))],
    members: h("ul", {class: "inline-list"}, ring.companies.map(company => h("li", {}, entityLink(company)))),
    companies: async () => ring.companies,
});
