// Control across all companies: those whose controller is so many levels up,
// the control groups, and companies that hold each other.

import {get} from "./api.js";
import {needed} from "./catalogue.js";
import {levelBadge} from "./chain.js";
import {add, fill, h} from "./dom.js";
import {asOf, canvasOf, entityLink, pageOf} from "./entity.js";
import {count, share, shortID, today} from "./format.js";
import {dayPicker, tabs} from "./head.js";
import {t} from "./i18n.js";
import {groupWithLevels, levelChoices, levelsMost, levelsTitle} from "./levels.js";
import {recordButton, recordsBehind} from "./record.js";
import {nextPages} from "./results.js";
import {change} from "./router.js";
import {empty, failure, later, loading, section} from "./states.js";

/** Companies that one search brings, and groups that it looks at for them at the most. */
const foundWanted = 20, groupsLookedAt = 300;
/** Groups that are asked about at once. */
const groupsAtOnce = 6;

const views = {levels: levelsView, groups: groupsView, loops: loopsView};

export async function show({query, signal}) {
    await needed();
    document.title = `${t("nav.control")} · ${t("app.title")}`;
    const view = Object.hasOwn(views, query.get("view") ?? "") ? query.get("view") : "levels";
    return h("main", {class: "page"},
        h("header", {class: "entity-head"},
            h("div", {class: "entity-title"}, h("h1", {tabindex: "-1"}, t("control.title")),
                h("p", {class: "lead"}, t(`control.lead.${view}`))),
            h("div", {class: "entity-actions"}, dayPicker(query.get("as-of") ?? today()))),
        tabs(Object.keys(views).map(name => [name, t(`control.${name}View`)]), view),
        h("div", {class: "view", role: "tabpanel"}, views[view](query, signal)));
}

function levelsView(query, signal) {
    const levels = levelChoices.find(one => String(one) === query.get("levels")) ?? 4;
    return [
        h("div", {class: "chips", role: "group", "aria-label": t("control.choose")}, levelChoices.map(one =>
            h("button", {type: "button", class: "chip", "aria-pressed": String(one === levels),
                on: {click: () => change({levels: one})}}, levelsTitle(one)))),
        chains(levels, signal),
    ];
}

/** The companies so many levels below their controller; a button goes on through the groups. */
function chains(levels, signal) {
    const search = chainSearch(levels, signal);
    const body = h("tbody", {}), told = h("p", {class: "hint", id: "chains-total"}), more = h("div", {class: "more"});
    const table = h("table", {class: "table", id: "chains", hidden: true}, h("thead", {}, h("tr", {},
        ["company", "levels", "controller", "group"].map(name => h("th", {}, t(`control.column.${name}`))))), body);
    const row = ({member, head, total}) => h("tr", {},
        h("td", {}, entityLink(member.entity), " ",
            h("a", {class: "hint", href: pageOf(member.entity.id, {view: "ownership"})}, t("control.chain"))),
        h("td", {}, levelBadge(member.level)), h("td", {}, entityLink(head)),
        h("td", {}, t("control.members", {n: count(total)})));
    const run = async () => {
        fill(more, loading(3));
        try {
            const {found, looked, groups, isOver} = await search();
            add(body, found.map(row));
            const n = body.childElementCount;
            table.hidden = n === 0;
            fill(told, n || !isOver ? t("control.looked", {n: count(n), looked: count(looked), total: count(groups)})
                : t("control.none"));
            fill(more, !isOver && h("button", {type: "button", class: "button", on: {click: run}}, t("control.goOn")));
        } catch (error) {
            if (error.name !== "AbortError") fill(more, failure(error, run));
        }
    };
    run();
    return h("div", {class: "card"}, h("div", {class: "card-body"}, told, table, more));
}

/**
 * Looks through the control groups, the greatest first, some each time it is
 * called. A group smaller than the number of levels cannot have such a company,
 * so that smaller ones need no look.
 *
 * @returns {() => Promise<{found: Array, looked: number, groups: number, isOver: boolean}>}
 */
function chainSearch(levels, signal) {
    let waiting = [], cursor = null, hasBegun = false, looked = 0, groups = 0;
    const fits = level => level === levels || (levels === levelsMost && level > levels);
    const refill = async () => {
        const page = await get("/v1/groups", {"as-of": asOf(), limit: 100, cursor}, {signal});
        hasBegun = true;
        waiting = page.items.filter(group => group.size >= levels);
        cursor = waiting.length === page.items.length ? page.next : null;
        groups = page.total;
    };
    return async () => {
        const found = [];
        for (let left = groupsLookedAt; left > 0 && found.length < foundWanted; left -= groupsAtOnce) {
            if (!waiting.length && (cursor || !hasBegun)) await refill();
            if (!waiting.length) break;
            const some = waiting.slice(0, groupsAtOnce);
            for (const group of await Promise.all(some.map(one => groupWithLevels(one.companies[0], {signal})))) {
                found.push(...group.members.filter(member => fits(member.level)).map(member => ({member, ...group})));
            }
            waiting = waiting.slice(some.length);
            looked += some.length;
        }
        return {found, looked, groups, isOver: !waiting.length && !cursor};
    };
}

function groupsView() {
    return later(async () => {
        const ask = cursor => get("/v1/groups", {"as-of": asOf(), limit: 20, cursor});
        const answer = await ask(null);
        if (!answer.items.length) return empty(t("control.noGroups"));
        const list = h("ol", {class: "ranked", id: "groups"}, answer.items.map(groupRow));
        return [h("p", {class: "hint"}, t("control.groupTotal", {n: count(answer.total)})), list,
            nextPages(list, answer.next, ask, groupRow)];
    }, {lines: 10});
}

function groupRow(group) {
    const place = h("div", {});
    const open = event => {
        if (event.target.open && !place.childElementCount) add(place, later(() => membersByLevel(group)));
    };
    return h("li", {class: "card ranked-item"},
        h("div", {class: "spread"}, h("h3", {}, entityLink(group.head)),
            h("span", {class: "count"}, t("control.members", {n: count(group.size)}))),
        h("details", {on: {toggle: open}}, h("summary", {}, t("control.byLevel")), place));
}

async function membersByLevel(group) {
    const {members, total} = await groupWithLevels(group.companies[0]);
    const levels = [...new Set(members.map(member => member.level))];
    return [
        h("ol", {class: "chain"}, levels.map(level => h("li", {},
            h("span", {class: "chain-level"}, level && t("control.level", {n: level})),
            h("ul", {class: "inline-list"}, members.filter(member => member.level === level)
                .map(member => h("li", {}, entityLink(member.entity))))))),
        members.length < total && h("p", {class: "hint"},
            t("list.shown", {shown: count(members.length), total: count(total)})),
    ];
}

function loopsView() {
    return later(async () => {
        const ask = cursor => get("/v1/circular-holdings", {"as-of": asOf(), limit: 20, cursor});
        const answer = await ask(null);
        if (!answer.items.length) return empty(t("control.noLoops"));
        const row = ({loop, records}) => loopRow(loop, records);
        const rows = page => page.items.map(loop => ({loop, records: recordsBehind(page)}));
        const list = h("div", {id: "loops"}, rows(answer).map(row));
        return [h("p", {class: "hint"}, t("control.loopTotal", {n: count(answer.total)})), list,
            nextPages(list, answer.next, async cursor => {
                const page = await ask(cursor);
                return {items: rows(page), next: page.next};
            }, row)];
    }, {lines: 10});
}

function loopRow(loop, records) {
    const names = new Map(loop.companies.map(company => [company.id, company]));
    const holding = one => h("li", {}, entityLink(one.holder), " → ",
        entityLink(names.get(one.company) ?? {id: one.company, name: shortID(one.company)}, {mark: false}),
        h("span", {class: "share"}, share(one.share)), " ", recordButton(records([one.edge])));
    return section(t("control.loop", {n: count(loop.companies.length)}), [
        loop.isClosed && h("p", {class: "notice notice-warn"}, t("control.closed")),
        h("ul", {class: "plain-list"}, loop.inside.map(holding)),
        loop.outside.length > 0 && [h("h3", {}, t("control.outside")),
            h("ul", {class: "plain-list"}, loop.outside.map(holding))],
    ], {aside: h("a", {href: canvasOf(loop.companies[0].id, {owners: "1"})}, t("action.canvas"))});
}
