// Control across all companies: those whose controller is so many levels up,
// the control groups, and companies that hold each other.

import {get} from "./api.js";
import {needed} from "./catalogue.js";
import {add, fill, h} from "./dom.js";
import {asOf, canvasOf, entityLink, pageOf} from "./entity.js";
import {count, share, shortID, today} from "./format.js";
import {pageHead, tabs, viewOf} from "./head.js";
import {t} from "./i18n.js";
import {companiesByLevel, groupByLevel, levelBadge, levelsMost, levelsTitle, stateMark} from "./levels.js";
import {nextPages, pagedList} from "./paging.js";
import {recordButton, recordsBehind} from "./record.js";
import {change} from "./router.js";
import {empty, later, section, shownNote} from "./states.js";

/** Companies that one page brings. */
const pageLength = 50;
/** The number of levels that the page begins with. */
const levelsFirst = 4;

const views = {levels: levelsView, groups: groupsView, loops: loopsView};

export async function show({query}) {
    await needed();
    document.title = `${t("nav.control")} · ${t("app.title")}`;
    const view = viewOf(query, Object.keys(views));
    return h("main", {class: "page"},
        pageHead(t("control.title"), t(`control.lead.${view}`), query.get("as-of") ?? today()),
        tabs(Object.keys(views).map(name => [name, t(`control.${name}View`)]), view),
        h("div", {class: "view", role: "tabpanel"}, views[view](query)));
}

/** The levels that the URL asks for; the greatest choice means that many or more. */
function levelsOf(query) {
    const asked = Math.round(Number(query.get("levels")));
    return asked >= 1 ? Math.min(asked, levelsMost) : levelsFirst;
}

function levelsView(query) {
    return later(() => chains(levelsOf(query), query.get("branches") === "0"), {lines: 12});
}

/** Companies of one number of levels, with how many there are of each, page by page. */
async function chains(levels, isWithoutBranches) {
    const range = {"min-levels": levels, "max-levels": levels === levelsMost ? null : levels,
        branches: isWithoutBranches ? "hidden" : null};
    let shown = 0;
    const told = h("p", {class: "hint", id: "chains-total", role: "status"});
    const ask = async cursor => {
        const page = await get("/v1/control-chains", {...range, "as-of": asOf(), limit: pageLength, cursor});
        shown += page.items.length;
        fill(told, page.total ? t("control.chainTotal", {n: count(page.total), shown: count(shown)})
            : t("control.none"));
        return page;
    };
    const answer = await ask(null);
    const rows = page => page.items.map(chainRow);
    const body = h("tbody", {}, rows(answer));
    const table = h("table", {class: "table", id: "chains"},
        h("thead", {}, h("tr", {}, ["company", "levels", "controller", "group"].map(name =>
            h("th", {}, t(`control.column.${name}`))),
        h("th", {}, h("span", {class: "sr-only"}, t("control.chain"))))), body);
    const branches = h("label", {class: "check"}, h("input", {type: "checkbox", id: "without-branches",
        checked: isWithoutBranches, on: {change: event => change({branches: event.target.checked ? "0" : null})}}),
    t("control.withoutBranches"));
    return [
        levelChips(answer.counts, levels),
        h("div", {class: "card"}, h("div", {class: "card-body"},
            h("div", {class: "chain-options"}, told, branches),
            answer.total > 0 && h("div", {class: "table-frame"}, table),
            nextPages(body, answer.next, ask, rows))),
    ];
}

/** A chip for every number of levels that there is, the many together in the last one. */
function levelChips(counts, chosen) {
    const numbers = companiesByLevel([...counts, {levels: chosen, companies: 0}]);
    return h("div", {class: "chips", role: "group", "aria-label": t("control.choose")},
        [...numbers].map(([levels, number]) =>
            h("button", {type: "button", class: "chip", id: `levels-${levels}`,
                "aria-pressed": String(levels === chosen), on: {click: () => change({levels})}},
            levelsTitle(levels), h("span", {class: "count"}, `(${count(number)})`))));
}

const chainRow = ({entity, levels, head, isBranch, groupSize}) =>
    h("tr", {},
        h("td", {}, entityLink(entity), isBranch && h("span", {class: "badge badge-plain"}, t("control.branch"))),
        h("td", {}, levelBadge(levels)),
        h("td", {}, entityLink(head)),
        h("td", {}, groupSize > 1 ? t("control.members", {n: count(groupSize)}) : t("ownership.noGroup")),
        h("td", {class: "chain-link"}, h("a", {class: "button small", href: pageOf(entity.id, {view: "ownership"})},
            t("control.chain"))));

function groupsView() {
    const list = h("ol", {class: "ranked", id: "groups"});
    return later(() => pagedList(cursor => get("/v1/groups", {"as-of": asOf(), limit: 20, cursor}), {
        list, rows: page => page.items.map(groupRow), none: () => empty(t("control.noGroups")),
        frame: ({total}) => [h("p", {class: "hint"}, t("control.groupTotal", {n: count(total)})), list],
    }), {lines: 10});
}

function groupRow(group) {
    const place = h("div", {});
    const open = event => {
        if (event.target.open && !place.childElementCount) add(place, later(() => membersByLevel(group)));
    };
    return h("li", {class: "card ranked-item"},
        h("details", {class: "group-row", on: {toggle: open}}, h("summary", {},
            h("h3", {}, entityLink(group.head), stateMark(group)),
            h("span", {class: "count"}, t("control.members", {n: count(group.size)})),
            h("span", {class: "all-reasons"}, t("control.byLevel"))), place));
}

async function membersByLevel(group) {
    const {members, total} = await groupByLevel(group.companies[0]);
    return [
        h("ol", {class: "chain"}, [...Map.groupBy(members, member => member.levels)].map(([level, same]) => h("li", {},
            h("span", {class: "chain-level"}, level && t("control.level", {n: level})),
            h("ul", {class: "inline-list"}, same.map(member => h("li", {}, entityLink(member.entity))))))),
        shownNote(members.length, total),
    ];
}

function loopsView() {
    const list = h("div", {id: "loops"});
    return later(() => pagedList(cursor => get("/v1/circular-holdings", {"as-of": asOf(), limit: 20, cursor}), {
        list, rows: loopRows, none: () => empty(t("control.noLoops")),
        frame: ({total}) => [h("p", {class: "hint"}, t("control.loopTotal", {n: count(total)})), list],
    }), {lines: 10});
}

/** The holdings within a loop, each behind the one that leads to its holder as far as there is one. */
function aroundLoop(holdings) {
    const left = [...holdings], ordered = [];
    while (left.length) {
        const last = ordered.at(-1)?.company;
        ordered.push(...left.splice(Math.max(0, left.findIndex(one => one.holder.id === last)), 1));
    }
    return ordered;
}

function loopRows(page) {
    const records = recordsBehind(page);
    return page.items.map(loop => loopRow(loop, records));
}

function loopRow(loop, records) {
    const names = new Map(loop.companies.map(company => [company.id, company]));
    const holding = one => h("li", {}, entityLink(one.holder), " → ",
        entityLink(names.get(one.company) ?? {id: one.company, name: shortID(one.company)}, {mark: false}),
        h("span", {class: "share"}, share(one.share)), " ", recordButton(records([one.edge])));
    return section(t("control.loop", {n: count(loop.companies.length)}), [
        loop.isClosed && h("p", {class: "notice notice-warn"}, t("control.closed")),
        h("div", {class: "grid-2"}, h("div", {}, h("h3", {}, t("control.inside")),
            h("ul", {class: "plain-list"}, aroundLoop(loop.inside).map(holding))),
        loop.outside.length > 0 && h("div", {}, h("h3", {}, t("control.outside")),
            h("ul", {class: "plain-list"}, loop.outside.map(holding)))),
    ], {aside: h("a", {href: canvasOf(loop.companies[0].id, {owners: "1"})}, t("action.canvas"))});
}
