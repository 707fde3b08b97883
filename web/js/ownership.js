// Who owns the company, who controls it, who its beneficial owners are: verdicts
// with the reasons and the records that they rest on.

import {address, get} from "./api.js";
import {controlGroup, controllerVerdict} from "./chain.js";
import {h} from "./dom.js";
import {clauseText} from "./english.js";
import {apiPath, asOf, canvasOf, entityLink} from "./entity.js";
import {diffCard} from "./diff.js";
import {branchNote, endNote, isYetToCome, yetToComeNote} from "./ended.js";
import {choice, inlineField} from "./filters.js";
import {ruleNote} from "./findings.js";
import {formOf} from "./forms.js";
import {percent, share} from "./format.js";
import {say, t, word} from "./i18n.js";
import {filingWords, isNoFiler, noteList, ownerNotes} from "./notes.js";
import {pagedList} from "./paging.js";
import {recordButton, recordsBehind} from "./record.js";
import {change} from "./router.js";
import {ownershipChart} from "./smallgraph.js";
import {empty, later, othersNote, section} from "./states.js";

export async function view(panorama, query) {
    const {subject: {id}, asOf: today} = panorama;
    if (isYetToCome(panorama)) return [yetToComeNote(panorama), diffCard(id, today, query)];
    const measure = query.get("measure") ?? "capital";
    const depth = query.get("depth") ?? "6";
    return [
        endNote(panorama),
        h("div", {class: "columns-2"},
            h("div", {},
                // What cannot have shareholders has no chart of them.
                formOf(panorama) !== "branch" && section(t("ownership.chart"),
                    later(() => ownershipChart(id, depth), {lines: 10}), {aside: chartLinks(id, depth), id: "chart"}),
                section(t("ownership.owners"), later(() => owners(panorama, measure), {lines: 6}),
                    {aside: measureChoice(measure), id: "owners"}),
                diffCard(id, today, query)),
            h("div", {},
                section(t("ownership.controller"), later(() => controllerVerdict(panorama), {lines: 5}),
                    {id: "controller"}),
                section(t("ownership.beneficial"), later(() => beneficial(id), {lines: 5}), {id: "beneficial"}),
                section(t("ownership.group"), later(() => controlGroup(id), {lines: 4}), {id: "group"}),
                section(t("ownership.holdings"), later(() => holdings(id), {lines: 4}), {id: "holdings"}))),
    ];
}

function chartLinks(id, depth) {
    const link = format => h("a", {href: address(apiPath(id, "/owners"), {format, depth, "as-of": asOf()}),
        target: "_blank", rel: "noopener"}, format.toUpperCase());
    return h("span", {class: "links"}, depthChoice(depth),
        h("a", {href: canvasOf(id, {owners: "1"})}, t("action.canvas")), link("svg"), link("pdf"), link("png"));
}

const depthChoice = chosen => inlineField(t("ownership.depth"),
    choice(["3", "6", "12", "30"].map(depth => [depth, depth]), chosen, depth => change({depth}), {name: "depth"}));

const measureChoice = chosen => choice(["capital", "votes", "income"].map(name => [name, word("measure", name)]),
    chosen, measure => change({measure}), {"aria-label": t("ownership.measure")});

function owners(panorama, measure) {
    const {id} = panorama.subject;
    const list = h("tbody", {});
    const head = h("thead", {}, h("tr", {}, h("th", {}, t("ownership.owner")),
        h("th", {class: "number"}, t("ownership.inTheEnd")), h("th", {}, t("ownership.paths"))));
    return pagedList(cursor => get(apiPath(id, "/owners"), {measure, "as-of": asOf(), cursor}), {
        list, rows: ownerRows,
        none: first => branchNote(panorama)
            ?? [empty(t("ownership.noOwners")), noteList(ownerNotes(first))],
        frame: first => [h("table", {class: "table"}, head, list), noteList(ownerNotes(first))],
    });
}

function ownerRows(page) {
    const records = recordsBehind(page);
    return page.items.map(item => h("tr", {},
        h("td", {}, entityLink(item.entity), item.isUltimate && h("span", {class: "tag"}, t("ownership.ultimate"))),
        h("td", {class: "number"}, share(item.share)),
        h("td", {}, pathList(item, records))));
}

/** Paths of an owner that are told one by one. */
const pathsShown = 3;

function pathList({paths}, records) {
    return h("ul", {class: "path-list"}, paths.slice(0, pathsShown).map(path => h("li", {},
        h("span", {class: "hint"}, t("ownership.path", {share: percent(path.contribution), n: path.edges.length})),
        recordButton(records(path.edges)))),
    othersNote(paths.length - pathsShown, "li"));
}

async function beneficial(id) {
    const answer = await get(apiPath(id, "/beneficial-owners"), {"as-of": asOf()});
    const records = recordsBehind(answer);
    return [
        ruleNote(answer.rules),
        isNoFiler(answer) && h("p", {class: "notice no-filer"}, filingWords(answer)),
        answer.items.length ? h("ul", {class: "plain-list"}, answer.items.map(one => h("li", {},
            h("div", {}, entityLink(one.entity), one.share && h("span", {class: "share"}, share(one.share)),
                !one.isCertain && h("span", {class: "badge badge-warn"}, t("ownership.uncertain")),
                recordButton(records(one.chain))),
            h("div", {class: "hint"}, say(one.title), one.clause && ` · ${clauseText(one.clause)}`))))
                : empty(word("ubo", answer.outcome)),
        !isNoFiler(answer) && answer.items.length > 0 && h("p", {class: "hint"}, word("ubo", answer.outcome)),
        !isNoFiler(answer) && answer.exemption && h("p", {class: "hint exemption"}, filingWords(answer)),
    ];
}

/** Everything that a company or person owns a part of. */
export const holdings = id =>
    pagedList(cursor => get(apiPath(id, "/holdings"), {"as-of": asOf(), limit: 20, cursor}), {
        list: h("ul", {class: "plain-list"}), none: () => empty(t("ownership.noHoldings")),
        rows: page => page.items.map(item =>
            h("li", {}, entityLink(item.entity), h("span", {class: "share"}, share(item.share)))),
    });
