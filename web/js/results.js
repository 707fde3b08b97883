// The page of search hits: each says why it matched, kinds can be chosen.

import {get} from "./api.js";
import {h} from "./dom.js";
import {neededWords} from "./english.js";
import {canvasOf, entityLink, kinds, pageOf} from "./entity.js";
import {count, shortID} from "./format.js";
import {t} from "./i18n.js";
import {pagedList} from "./paging.js";
import {placeFacts, placeLine} from "./risk.js";
import {change} from "./router.js";
import {matchReason, searchBox, themeHint} from "./search.js";
import {empty, later} from "./states.js";

export async function show({query}) {
    await neededWords();
    const text = query.get("q") ?? "";
    const kind = query.get("kind");
    document.title = `${text} · ${t("app.title")}`;
    return h("main", {class: "page narrow"},
        h("h1", {tabindex: "-1", class: "sr-only"}, t("search.label")),
        h("div", {class: "home-search"}, searchBox({id: "page-search", placeholder: t("search.placeholder"),
            value: text})),
        kindFilter(kind),
        // Without a question there is nothing to ask.
        text.trim() ? later(() => hits(text, kind), {lines: 8}) : empty(t("search.advice")));
}

function kindFilter(chosen) {
    return h("div", {class: "chips", role: "group", "aria-label": t("search.kinds")}, [null, ...kinds].map(kind =>
        h("button", {type: "button", class: "chip", "aria-pressed": String(chosen === kind),
            on: {click: () => change({kind})}}, kind ? t(`kind.${kind}`) : t("search.allKinds"))));
}

function hits(text, kind) {
    const list = h("ol", {class: "hits"});
    return pagedList(cursor => get("/v1/search", {q: text, kind, limit: 25, cursor}), {
        list, rows: page => page.items.map(entity => hit(entity, text)),
        none: ({place}) => (place
            ? [placeNamed(place), h("p", {class: "hint"}, t(kind ? "search.placeAloneKind" : "search.placeAlone"))]
            : [empty(t("search.nothing", {text})), later(() => themeHint(text), {lines: 0}),
                h("p", {class: "hint"}, t(kind ? "search.otherKinds" : "search.advice"))]),
        frame: ({place, total, totalIsEstimated}) => [placeNamed(place),
            later(() => themeHint(text, {isFound: true}), {lines: 0}),
            h("p", {class: "hint"}, t(totalIsEstimated ? "search.atLeast" : "search.total", {n: count(total)})), list],
    });
}

/** An address leads to its place, however it is written. */
const placeNamed = place => place && h("section", {class: "card", id: "search-place"}, h("div", {class: "card-body"},
    h("p", {class: "hint"}, t("search.place")), placeLine(place),
    h("p", {}, t("place.companiesWithin", {n: count(place.companiesWithin)}))));

function hit(entity, text) {
    return h("li", {class: "hit"},
        h("div", {class: "hit-name"}, entityLink(entity, {found: text}),
            entity.kind === "company" && h("code", {}, shortID(entity.id))),
        h("div", {class: "hit-facts"},
            h("span", {class: "why"}, t("search.because", {reason: matchReason(entity)})),
            entity.place && h("span", {}, placeFacts(entity.place)),
            entity.company && h("span", {}, t("search.namedBy"), " ", entityLink(entity.company, {mark: false})),
            entity.since && h("span", {}, t("entity.since", {since: entity.since})),
            entity.sameName > 0 && h("span", {class: "tag"}, t("search.sameName", {n: count(entity.sameName)}))),
        h("div", {class: "hit-actions"},
            h("a", {href: pageOf(entity.id)}, t("action.open")),
            h("a", {href: canvasOf(entity.id)}, t("action.canvas"))));
}
