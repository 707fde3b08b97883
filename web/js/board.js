// The board of what looks like fake registration: premises and rings, ranked,
// with reasons; where they are; and the check before a registration.

import {get} from "./api.js";
import {needed} from "./catalogue.js";
import {checkForm} from "./check.js";
import {fill, h} from "./dom.js";
import {counties, divisionChart, divisionChoices} from "./counties.js";
import {divisionOf} from "./divisions.js";
import {canvasOf, entityLink, pageOf} from "./entity.js";
import {choiceField, clearButton, dateField, field, reversedNote, valuesOf} from "./filters.js";
import {familiesOf, familyText, findingList, ruleNote, scoreBadge} from "./findings.js";
import {count, today} from "./format.js";
import {pageHead, tabs, viewOf} from "./head.js";
import {say, t, word} from "./i18n.js";
import {pagedList} from "./paging.js";
import {companiesAt, placeLine} from "./risk.js";
import {ringCanvas, ringLink} from "./rings.js";
import {change} from "./router.js";
import {empty, later, section} from "./states.js";

const views = {premises: premisesView, rings: ringsView, check: checkForm};
const levels = ["room", "desk", "floor", "building", "door", "road", "area"];
const pageLength = 20;

export async function show({query}) {
    await needed();
    document.title = `${t("nav.board")} · ${t("app.title")}`;
    const view = viewOf(query, Object.keys(views));
    return h("main", {class: "page"},
        pageHead(t("board.title"), t("board.lead"), query.get("as-of") ?? today()),
        tabs(Object.keys(views).map(name => [name, t(`board.${name}`)]), view),
        h("div", {class: "view", role: "tabpanel"}, views[view](query)));
}

const filterNames = ["division", "level", "min-score", "from", "to", "show"];

/** The filters of the URL as the API takes them. */
const wanted = query => valuesOf([...filterNames, "as-of"], query);

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

/** @param {Promise<Array>} found the counties that there are */
function filters(query, found, isCounted = true) {
    const chosen = query.get("division");
    const divisions = h("span", {class: "field-place"}, choiceField("division", divisionChoices([], chosen), query));
    // The list comes from the data; where it fails, the chart beside it says so.
    found.then(items => fill(divisions, choiceField("division", divisionChoices(items, chosen, isCounted),
        query)), () => {});
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
 * @param {{none: string, id: string, total: (first: Object) => string,
 *   row: (item: Object, rank: number, most: number) => Node}} words `most` is the greatest score of the list
 */
function ranked(path, query, {none, total, id, row}) {
    const reversed = reversedNote(query);
    if (reversed) return reversed;
    const list = h("ol", {class: "ranked"});
    let rank = 0, most = 0;
    return pagedList(cursor => get(path, {...wanted(query), limit: pageLength, cursor}), {
        list, rows: page => {
            // The greatest scores come first.
            most ||= Math.max(...page.items.map(item => item.score));
            return page.items.map(item => { rank += 1; return row(item, rank, most); });
        },
        none: first => [ruleNote(first.rules), empty(t(none))],
        frame: first => [h("div", {class: "ranked-legend"}, h("p", {class: "hint", id}, total(first)),
            familyLegend(first.items)), list],
        below: first => ruleNote(first.rules),
    });
}

const premisesList = query => ranked("/v1/premises", query, {none: "board.none", id: "board-total", row: premisesRow,
    total: answer => t("board.total", {n: count(answer.total), score: answer.alertScore})});

const ringsList = query => ranked("/v1/rings", query, {none: "board.noRings", id: "rings-total", row: ringRow,
    total: answer => t("board.ringTotal", {n: count(answer.total)})});

/** A row of either list: rank, name, score, what it is made of, reasons, and who is in it. */
function rankedRow(item, rank, most, {name, facts, links, members, companies}) {
    const reasons = item.findings.filter(one => one.points > 0).sort((a, b) => b.points - a.points);
    return h("li", {class: "ranked-item card"},
        h("div", {class: "ranked-head"},
            h("span", {class: "rank"}, String(rank)), h("h3", {class: "ranked-name"}, name), scoreBadge(item)),
        h("div", {class: "ranked-facts"}, h("span", {class: "hint"}, facts), h("span", {class: "hit-actions"}, links)),
        familyBar(item, most),
        h("details", {class: "ranked-reasons"},
            h("summary", {}, h("span", {class: "reasons"}, reasons.map(one =>
                h("span", {class: `tag ${one.isHard ? "is-hard" : ""}`}, `${say(one.title)} +${one.points}`))),
            h("span", {class: "all-reasons"}, t("board.reasons", {n: item.findings.length}),
                members && ` · ${t("ring.members", {n: count(item.companyCount)})}`)),
            members, findingList(item, companies)));
}

const premisesRow = (item, rank, most) => {
    const {place} = item;
    return rankedRow(item, rank, most, {
        name: h("a", {href: pageOf(place.id)}, place.name),
        facts: [divisionOf(place), " · ", word("level", place.level), " · ",
            t("board.companies", {live: count(item.liveCount), n: count(item.companyCount)}),
            place.isImprecise && h("span", {class: "badge badge-warn"}, t("risk.imprecise"))],
        links: [h("a", {href: canvasOf(place.id)}, t("board.placeGraph")), item.rings.filter(ring => ring.isAlert)
            .map(ring => ringLink(ring, "board.ringGraph"))],
        companies: () => companiesAt(place),
    });
};

/**
 * The score as a bar, as long as it is beside the greatest of the list, and of which families it is made: the points of
 * each, and what counts of them where that is less. A part may be too short for its words, which stand below.
 */
function familyBar(item, most) {
    const families = familiesOf(item).sort((a, b) => b.sum - a.sum);
    const part = one => h("span", {class: `family-part family-${one.family}`, title: familyText(one),
        style: {"flex-grow": String(one.counted)}});
    return h("div", {class: "family-bar", style: {"--score": String(most ? item.score / most : 0)}},
        h("div", {class: "family-length", "aria-hidden": "true"}, families.map(part)),
        h("p", {class: "family-sums"}, families.map(one => h("span", {class: "family-sum"},
            h("span", {class: `family family-${one.family}`}), familyText(one)))));
}

/** What the colours of the bars mean, once for all of them. */
function familyLegend(items) {
    const families = [...new Set(items.flatMap(item => familiesOf(item).map(one => one.family)))].sort();
    return h("p", {class: "hint families", id: "family-legend"}, h("b", {}, t("risk.families")), families.map(family =>
        h("span", {class: "family-sum"}, h("span", {class: `family family-${family}`}), word("family", family))),
    t("risk.cap", {max: items[0].familyMax}));
}

function ringsView(query) {
    return h("div", {}, filters(query, countiesOf(query), false), later(() => ringsList(query), {lines: 12}));
}

const ringRow = (ring, rank, most) => rankedRow(ring, rank, most, {
    name: t("ring.title", {name: ring.companies[0].name, n: count(ring.companyCount)}),
    facts: ring.place && placeLine(ring.place),
    links: [h("a", {href: ringCanvas(ring.companies[0].id), class: "ring-graph"},
        t("board.ringGraph", {n: count(ring.companyCount)})),
    h("a", {href: pageOf(ring.companies[0].id, {view: "risk"})}, t("action.details"))],
    members: h("ul", {class: "inline-list"}, ring.companies.map(company => h("li", {}, entityLink(company)))),
    companies: async () => ring.companies,
});
