// What the pages of persons, premises, permits and contacts have in common:
// groups of relations, facts, statements.

import {get} from "./api.js";
import {columnTitle, needed, sourceTitle, themeTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {apiPath, asOf, canvasOf} from "./entity.js";
import {count, fieldText} from "./format.js";
import {t} from "./i18n.js";
import {pagedList} from "./paging.js";
import {factRow} from "./panorama.js";
import {recordButton} from "./record.js";
import {relationCard, relationRow} from "./relations.js";
import {query} from "./router.js";
import {looked} from "./settings.js";
import {later, section, shownNote} from "./states.js";

/** The page of an entity from the server, which is then the one looked at last. */
export async function opened(id) {
    const [page] = await Promise.all([get(apiPath(id), {"as-of": asOf()}), needed()]);
    looked(page);
    document.title = `${page.name} · ${t("app.title")}`;
    return page;
}

/** The groups of relations of a page that have anything in them; where one is cut, all relations by pages. */
export function relationGroups(page) {
    const groups = Object.entries(page.relations).filter(([, group]) => group.total > 0);
    const isCut = group => group.total > group.returned;
    return [
        groups.map(([name, group]) => section(t(`group.${name}`), [
            h("div", {class: "table-frame"},
                h("table", {class: "table relation-table"},
                    h("tbody", {}, group.items.map(item => relationRow(item))))),
            shownNote(group.returned, group.total, " ", h("button", {type: "button", class: "link-button",
                on: {click: () => document.getElementById("relations")?.scrollIntoView()}}, t("entity.allBelow"))),
        ], {aside: stateCounts(group), id: `group-${name}`})),
        groups.some(([, group]) => isCut(group)) && relationCard(page.id, query()),
    ];
}

/** The rows by their states; of a group that is cut, its parties. */
function stateCounts({entities, items, total}) {
    const isWhole = items.length === total;
    const counted = state => (isWhole ? items.filter(item => item.state === state).length : entities[state]);
    return h("span", {class: "hint"}, ["current", "former", "upcoming"].filter(state => counted(state) > 0)
        .map(state => t(isWhole ? "state.rows" : "state.parties",
            {state: t(`state.${state}`), n: count(counted(state))})).join(" · "));
}

/** The facts about the entity itself, or why there are none. */
export function ownFacts(page) {
    if (!page.facts) return null;
    const {items, note, total} = page.facts;
    const content = !items.length ? h("p", {class: "empty"}, t(note ? "entity.noFacts" : "company.noFacts"))
        : items.length === total ? h("ol", {class: "fact-list"}, items.map(fact => factRow(fact)))
        : later(() => factsByPages(page.id));
    return section(t("entity.facts"), content, {aside: h("span", {class: "count"}, count(total)), id: "own-facts"});
}

const factsByPages = id => pagedList(cursor => get(apiPath(id, "/timeline"), {"as-of": asOf(), limit: 50, cursor}), {
    list: h("ol", {class: "fact-list"}), rows: page => page.items.map(fact => factRow(fact)), none: () => null,
});

/** What the records say that describe the entity. */
export function statementCards(page) {
    return page.statements.map(statement => section(themeTitle(statement.theme, statement.title),
        h("dl", {class: "pairs"}, Object.entries(statement.fields).filter(([, value]) => value !== null && value !== "")
            .map(([id, value]) => h("div", {class: "pair"},
                h("dt", {}, columnTitle(statement.theme, id, statement.columns[id] ?? id)),
                    h("dd", {}, fieldText(value))))),
        {aside: h("span", {class: "card-sources"}, h("span", {class: "hint"}, sourceTitle(statement.source)),
            recordButton([statement.record]))}));
}

export const canvasButton = id => h("a", {class: "button primary", href: canvasOf(id)}, t("action.canvas"));
