// Beside the canvas: details of what is selected and what can be done with it;
// without a selection filters, the day, and the legend.

import {get} from "../api.js";
import {relationTitle} from "../catalogue.js";
import {fill, h, redraw} from "../dom.js";
import {term} from "../english.js";
import {apiPath, entityLink, kindMark, kinds, pageOf, statusBadge} from "../entity.js";
import {count, money, period, share, shortID} from "../format.js";
import {t, word} from "../i18n.js";
import {permitBadges} from "../permits.js";
import {recordButton} from "../record.js";
import {edgeKinds} from "../relations.js";
import {later} from "../states.js";
import {fullName, membersText, pairOf, restCount, restTitle} from "./elements.js";
import {filterPanel} from "./filterpanel.js";
import {nodeList} from "./nodelist.js";
import {chosen} from "./steps.js";

const relationsShown = 40;

export function sidePanel(canvas) {
    // A slider that somebody holds must not be taken away from under the hand.
    if (canvas.side.querySelector("input[type=range]:active")) {
        document.addEventListener("pointerup", () => sidePanel(canvas), {once: true, signal: canvas.signal});
        return;
    }
    canvas.list ??= nodeList(canvas);
    canvas.panel ??= h("div", {class: "canvas-panel"});
    if (!canvas.side.hasChildNodes()) fill(canvas.side, canvas.list.element, canvas.panel);
    const seen = canvas.shown;
    canvas.list.update(seen, canvas.selected);
    const nodes = canvas.selectedNodes();
    const lines = seen.edges.filter(edge => canvas.selected.includes(edge.id));
    const content = nodes.length === 1 ? nodeDetails(canvas, seen, nodes[0])
        : nodes.length > 1 ? severalDetails(canvas, nodes)
            : lines.length > 0 ? between(seen, lines).map(edge => edgeDetails(canvas, edge)) : null;
    const scroll = canvas.panel.scrollTop, shownNow = content ? "details" : "filters";
    redraw(canvas.panel, content && h("div", {class: "side-block details"}, content), filterPanel(canvas, seen));
    canvas.panel.scrollTop = shownNow === canvas.panelShows ? scroll : 0;
    canvas.panelShows = shownNow;
}

/** A line may stand for several relations of the same two. */
function between(seen, lines) {
    const pairs = new Set(lines.map(pairOf));
    const edges = seen.edges.filter(edge => pairs.has(pairOf(edge)));
    const rest = edges.length - relationsShown;
    return rest > 0 ? [...edges.slice(0, relationsShown), {others: rest}] : edges;
}

const tool = (text, action, {id, name = null}) =>
    h("button", {type: "button", class: "button small", id, name, on: {click: action}}, text);

function nodeDetails(canvas, seen, id) {
    const grouped = canvas.state.groups.get(id);
    if (grouped) return [...groupDetails(canvas, grouped), relationList(canvas, seen, id)];
    const entity = canvas.node(id);
    const node = seen.nodes.find(one => one.id === id);
    return [
        h("p", {class: "overline"}, kindMark(entity.kind), t(`kind.${entity.kind}`)),
        h("h2", {}, h("a", {href: pageOf(id)}, fullName(entity))),
        h("p", {class: "badges"}, entity.kind === "company" && statusBadge(entity.status),
            entity.kind === "permit" && permitBadges(entity, canvas.day),
            entity.ageBand && h("span", {class: "tag"}, word("age", entity.ageBand, entity.ageBandTitle)),
            entity.kind === "company" && h("code", {}, shortID(id))),
        entity.kind === "permit" ? permitDetails(entity)
            : entity.since && h("p", {class: "hint"}, period(entity.since, entity.until, entity.kind)),
        node?.members && h("details", {class: "hint"},
            h("summary", {id: "spellings-of"}, membersText(node)),
            members(canvas, node.members)),
        expansion(canvas, [id]),
        seen.rests.filter(rest => rest.at === id).map(rest => waiting(canvas, rest)),
        h("div", {class: "buttons"},
            tool(t("canvas.pin"), () => canvas.pin([id]), {id: "pin"}),
            tool(t("canvas.hide"), () => canvas.hide([id]), {id: "hide"}),
            tool(t("canvas.centre"), () => canvas.centre(id), {id: "centre"}),
            h("a", {class: "button small", href: pageOf(id)}, t("action.open"))),
        relationList(canvas, seen, id),
    ];
}

/** Number, kind, issuer and term of a permit; the picture came with its number alone. */
function permitDetails(entity) {
    const facts = ({number, type, issuedBy}) => h("dl", {class: "facts", id: "permit-facts"},
        [["permit.number", number], ["permit.type", term(type)], ["permit.issuedBy", issuedBy],
            ["relations.column.period", period(entity.since, entity.until, entity.kind)]]
            .map(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value || "—")]));
    return later(async () => facts(await get(apiPath(entity.id))));
}

/** What waits behind a crowded node, by the kinds that were asked for. */
const waiting = (canvas, rest) => h("p", {class: "notice"},
    rest.step.kinds.length > 0 && h("strong", {}, restTitle(rest), " "), restCount(rest), " ",
    rest.kinds.map(one => h("span", {class: "tag"}, `${relationTitle(one.kind)} ${count(one.count)}`)), " ",
    tool(t("canvas.nextPage"), () => canvas.loadMore(rest.key), {id: `next-page-${rest.key}`, name: "next-page"}));

/** By which kinds and how far to go on from here. */
function expansion(canvas, ids) {
    const pick = (name, title, values, textOf) => h("select", {"aria-label": title, id: `expand-${name}`},
        values.map(one => h("option", {value: one}, textOf(one))));
    const kind = pick("kind", t("filter.kind"), ["", "shareholder,legal_representative,officer", ...edgeKinds],
        one => (one === "" ? t("canvas.allKinds") : one.includes(",") ? t("canvas.peopleAndShares")
            : relationTitle(one)));
    const direction = pick("direction", t("canvas.direction"), ["both", "in", "out"], one => t(`direction.${one}`));
    const hops = pick("hops", t("canvas.hops"), [1, 2, 3, 4], one => t("canvas.hopCount", {n: one}));
    const budget = pick("budget", t("canvas.budget"), [600, 200, 2000, 5000], one => t("canvas.nodesMost", {n: one}));
    const join = pick("join", t("canvas.join"), ["merged", "records"], one => t(`join.${one}`));
    join.value = chosen.join;
    join.addEventListener("change", () => { chosen.join = join.value; });
    const run = () => canvas.expand(ids, {join: join.value, kinds: kind.value.split(",").filter(Boolean),
        direction: direction.value, depth: Number(hops.value), budget: Number(budget.value)});
    return h("div", {class: "expansion"}, kind, direction, hops, budget, join,
        h("button", {type: "button", class: "button primary small", id: "expand", title: "E", on: {click: run}},
            t("canvas.expand")));
}

function relationList(canvas, seen, id) {
    const edges = seen.edges.filter(edge => edge.from === id || edge.to === id);
    if (!edges.length) return null;
    return [
        h("h3", {}, t("canvas.relations", {n: count(edges.length)})),
        h("ul", {class: "relation-list"}, edges.slice(0, relationsShown).map(edge => edgeRow(canvas, edge, id))),
        edges.length > relationsShown && h("p", {class: "hint"}, t("list.others", {n: edges.length - relationsShown})),
    ];
}

function edgeRow(canvas, edge, id) {
    const isOut = edge.from === id;
    const otherID = isOut ? edge.to : edge.from;
    // Of a group, the member whose relation it is; of the other end, what it really is.
    const [own, other] = (isOut ? edge.ends : edge.ends.toReversed())
        .map(end => fullName(canvas.node(end) ?? {id: end}));
    return h("li", {class: edge.isEnded ? "is-former" : ""},
        canvas.state.groups.has(id) && h("span", {class: "hint"}, `${own} `),
        h("button", {type: "button", class: "link-button entity-name", id: `other-${edge.id}`,
            on: {click: () => canvas.view.select([otherID])}}, other),
        h("div", {class: "relation-facts"},
            h("span", {}, isOut ? "→ " : "← ", relationTitle(edge.kind, edge.title),
                edge.label ? ` · ${term(edge.label)}` : ""),
            edge.share && h("span", {class: "share"}, share(edge.share)),
            h("span", {class: "hint"}, period(edge.since, edge.until, edge.kind, edge)),
            recordButton(edge.sources?.map(source => source.record))));
}

/** A link with the name in full. */
const linkTo = entity => entityLink({...entity, name: fullName(entity), number: undefined});

function edgeDetails(canvas, edge) {
    if (edge.others) return h("p", {class: "hint"}, t("list.others", {n: edge.others}));
    const end = id => linkTo(canvas.node(id) ?? {id, kind: "company", name: id});
    return h("div", {class: "edge-details"},
        h("p", {class: "overline"}, t("canvas.relation")),
        h("h2", {}, relationTitle(edge.kind, edge.title)),
        h("dl", {class: "facts"},
            h("dt", {}, t("canvas.from")), h("dd", {}, end(edge.ends[0])),
            h("dt", {}, t("canvas.to")), h("dd", {}, end(edge.ends[1])),
            edge.label && [h("dt", {}, t("relations.column.role")), h("dd", {}, term(edge.label))],
            edge.share && [h("dt", {}, t("relations.column.share")), h("dd", {}, share(edge.share))],
            edge.amount && [h("dt", {}, t("canvas.amount")), h("dd", {}, money(edge.amount, edge.currency))],
            h("dt", {}, t("relations.column.period")), h("dd", {}, period(edge.since, edge.until, edge.kind, edge)),
            h("dt", {}, t("record.title")), h("dd", {}, recordButton(edge.sources?.map(source => source.record)))));
}

function severalDetails(canvas, ids) {
    const plain = ids.filter(id => canvas.loaded.entities.has(id));
    return [
        h("h2", {}, t("canvas.selected", {n: count(ids.length)})),
        ids.length === 2 && plain.length === 2 && h("button", {type: "button", class: "button primary", id: "find-path",
            on: {click: () => canvas.path(ids)}}, t("canvas.findPath")),
        plain.length > 0 && expansion(canvas, plain),
        h("div", {class: "buttons"}, tool(t("canvas.makeGroup"), () => canvas.group(ids), {id: "group"}),
            tool(t("canvas.pin"), () => canvas.pin(ids), {id: "pin"}),
            tool(t("canvas.hide"), () => canvas.hide(ids), {id: "hide"}),
            tool(t("canvas.keepOnly"), () => canvas.keepOnly(ids), {id: "keep-only"})),
        members(canvas, ids),
    ];
}

function groupDetails(canvas, group) {
    return [
        h("p", {class: "overline"}, t("canvas.group")),
        h("h2", {}, group.name),
        h("div", {class: "buttons"}, tool(t("canvas.ungroup"), () => canvas.expand([group.id]), {id: "ungroup"}),
            tool(t("canvas.hide"), () => canvas.hide([group.id]), {id: "hide"})),
        members(canvas, group.members),
    ];
}

const members = (canvas, ids) => [
    h("ul", {class: "plain-list"}, ids.slice(0, relationsShown).map(id => {
        const one = canvas.node(id) ?? {id, kind: "company", name: id};
        return h("li", {}, kinds.includes(one.kind) ? linkTo(one) : fullName(one));
    })),
    ids.length > relationsShown && h("p", {class: "hint"}, t("list.others", {n: ids.length - relationsShown})),
];
