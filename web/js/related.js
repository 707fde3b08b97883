// Related parties under a rule book: each with its clause and the records of
// the chain that leads to it.

import {get} from "./api.js";
import {fill, h} from "./dom.js";
import {clauseText} from "./english.js";
import {apiPath, asOf, entityLink} from "./entity.js";
import {choice, inlineField} from "./filters.js";
import {ruleNote} from "./findings.js";
import {count, share} from "./format.js";
import {say, t, word} from "./i18n.js";
import {pagedList} from "./paging.js";
import {recordButton, recordsBehind} from "./record.js";
import {change} from "./router.js";
import {empty, later, othersNote, section} from "./states.js";

/** Companies that are no related parties because of the state alone: so many are named. */
const exceptedShown = 20;

export async function view({subject}, query) {
    const rules = query.get("rules");
    return section(t("company.view.related"), later(() => parties(subject.id, rules), {lines: 8}),
        {aside: later(() => bookChoice(rules), {lines: 1}), id: "related"});
}

async function bookChoice(chosen) {
    const {items} = await get("/v1/rules");
    const books = items.filter(book => book.question === "related-parties");
    return inlineField(t("rules.book"), choice(books.map(book => [book.id, say(book.title)]),
        chosen ?? books.find(book => book.isDefault)?.id, id => change({rules: id})));
}

function parties(id, rules) {
    const list = h("tbody", {});
    const titles = ["party", "relation", "clause", "share", "through", "chain"];
    const head = h("thead", {}, h("tr", {}, titles.map(name =>
        h("th", {class: name === "share" ? "number" : ""}, t(`related.${name}`)))));
    const total = h("span", {});
    const listed = [];
    const rows = page => {
        listed.push(...page.items);
        fill(total, totalWords(listed, page.total));
        return partyRows(page);
    };
    return pagedList(cursor => get(apiPath(id, "/related-parties"), {rules, "as-of": asOf(), limit: 50, cursor}), {
        list, rows, none: first => [ruleNote(first.rules), empty(t("related.none"))],
        frame: first => [ruleNote(first.rules),
            h("p", {class: "hint", id: "related-total"}, total, first.isCut && ` ${t("related.cut")}`),
            h("div", {class: "table-frame"}, h("table", {class: "table"}, head, list))],
        below: ({excepted}) => excepted.length > 0 && h("p", {class: "notice"},
            t("related.excepted", {n: count(excepted.length)}), " ",
            excepted.slice(0, exceptedShown).map(one => entityLink(one.entity)), " ",
            othersNote(excepted.length - exceptedShown, "span")),
    });
}

/** A party may be related in several ways: how many ways are found, and how many parties those listed are. */
function totalWords(listed, total) {
    const parties = new Set(listed.map(item => item.entity.id)).size;
    return t(listed.length < total ? "related.partial" : "related.total",
        {n: count(total), shown: count(listed.length), parties: count(parties)});
}

function partyRows(page) {
    const records = recordsBehind(page);
    return page.items.map(item => h("tr", {},
        h("td", {}, entityLink(item.entity)),
        h("td", {}, word("relation", item.relation), h("div", {class: "hint"}, say(item.title))),
        h("td", {class: "clause"}, clauseText(item.clause)),
        h("td", {class: "number"}, item.share ? share(item.share) : ""),
        h("td", {}, item.through.map(one => entityLink(one, {plain: true}))),
        h("td", {}, recordButton(records(item.chain)))));
}
