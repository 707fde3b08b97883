// Small pictures within a page: the neighbourhood of an entity, the layers of
// ownership. A click on a node opens its page, one on an edge its records.

import {get} from "./api.js";
import {positionsOf} from "./canvas/layouts.js";
import {columnMax, columnsLayout} from "./canvas/layout-columns.js";
import {bundled, edgeElement, lineText, nodeElement, roomOf, textWidth} from "./canvas/elements.js";
import {giveNames} from "./canvas/naming.js";
import {ofDay} from "./canvas/ofday.js";
import {beginning, chartEdge, isFold, questionFor, sameKinds} from "./canvas/steps.js";
import {styleSheet} from "./canvas/style.js";
import {debounce, h, whenSized} from "./dom.js";
import {apiPath, asOf, canvasOf, kindOf, kinds, pageOf} from "./entity.js";
import {count} from "./format.js";
import {t} from "./i18n.js";
import {openRecords} from "./record.js";
import {go, leaving} from "./router.js";
import {empty} from "./states.js";

/** Neighbours that are asked for; more than two columns of them are not drawn. */
const smallMax = 40;
/** Around a picture, and how large names are at most. */
const padding = 14, zoomMost = 1.1;
const namesLater = 120;
/** Names stay inside of their nodes a little longer than on the canvas. */
const farBelow = 0.75;

/** The nearest neighbours of an entity, in two columns; how many more there are, and where. */
export async function smallGraph(id) {
    const signal = leaving();
    const answer = await get("/v1/graph/neighbourhood",
        {...questionFor(beginning(id)), limit: smallMax, "as-of": asOf()});
    // One place has many spellings, one person many mentions; what all of them have belongs into the picture.
    const {nodes, edges} = asOne({...answer, nodes: answer.nodes.map(node => ofDay(node, answer.asOf))});
    if (nodes.length < 2) return empty(t("graph.alone"));
    const [centre, ...all] = nodes;
    const near = all.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, 2 * columnMax);
    const shown = new Set([centre, ...near].map(node => node.id));
    const lines = edges.filter(edge => shown.has(edge.from) && shown.has(edge.to));
    const at = columnsLayout(near, bundled(lines), centre, roomOf, line => textWidth(lineText(line)));
    const rest = answer.omitted.filter(one => one.reason !== "notInForce").reduce((sum, one) => sum + one.count, 0)
        + edges.length - lines.length;
    return [
        await picture([centre, ...near], lines, {at, centre: centre.id, signal}),
        rest > 0 && h("p", {class: "hint", id: "graph-rest"}, t("graph.more", {n: count(rest)}), " ",
            h("a", {href: canvasOf(id)}, t("graph.all"))),
    ];
}

/** People and owners first. */
const order = ["person", "company", "premises", "permit", "contact"];

/** All spellings of the place, all mentions of the person in the middle as one node. */
function asOne({nodes, edges}) {
    const centre = nodes[0].id, {kind} = nodes[0];
    const same = new Set(edges.filter(edge => sameKinds.has(edge.kind)).flatMap(edge => [edge.from, edge.to])
        .filter(id => kindOf(id) === kind));
    const point = id => (same.has(id) ? centre : id);
    return {
        nodes: nodes.filter(node => point(node.id) === node.id),
        edges: edges.filter(edge => !sameKinds.has(edge.kind)).map(edge =>
            ({...edge, from: point(edge.from), to: point(edge.to)})),
    };
}

/** The chart of a company's owners, layer by layer. */
export async function ownershipChart(id, depth) {
    const signal = leaving();
    const answer = await get(apiPath(id, "/owners"), {format: "cytoscape", depth, "as-of": asOf()});
    // What is folded together is drawn as such, and is nobody's page.
    const nodes = answer.elements.nodes.map(({data}) => (isFold(data) ? {...data, kind: "more"} : data));
    const edges = answer.elements.edges.map(({data}) => chartEdge(data));
    if (nodes.length < 2) return empty(t("ownership.noOwners"));
    const centre = nodes.find(node => node.centre)?.id ?? nodes[0].id;
    const known = new Map(nodes.map(node => [node.id, node]));
    const at = positionsOf("layered", [...known.keys()], edges, {centre, sizeOf: one => roomOf(known.get(one))});
    const omitted = answer.data.omitted?.reduce((sum, one) => sum + one.count, 0) ?? 0;
    return [
        await picture(nodes, edges, {at, centre, signal}),
        omitted > 0 && h("p", {class: "hint"}, t("graph.more", {n: count(omitted)})),
    ];
}

/**
 * A picture that can be moved and zoomed, as high as it needs.
 *
 * @param {{at: Map<string, {x: number, y: number}>, centre: string, signal: AbortSignal}} options the signal aborts
 *   when the page is left
 */
async function picture(nodes, edges, {at, centre, signal}) {
    const {c: cytoscape} = await import("/vendor/cytoscape.js");
    const ends = nodes.flatMap(node => [1, -1].map(side => at.get(node.id).y + side * roomOf(node)[1] / 2));
    const height = Math.min(1500, Math.max(160, Math.max(...ends) - Math.min(...ends) + 2 * padding + 16));
    const place = h("div", {class: "small-graph", role: "img", tabindex: "0",
        style: {height: `${Math.round(height)}px`},
        "aria-label": t("graph.picture", {nodes: nodes.length, edges: edges.length})});
    const lines = bundled(edges);
    whenSized(place, () => draw(cytoscape, place, {nodes, lines, at, centre, signal}), signal);
    return place;
}

function draw(cytoscape, place, {nodes, lines, at, centre, signal}) {
    const known = new Map(lines.map(edge => [edge.id, edge]));
    const elements = () => [...nodes.map(node => nodeElement(node, {isCentre: node.id === centre})),
        ...lines.map(edge => edgeElement(edge))];
    const cy = cytoscape({
        container: place, style: styleSheet(), minZoom: 0.1, maxZoom: 3, userZoomingEnabled: false,
        autoungrabify: true, elements: elements(),
        layout: {name: "preset", positions: node => at.get(node.id()), fit: true, padding},
    });
    if (cy.zoom() > zoomMost) {
        cy.zoom(zoomMost);
        cy.center();
    }
    const name = () => giveNames(cy, {nodes, edges: lines}, {lines, at, farBelow});
    name();
    cy.on("viewport", debounce(() => { if (!cy.destroyed()) name(); }, namesLater));
    cy.on("tap", "node", ({target}) => { if (kinds.includes(kindOf(target.id()))) go(pageOf(target.id())); });
    cy.on("tap", "edge", event => openRecords((known.get(event.target.id())?.members ?? [])
        .flatMap(edge => edge.sources ?? []).map(source => source.record)));
    cy.on("mouseover", "node, edge", ({target}) => {
        target.addClass("hover");
        place.title = target.data("name") ?? "";
    });
    cy.on("mouseout", "node, edge", ({target}) => {
        target.removeClass("hover");
        place.removeAttribute("title");
    });
    // The wheel scrolls the page unless somebody is at work in the picture.
    place.addEventListener("focusin", () => cy.userZoomingEnabled(true));
    place.addEventListener("pointerdown", () => place.focus());
    place.addEventListener("focusout", () => cy.userZoomingEnabled(false));
    document.addEventListener("themechange", () => {
        cy.json({style: styleSheet()});
        for (const {data} of elements()) cy.getElementById(data.id).data(data);
    }, {signal});
    signal.addEventListener("abort", () => cy.destroy(), {once: true});
}
