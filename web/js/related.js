// Related parties under a rule book: each with its clause and the records of
// the chain that leads to it.

import {get} from "./api.js";
import {h} from "./dom.js";
import {clauseText} from "./english.js";
import {apiPath, asOf, entityLink} from "./entity.js";
import {count, share} from "./format.js";
import {ruleNote} from "./findings.js";
import {say, t, word} from "./i18n.js";
import {recordButton, recordsBehind} from "./record.js";
import {nextPages} from "./results.js";
import {change} from "./router.js";
import {empty, later, section} from "./states.js";

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
    return h("label", {class: "field inline"}, h("span", {}, t("rules.book")),
        h("select", {on: {change: event => change({rules: event.target.value})}}, books.map(book =>
            h("option", {value: book.id, selected: chosen ? book.id === chosen : book.isDefault}, say(book.title)))));
}

async function parties(id, rules) {
    const ask = cursor => get(apiPath(id, "/related-parties"), {rules, "as-of": asOf(), limit: 50, cursor});
    const answer = await ask(null);
    if (!answer.items.length) return [ruleNote(answer.rules), empty(t("related.none"))];
    const row = records => item => h("tr", {},
        h("td", {}, entityLink(item.entity)),
        h("td", {}, word("relation", item.relation), h("div", {class: "hint"}, say(item.title))),
        h("td", {class: "clause"}, clauseText(item.clause)),
        h("td", {class: "number"}, item.share ? share(item.share) : ""),
        h("td", {}, item.through.map(one => entityLink(one, {plain: true}))),
        h("td", {}, recordButton(records(item.chain))));
    const body = h("tbody", {}, answer.items.map(row(recordsBehind(answer))));
    const titles = ["party", "relation", "clause", "share", "through", "chain"];
    return [
        ruleNote(answer.rules),
        h("p", {class: "hint"}, t("related.total", {n: count(answer.total)}),
            answer.isCut && ` ${t("related.cut")}`),
        h("div", {class: "table-frame"}, h("table", {class: "table"}, h("thead", {}, h("tr", {}, titles.map(name =>
            h("th", {class: name === "share" ? "number" : ""}, t(`related.${name}`))))), body)),
        nextPages(body, answer.next, async cursor => {
            const page = await ask(cursor);
            return {items: page.items.map(item => ({item, records: recordsBehind(page)})), next: page.next};
        }, ({item, records}) => row(records)(item)),
        answer.excepted.length > 0 && h("p", {class: "notice"},
            t("related.excepted", {n: count(answer.excepted.length)}), " ",
            answer.excepted.slice(0, exceptedShown).map(one => entityLink(one.entity ?? one)),
            answer.excepted.length > exceptedShown &&
                ` ${t("list.others", {n: count(answer.excepted.length - exceptedShown)})}`),
    ];
}
