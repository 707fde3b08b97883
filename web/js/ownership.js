// Who owns the company, who controls it, who its beneficial owners are: verdicts
// with the reasons and the records that they rest on.

import {address, get} from "./api.js";
import {h} from "./dom.js";
import {apiPath, asOf, canvasOf, entityLink} from "./entity.js";
import {count, percent, share} from "./format.js";
import {say, t, word} from "./i18n.js";
import {diffCard} from "./diff.js";
import {noteList, ownerNotes} from "./notes.js";
import {recordButton} from "./record.js";
import {change} from "./router.js";
import {ownershipChart} from "./smallgraph.js";
import {empty, later, section} from "./states.js";
import {nextPages} from "./results.js";

export async function view({subject, asOf: today}, query) {
    const id = subject.id;
    const measure = query.get("measure") ?? "capital";
    const depth = query.get("depth") ?? "6";
    return [
        h("div", {class: "columns-2"},
            h("div", {},
                section(t("ownership.chart"), later(() => ownershipChart(id, depth), {lines: 10}),
                    {aside: chartLinks(id, depth), id: "chart"}),
                section(t("ownership.owners"), later(() => owners(id, measure), {lines: 6}),
                    {aside: measureChoice(measure), id: "owners"}),
                diffCard(id, today, query)),
            h("div", {},
                section(t("ownership.controller"), later(() => controller(id), {lines: 5}), {id: "controller"}),
                section(t("ownership.beneficial"), later(() => beneficial(id), {lines: 5}), {id: "beneficial"}),
                section(t("ownership.group"), later(() => group(id), {lines: 4}), {id: "group"}),
                section(t("ownership.holdings"), later(() => holdings(id), {lines: 4}), {id: "holdings"}))),
    ];
}

/** Record numbers behind the edges of an answer. @returns {(ids: string[]) => string[]} */
export function recordsBehind(answer) {
    const edges = new Map(answer.edges.map(edge => [edge.id, edge.sources.map(source => source.record)]));
    return ids => [...new Set(ids.flatMap(id => edges.get(id) ?? []))];
}

function chartLinks(id, depth) {
    const link = format => h("a", {href: address(apiPath(id, "/owners"), {format, depth, "as-of": asOf()}),
        target: "_blank", rel: "noopener"},
        format.toUpperCase());
    return h("span", {class: "links"}, depthChoice(depth),
        h("a", {href: canvasOf(id, {owners: "1"})}, t("action.canvas")), link("svg"), link("pdf"), link("png"));
}

const depthChoice = chosen => h("label", {class: "field inline"}, h("span", {}, t("ownership.depth")),
    h("select", {name: "depth", on: {change: event => change({depth: event.target.value})}},
        ["3", "6", "12", "30"].map(depth =>
        h("option", {value: depth, selected: depth === chosen}, depth))));

const measureChoice = chosen => h("label", {class: "field inline"},
    h("span", {class: "sr-only"}, t("ownership.measure")),
    h("select", {on: {change: event => change({measure: event.target.value})}},
        ["capital", "votes", "income"].map(name =>
        h("option", {value: name, selected: name === chosen}, word("measure", name)))));

async function owners(id, measure) {
    const ask = cursor => get(apiPath(id, "/owners"), {measure, "as-of": asOf(), cursor});
    const answer = await ask(null);
    const notes = noteList(ownerNotes(answer));
    if (!answer.items.length) return [empty(t("ownership.noOwners")), notes];
    const row = records => item => h("tr", {},
        h("td", {}, entityLink(item.entity), item.isUltimate && h("span", {class: "tag"}, t("ownership.ultimate"))),
        h("td", {class: "number"}, share(item.share)),
        h("td", {}, pathList(item, records)));
    const body = h("tbody", {}, answer.items.map(row(recordsBehind(answer))));
    return [
        h("table", {class: "table"}, h("thead", {}, h("tr", {}, h("th", {}, t("ownership.owner")),
            h("th", {class: "number"}, t("ownership.inTheEnd")), h("th", {}, t("ownership.paths")))), body),
        notes,
        nextPages(body, answer.next, async cursor => {
            const page = await ask(cursor);
            return {items: page.items.map(item => ({item, records: recordsBehind(page)})), next: page.next};
        }, ({item, records}) => row(records)(item)),
    ];
}

function pathList({paths}, records) {
    return h("ul", {class: "path-list"}, paths.slice(0, 3).map(path => h("li", {},
        h("span", {class: "hint"}, t("ownership.path", {share: percent(path.contribution), n: path.edges.length})),
        recordButton(records(path.edges)))),
    paths.length > 3 && h("li", {class: "hint"}, t("list.others", {n: paths.length - 3})));
}

async function controller(id) {
    const answer = await get(apiPath(id, "/controller"), {"as-of": asOf()});
    const records = recordsBehind(answer);
    return [
        h("p", {class: "verdict"}, answer.controllers.map(one => entityLink(one)),
            h("span", {class: "badge badge-plain"}, word("outcome", answer.outcome))),
        h("p", {}, say(answer.reason), answer.bases.length > 0 &&
            h("span", {class: "hint"}, ` · ${answer.bases.map(basis => word("basis", basis)).join("、")}`)),
        answer.suspected && h("p", {class: "notice"}, t("ownership.suspected"), " ",
            entityLink(answer.suspected.entity ?? answer.suspected)),
        answer.doubts.length > 0 && h("p", {class: "notice notice-warn"},
            answer.doubts.map(doubt => word("doubt", doubt)).join("；")),
        answer.steps.length > 0 && h("ol", {class: "steps"}, answer.steps.map(step => controlStep(step, records))),
        answer.omitted.steps > 0 && h("p", {class: "hint"}, t("list.others", {n: count(answer.omitted.steps)})),
    ];
}

function controlStep(step, records) {
    return h("li", {},
        h("div", {}, entityLink(step.company), step.votes !== null && step.votes !== undefined &&
            h("span", {class: "share"}, t("ownership.votes", {share: percent(step.votes)}))),
        h("ul", {}, step.voters.map(voter => h("li", {}, "← ", entityLink(voter.entity),
            h("span", {class: "share"}, percent(voter.votes)), recordButton(records([voter.edge].filter(Boolean))))),
        (step.agreements ?? []).map(agreement =>
            h("li", {}, t("basis.agreement"), " ", recordButton(records([agreement]))))));
}

async function beneficial(id) {
    const answer = await get(apiPath(id, "/beneficial-owners"), {"as-of": asOf()});
    const records = recordsBehind(answer);
    return [
        h("p", {class: "hint"}, say(answer.rules.title)),
        answer.items.length ? h("ul", {class: "plain-list"}, answer.items.map(one => h("li", {},
            h("div", {}, entityLink(one.entity), one.share && h("span", {class: "share"}, share(one.share)),
                !one.isCertain && h("span", {class: "badge badge-warn"}, t("ownership.uncertain")),
                recordButton(records(one.chain))),
            h("div", {class: "hint"}, say(one.title), one.clause && ` · ${one.clause}`))))
                : empty(word("ubo", answer.outcome)),
        answer.items.length > 0 && h("p", {class: "hint"}, word("ubo", answer.outcome)),
        answer.exemption && h("p", {class: "hint"}, t("ownership.exemption"), " ", word("exemption", answer.exemption)),
    ];
}

async function group(id) {
    const answer = await get(apiPath(id, "/group"), {"as-of": asOf(), limit: 20});
    const records = recordsBehind(answer);
    if (!answer.items.length) return empty(t("ownership.noGroup"));
    const row = item => h("li", {}, entityLink(item.entity),
        item.votes !== null && h("span", {class: "share"}, percent(item.votes)), recordButton(records(item.edges)));
    return [
        answer.head && h("p", {}, t("ownership.head"), " ", entityLink(answer.head)),
        h("ul", {class: "plain-list"}, answer.items.map(row)),
        answer.total > answer.returned && h("p", {class: "hint"},
            t("list.shown", {shown: answer.returned, total: answer.total})),
    ];
}

async function holdings(id) {
    const ask = cursor => get(apiPath(id, "/holdings"), {"as-of": asOf(), limit: 20, cursor});
    const answer = await ask(null);
    if (!answer.items.length) return empty(t("ownership.noHoldings"));
    const row = item => h("li", {}, entityLink(item.entity), h("span", {class: "share"}, share(item.share)));
    const list = h("ul", {class: "plain-list"}, answer.items.map(row));
    return [list, nextPages(list, answer.next, ask, row)];
}
