// The page of a person: companies led, held and managed, relatives, and which
// mentions are the same person.

import {get} from "./api.js";
import {h} from "./dom.js";
import {apiPath, asOf, entityLink} from "./entity.js";
import {canvasButton, opened, ownFacts, relationGroups} from "./entitypage.js";
import {count, percent} from "./format.js";
import {entityHead} from "./head.js";
import {t, word} from "./i18n.js";
import {holdings} from "./ownership.js";
import {pagedList} from "./paging.js";
import {smallGraph} from "./smallgraph.js";
import {empty, later, othersNote, section} from "./states.js";

/** So many mentions are listed at once; more are folded. */
const mentionsOpen = 5;

export async function show({params}) {
    const page = await opened(params.id);
    return h("main", {class: "page"},
        entityHead({entity: page, day: page.asOf, actions: [canvasButton(page.id)],
            badges: [h("span", {class: "badge badge-plain"},
                t("person.age", {age: word("age", page.ageBand, page.ageBandTitle)}))],
            facts: [[t("person.companiesHere"), companyCounts(page)]]}),
        later(() => otherMentions(page.id), {lines: 0, id: "other-mentions"}),
        h("div", {class: "columns-2"},
            h("div", {}, relationGroups(page), ownFacts(page)),
            h("aside", {class: "summary"},
                section(t("person.controlled"), later(() => controlled(page.id)),
                    {aside: ofMerged(), id: "controlled"}),
                section(t("ownership.holdings"), later(() => holdings(page.id)),
                    {aside: ofMerged(), id: "holdings"}),
                section(t("person.identity"), later(() => identity(page.id)), {id: "identity"}),
                section(t("summary.graph"), later(() => smallGraph(page.id), {lines: 6})))));
}

const ofMerged = () => h("span", {class: "hint"}, t("person.ofMerged"));

const companyCounts = ({companies}) => t("person.companyCounts",
    {current: count(companies.current), former: count(companies.former)});

/** What the page counts, where the person is mentioned elsewhere too: each other mention with its own companies. */
async function otherMentions(id) {
    const {mentions} = await get(apiPath(id, "/identity"), {"as-of": asOf()});
    const others = mentions.filter(one => one.id !== id);
    if (!others.length) return null;
    const pages = await Promise.all(others.slice(0, mentionsOpen)
        .map(one => get(apiPath(one.id), {"as-of": asOf()})));
    return h("div", {class: "notice"}, h("p", {}, t("person.oneMention", {n: count(mentions.length)})),
        h("ul", {class: "plain-list"}, pages.map(page => h("li", {}, entityLink(page), " ", h("code", {}, page.id), " ",
            h("span", {class: "hint"}, t("person.companies"), t("list.colon"), companyCounts(page))))),
        othersNote(others.length - pages.length));
}

const controlled = id => pagedList(cursor => get(apiPath(id, "/controlled"), {"as-of": asOf(), cursor}), {
    list: h("ul", {class: "plain-list"}), none: () => empty(t("person.controlsNone")),
    rows: page => page.items.map(item => h("li", {}, entityLink(item.entity),
        item.votes !== null && h("span", {class: "share"}, percent(item.votes)))),
});

async function identity(id) {
    const answer = await get(apiPath(id, "/identity"), {"as-of": asOf()});
    const possible = answer.possiblySame;
    const mentions = new Set(answer.mentions.map(one => one.id));
    return [
        h("p", {}, t("person.mentions", {n: count(answer.mentions.length)})),
        answer.mentions.length > 1 && h("details", {open: answer.mentions.length <= mentionsOpen},
            h("summary", {}, t("person.allMentions")), h("ul", {class: "plain-list"},
                answer.mentions.map(one => h("li", {}, entityLink(one), " ", h("code", {}, one.id))))),
        answer.merges.length + possible.length > 0 && h("p", {class: "hint"}, t("person.bits")),
        answer.merges.length > 0 && h("details", {}, h("summary", {}, t("person.merged")),
            h("ul", {class: "plain-list"}, answer.merges.map(link =>
                h("li", {}, h("code", {}, `${link.a.id} = ${link.b.id}`), evidence(link))))),
        possible.length > 0 && [h("h3", {}, t("person.possibly")), h("ul", {class: "plain-list"}, possible.map(link =>
            h("li", {}, entityLink(mentions.has(link.a.id) ? link.b : link.a), evidence(link))))],
        answer.sameIdentifier.length > 0 && h("p", {class: "notice notice-warn"},
            t("person.sameIdentifier", {n: count(answer.sameIdentifierTotal)})),
    ];
}

/** What speaks for and against two mentions being one person. */
function evidence(link) {
    return h("div", {class: "hint"}, t("person.probability",
        {share: percent(Math.round(link.probability * 1000) / 1000)}),
    link.evidence.map(({kind, shared, bits}) =>
        h("span", {class: `tag evidence ${bits < 0 ? "is-against" : ""}`}, word("evidence", kind), " ",
            sharedValue(shared), " ", (bits > 0 ? "+" : "") + bits.toFixed(1))));
}

/** What two mentions have in common: a name, a day, a company or another entity; nothing where they differ. */
const sharedValue = shared => (shared?.id ? entityLink(shared, {plain: true, mark: false}) : shared);
