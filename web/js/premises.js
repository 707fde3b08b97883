// The page of premises: the place that an address names, who is registered
// there, what it is part of, and what looks suspicious.

import {get} from "./api.js";
import {divisionOf} from "./divisions.js";
import {h} from "./dom.js";
import {asOf, entityLink} from "./entity.js";
import {canvasButton, opened, ownFacts, relationGroups, statementCards} from "./entitypage.js";
import {familySums, findingList, ruleNote, scoreBadge} from "./findings.js";
import {count, period} from "./format.js";
import {entityHead} from "./head.js";
import {t, word} from "./i18n.js";
import {nextPages} from "./paging.js";
import {companiesAt} from "./risk.js";
import {ringLink} from "./rings.js";
import {smallGraph} from "./smallgraph.js";
import {empty, failure, later, othersNote, section} from "./states.js";

export async function show({params}) {
    // `premises:12@building` is the building around an address, which is a
    // place but no premises of its own.
    const [id, around] = params.id.split("@");
    const [page, place] = await Promise.all([opened(id), placeOf(params.id).catch(error => error)]);
    const name = around && place.name ? place.name : page.name;
    document.title = `${name} · ${t("app.title")}`;
    const standard = page.standardAddress;
    return h("main", {class: "page"},
        entityHead({entity: {...page, name}, day: page.asOf, actions: [canvasButton(page.id)],
            badges: [around && h("span", {class: "badge badge-plain"}, word("level", around))],
            facts: [[t("premises.standard"), standard
                && (standard.name ?? standard.code ?? t("premises.isStandard"))]]}),
        h("div", {class: "columns-2"},
            h("div", {}, place instanceof Error ? failure(place) : placeParts(place, params.id),
                !around && [spellingTitle(page, place), relationGroups(page), statementCards(page)]),
            h("aside", {class: "summary"},
                !(place instanceof Error) && placeCard(place),
                section(t("summary.graph"), later(() => smallGraph(page.id), {lines: 6})),
                !around && ownFacts(page))));
}

/** The title of a part of the page: what its cards are about. */
const partTitle = (id, title, ...about) => h("div", {class: "part-title", id}, h("h2", {}, title),
    about.map(text => h("p", {}, text)));

/** What the cards below are about: one spelling of an address, of which a place has several. */
function spellingTitle(page, place) {
    if (place instanceof Error || place.spellingCount < 2) return null;
    const here = page.relations.registered?.entities ?? {};
    const n = (here.current ?? 0) + (here.former ?? 0);
    return partTitle("spelling-note", t("premises.spellingTitle"), h("b", {}, page.name), t("premises.spellingNote",
        {n: count(n), spellings: count(place.spellingCount), total: count(place.total)}));
}

/** As many companies as the server tells at once: how many are there on the day is counted from them. */
const companiesMax = 500;

const placeOf = (id, cursor = null) =>
    get(`/v1/places/${encodeURIComponent(id)}`, {"as-of": asOf(), limit: companiesMax, cursor});

/** What looks suspicious about the place, and who is there. */
function placeParts(answer, id) {
    return [
        answer.spellingCount > 1 &&
            partTitle("place-title", t("premises.placeTitle", {n: count(answer.spellingCount)})),
        section(t("risk.title"), [ruleNote(answer.rules), ringNote(answer.rings), familySums(answer),
            findingList(answer, () => companiesAt(answer))], {aside: scoreBadge(answer), id: "place-risk"}),
        section(t("premises.here"), answer.items.length ? companiesHere(answer, id) : empty(t("premises.nobody")),
            {aside: hereCounts(answer), id: "here"}),
    ];
}

/** How a company's registration at a place stands on the day, by whether the company has begun and ended by then. */
function stateOf({status, since, until}, day) {
    if (since && since > day) return "upcoming";
    if (until && until <= day) return "former";
    return /注销|撤销|迁出/.test(status ?? "") ? "former" : "current";
}

const byState = ({items, asOf: day}) => Map.groupBy(items, company => stateOf(company, day));

/** How many were there on the day, before and after it. */
function hereCounts(answer) {
    const groups = byState(answer);
    const n = state => count(groups.get(state)?.length ?? 0);
    const counts = t("premises.counts", {current: n("current"), former: n("former"), upcoming: n("upcoming")});
    return h("span", {class: "count", id: "here-counts"},
        answer.next ? [t("premises.partCounts", {n: count(answer.items.length)}), counts] : counts);
}

/** Companies of a state that are listed before somebody asks for more. */
const listedAtOnce = 50;

/** Who is registered here on the day, then who was, then who will be; the further pages as they come. */
function companiesHere(answer, id) {
    const {asOf: day} = answer;
    const row = company => h("li", {}, entityLink(company), company.since &&
        h("span", {class: "hint"}, company.until ? period(company.since, company.until)
            : t("entity.since", {since: company.since})));
    const labelled = page => page.items.map(company => {
        const line = row(company);
        line.append(h("span", {class: "tag"}, t(`state.${stateOf(company, day)}`)));
        return line;
    });
    const groups = byState(answer);
    const rest = h("ul", {class: "plain-list"});
    return [
        h("p", {class: "hint"}, t("premises.level.count", {here: count(answer.here), total: count(answer.total)})),
        !groups.has("current") && empty(t("premises.nobodyThen")),
        ["current", "former", "upcoming"].filter(state => groups.has(state)).map(state =>
            statePart(state, groups.get(state), row)),
        rest, nextPages(rest, answer.next, cursor => placeOf(id, cursor), labelled),
    ];
}

/** The companies of a state; those that are not there on the day are folded. */
function statePart(state, companies, row) {
    const page = at => ({items: companies.slice(at, at + listedAtOnce),
        next: at + listedAtOnce < companies.length ? at + listedAtOnce : null});
    const rows = part => part.items.map(row);
    const list = h("ul", {class: "plain-list"}, rows(page(0)));
    const body = [list, nextPages(list, page(0).next, async at => page(at), rows)];
    const title = t(`premises.${state}`, {n: count(companies.length)});
    return state === "current" ? h("div", {class: "here-current"}, h("h3", {}, title), body)
        : h("details", {class: `here-${state}`}, h("summary", {}, title), body);
}

/** Spellings that are listed at once; more are folded. */
const spellingsOpen = 5;

/** Where the place is, how it is written, what is in it. */
function placeCard(answer) {
    const spellings = h("ul", {class: "plain-list"}, answer.spellings.map(one => h("li", {}, entityLink(one))),
        othersNote(answer.spellingCount - answer.spellings.length, "li"));
    const title = t("premises.spellings", {n: count(answer.spellingCount)});
    return section(t("premises.place"), [
        h("dl", {class: "facts"},
            h("dt", {}, t("premises.level")), h("dd", {}, word("level", answer.level)),
            h("dt", {}, t("premises.division")), h("dd", {}, divisionOf(answer)),
            answer.partOf.length > 0 && [h("dt", {}, t("premises.partOf")), h("dd", {}, answer.partOf.map(part =>
                h("div", {}, entityLink({...part, kind: "premises"}),
                    h("span", {class: "tag"}, word("level", part.level)))))]),
        answer.spellingCount > spellingsOpen ? h("details", {id: "spellings"}, h("summary", {}, title), spellings)
            : answer.spellingCount > 0 && h("div", {id: "spellings"}, h("h3", {}, title), spellings),
        answer.partCount > 0 && [h("h3", {}, t("premises.parts", {n: count(answer.partCount)})),
            h("ul", {class: "plain-list"}, answer.parts.map(part =>
                h("li", {}, entityLink({...part, kind: "premises"}))),
            othersNote(answer.partCount - answer.parts.length, "li"))],
    ], {id: "place"});
}

/** The rings that companies of the place are in. */
const ringNote = rings => rings.length > 0 && h("p", {class: "hit-actions"}, rings.map(ring => ringLink(ring)));
