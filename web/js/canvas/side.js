// Beside the canvas: details of what is selected and what can be done with it;
// without a selection filters, the day, and the legend.

import {relationTitle} from "../catalogue.js";
import {fill, h} from "../dom.js";
import {entityLink, kindMark, kinds, pageOf, statusBadge} from "../entity.js";
import {count, money, period, share, shortID} from "../format.js";
import {t, word} from "../i18n.js";
import {recordButton} from "../record.js";
import {edgeKinds} from "../relations.js";
import {filterPanel} from "./filterpanel.js";

const relationsShown = 40;

export function sidePanel(canvas) {
    const nodes = canvas.selectedNodes();
    const edges = canvas.selected.map(id => canvas.state.edges.get(id)).filter(Boolean);
    const scroll = canvas.side.scrollTop;
    const content = nodes.length === 1 ? nodeDetails(canvas, nodes[0])
        : nodes.length > 1 ? severalDetails(canvas, nodes)
            : edges.length > 0 ? between(canvas, edges).map(edge => edgeDetails(canvas, edge)) : null;
    const shownNow = content ? "details" : "filters";
    fill(canvas.side, content && h("div", {class: "side-block details"}, content), filterPanel(canvas));
    canvas.side.scrollTop = shownNow === canvas.sideShown ? scroll : 0;
    canvas.sideShown = shownNow;
}

/** A line may stand for several relations of the same two. */
function between(canvas, lines) {
    const pairs = new Set(lines.map(edge => `${edge.from}|${edge.to}`));
    return canvas.seen().edges.filter(edge => pairs.has(`${edge.from}|${edge.to}`)).slice(0, 20);
}

const tool = (text, action, {id = null, disabled = false, title = null} = {}) =>
    h("button", {type: "button", class: "button small", id, disabled, title, on: {click: action}}, text);

function nodeDetails(canvas, id) {
    const grouped = canvas.state.groups.get(id);
    if (grouped) return groupDetails(canvas, grouped);
    const entity = canvas.state.entities.get(id);
    const rest = canvas.state.rests.get(id);
    return [
        h("p", {class: "overline"}, kindMark(entity.kind), t(`kind.${entity.kind}`)),
        h("h2", {}, h("a", {href: pageOf(id)}, entity.name)),
        h("p", {class: "badges"}, entity.kind === "company" && statusBadge(entity.status),
            entity.ageBand && h("span", {class: "tag"}, word("age", entity.ageBand, entity.ageBandTitle)),
            entity.kind === "company" && h("code", {}, shortID(id))),
        entity.since && h("p", {class: "hint"}, period(entity.since, entity.until)),
        expansion(canvas, [id]),
        rest && h("p", {class: "notice"}, rest.count === null ? t("canvas.moreUnknown")
            : t("canvas.moreNode", {n: count(rest.count)}), " ",
            rest.kinds.map(one => h("span", {class: "tag"}, `${relationTitle(one.kind)} ${count(one.count)}`)), " ",
            tool(t("canvas.nextPage"), () => canvas.loadMore(id), {id: "next-page"})),
        h("div", {class: "buttons"},
            tool(t("canvas.pin"), () => canvas.pin([id]), {id: "pin"}),
                tool(t("canvas.hide"), () => canvas.hide([id]), {id: "hide"}),
            tool(t("canvas.centre"), () =>
                { canvas.centres = new Set([id]); canvas.draw({relayout: canvas.view.layout === "radial"}); }),
            h("a", {class: "button small", href: pageOf(id)}, t("action.open"))),
        relationList(canvas, id),
    ];
}

/** By which kinds and how far to go on from here. */
function expansion(canvas, ids) {
    const kind = h("select", {"aria-label": t("filter.kind"), id: "expand-kind"},
        h("option", {value: ""}, t("canvas.allKinds")),
        h("option", {value: "shareholder,legal_representative,officer"}, t("canvas.peopleAndShares")),
        edgeKinds.map(one => h("option", {value: one}, relationTitle(one))));
    const direction = h("select", {"aria-label": t("canvas.direction"), id: "expand-direction"},
        ["both", "in", "out"].map(one =>
        h("option", {value: one}, t(`direction.${one}`))));
    const hops = h("select", {"aria-label": t("canvas.hops"), id: "expand-hops"}, [1, 2, 3, 4].map(one =>
        h("option", {value: one}, t("canvas.hopCount", {n: one}))));
    const budget = h("select", {"aria-label": t("canvas.budget"), id: "expand-budget"},
        [600, 200, 2000, 5000].map(one =>
        h("option", {value: one}, t("canvas.nodesMost", {n: one}))));
    const join = h("select", {"aria-label": t("canvas.join"), id: "expand-join"}, ["records", "merged"].map(one =>
        h("option", {value: one, selected: one === "merged" && ids.every(id => id.startsWith("premises:"))},
            t(`join.${one}`))));
    const run = () => canvas.expand(ids, {join: join.value, kinds: kind.value.split(",").filter(Boolean),
        direction: direction.value,
        depth: Number(hops.value), budget: Number(budget.value)});
    return h("div", {class: "expansion"}, kind, direction, hops, budget, join,
        h("button", {type: "button", class: "button primary small", id: "expand", title: "E", on: {click: run}},
            t("canvas.expand")));
}

function relationList(canvas, id) {
    const seen = canvas.seen();
    const edges = seen.edges.filter(edge => edge.from === id || edge.to === id);
    if (!edges.length) return null;
    return [
        h("h3", {}, t("canvas.relations", {n: count(edges.length)})),
        h("ul", {class: "relation-list"}, edges.slice(0, relationsShown).map(edge => edgeRow(canvas, edge, id))),
        edges.length > relationsShown && h("p", {class: "hint"}, t("list.others", {n: edges.length - relationsShown})),
    ];
}

function edgeRow(canvas, edge, id) {
    const otherID = edge.from === id ? edge.to : edge.from;
    const other = canvas.state.entities.get(otherID) ?? canvas.state.groups.get(otherID);
    return h("li", {class: edge.isEnded ? "is-former" : ""},
        h("button", {type: "button", class: "link-button entity-name",
            on: {click: () => canvas.view.select([otherID])}}, other?.name ?? otherID),
        h("div", {class: "relation-facts"}, h("span", {}, edge.from === id ? "→ " : "← ",
            relationTitle(edge.kind, edge.title),
            edge.label ? ` · ${edge.label}` : ""),
        edge.share && h("span", {class: "share"}, share(edge.share)),
            h("span", {class: "hint"}, period(edge.since, edge.until)),
        recordButton(edge.sources?.map(source => source.record))));
}

function edgeDetails(canvas, edge) {
    const end = id => entityLink(canvas.state.entities.get(id) ?? {id, kind: "company", name: id});
    return h("div", {class: "edge-details"},
        h("p", {class: "overline"}, t("canvas.relation")),
        h("h2", {}, relationTitle(edge.kind, edge.title)),
        h("dl", {class: "facts"},
            h("dt", {}, t("canvas.from")), h("dd", {}, end(edge.from)), h("dt", {}, t("canvas.to")),
                h("dd", {}, end(edge.to)),
            edge.label && [h("dt", {}, t("relations.column.role")), h("dd", {}, edge.label)],
            edge.share && [h("dt", {}, t("relations.column.share")), h("dd", {}, share(edge.share))],
            edge.amount && [h("dt", {}, t("canvas.amount")), h("dd", {}, money(edge.amount, edge.currency))],
            h("dt", {}, t("relations.column.period")), h("dd", {}, period(edge.since, edge.until)),
            h("dt", {}, t("record.title")), h("dd", {}, recordButton(edge.sources?.map(source => source.record)))));
}

function severalDetails(canvas, ids) {
    const entities = ids.map(id => canvas.state.entities.get(id) ?? canvas.state.groups.get(id));
    const plain = ids.filter(id => canvas.state.entities.has(id));
    return [
        h("h2", {}, t("canvas.selected", {n: count(ids.length)})),
        ids.length === 2 && plain.length === 2 && h("button", {type: "button", class: "button primary", id: "find-path",
            on: {click: () => canvas.path(ids)}}, t("canvas.findPath")),
        expansion(canvas, plain),
        h("div", {class: "buttons"}, tool(t("canvas.makeGroup"), () => canvas.group(ids), {id: "group"}),
            tool(t("canvas.pin"), () => canvas.pin(ids)), tool(t("canvas.hide"), () => canvas.hide(ids)),
            tool(t("canvas.keepOnly"), () => canvas.hide([...canvas.state.entities.keys()].filter(id =>
                !ids.includes(id))))),
        h("ul", {class: "plain-list"}, entities.slice(0, relationsShown).map(one =>
            h("li", {}, kinds.includes(one.kind) ? entityLink(one) : one.name))),
    ];
}

function groupDetails(canvas, group) {
    return [
        h("p", {class: "overline"}, t("canvas.group")),
        h("h2", {}, group.name),
        h("div", {class: "buttons"}, tool(t("canvas.ungroup"), () => canvas.expand([group.id]), {id: "ungroup"}),
            tool(t("canvas.hide"), () => canvas.hide([group.id]))),
        h("ul", {class: "plain-list"}, group.members.map(id =>
            h("li", {}, entityLink(canvas.state.entities.get(id) ?? {id, kind: "company", name: id})))),
    ];
}
