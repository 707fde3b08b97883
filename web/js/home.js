// The start page: a search box, what was looked at last, and how much there is.

import {get} from "./api.js";
import {departmentTitle, whole} from "./catalogue.js";
import {h} from "./dom.js";
import {neededWords} from "./english.js";
import {entityLink, recordsPage} from "./entity.js";
import {count} from "./format.js";
import {t} from "./i18n.js";
import {companiesByLevel, levelsTitle} from "./levels.js";
import {searchBox} from "./search.js";
import {forgetSearches, recent, searches} from "./settings.js";
import {typedEarly} from "./shell.js";
import {empty, later, section} from "./states.js";

export async function show() {
    await neededWords();
    document.title = t("app.title");
    return h("main", {class: "page home"},
        h("div", {class: "home-hero"},
            h("h1", {tabindex: "-1"}, t("app.name")),
            h("p", {class: "lead"}, t("home.lead")),
            h("div", {class: "home-search"}, searchBox({id: "home-search", placeholder: t("search.placeholder"),
                typed: typedEarly(), isFirst: true})),
            h("p", {class: "hint"}, t("home.keys"))),
        h("div", {class: "grid-2"},
            h("div", {},
                section(t("home.recent"), recentList(), {id: "recent"}),
                recentSearches(),
                later(controlCard)),
            section(t("home.board"), later(alerts), {aside: h("a", {href: "/board"}, t("action.all"))})),
        later(recordsCard),
        later(numbers, {lines: 1}));
}

function recentList() {
    const entities = recent();
    if (!entities.length) return empty(t("home.noRecent"));
    return h("ul", {class: "plain-list"}, entities.map(entity => h("li", {}, entityLink(entity))));
}

/** What was searched for last; nothing where nothing was. */
function recentSearches() {
    const texts = searches();
    if (!texts.length) return null;
    const card = section(t("search.searches"), h("ul", {class: "inline-list"}, texts.map(text =>
        h("li", {}, h("a", {href: `/search?q=${encodeURIComponent(text)}`}, text)))), {id: "searches",
        aside: h("button", {type: "button", class: "link-button",
            on: {click: () => { forgetSearches(); card.remove(); }}}, t("search.forget"))});
    return card;
}

/** Companies by how far up their controller is; nothing where none is more than one level up. */
async function controlCard() {
    const {counts} = await get("/v1/control-chains", {limit: 1});
    if (!counts.length) return null;
    return section(t("home.control"), [h("p", {class: "hint"}, t("home.control.lead")),
        h("div", {class: "chips"}, [...companiesByLevel(counts).keys()].map(levels =>
            h("a", {class: "chip", href: `/control?levels=${levels}`}, levelsTitle(levels))))],
    {aside: h("a", {href: "/control"}, t("action.all")), id: "by-level"});
}

/** Records by who delivers them; nothing where there are none. */
async function recordsCard() {
    const {departments} = await whole();
    const delivering = departments.filter(one => one.facts > 0);
    if (!delivering.length) return null;
    return section(t("home.records"), [h("p", {class: "hint"}, t("home.records.lead")),
        h("ul", {class: "inline-list"}, delivering.map(one => h("li", {},
            h("a", {href: recordsPage({department: one.id})}, departmentTitle(one.id)), " ",
            h("span", {class: "count"}, count(one.facts)))))],
    {aside: h("a", {href: recordsPage()}, t("action.all")), id: "by-department"});
}

async function alerts() {
    const answer = await get("/v1/premises", {limit: 6});
    if (!answer.items.length) return empty(t("board.none"));
    return h("ul", {class: "plain-list"}, answer.items.map(item => h("li", {class: "spread"},
        entityLink({...item.place, kind: "premises"}),
        h("span", {class: "score"}, t("board.scoreOf", {score: item.score, n: item.liveCount})))));
}

async function numbers() {
    const stats = await get("/v1/stats", {limit: 0});
    const tiles = [
        ...["company", "person", "premises", "permit"].map(kind => [stats.nodes[kind], `home.${kind}`]),
        [stats.edges.total, "home.relations"], [stats.facts, "home.facts", recordsPage()],
    ];
    return h("dl", {class: "tiles"}, tiles.map(([number, key, page]) => h("div", {class: "tile"},
        h("dd", {}, page ? h("a", {href: page}, count(number)) : count(number)), h("dt", {}, t(key)))));
}
