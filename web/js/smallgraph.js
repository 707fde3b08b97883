// Small pictures within a page: the neighbourhood of an entity, the layers of
// ownership. A click on a node opens its page, one on an edge its records.

import {get} from "./api.js";
import {positionsOf} from "./canvas/layouts.js";
import {bundled, edgeElement, nodeElement} from "./canvas/elements.js";
import {chartEdge} from "./canvas/steps.js";
import {styleSheet} from "./canvas/style.js";
import {h, whenSized} from "./dom.js";
import {apiPath, asOf, canvasOf, kinds, pageOf} from "./entity.js";
import {count} from "./format.js";
import {t} from "./i18n.js";
import {openRecords} from "./record.js";
import {go, leaving} from "./router.js";
import {empty} from "./states.js";

const smallMax = 40;

/** The nearest neighbours of an entity. */
export async function smallGraph(id) {
    const signal = leaving();
    // One place has many spellings; who is at any of them belongs into its picture.
    const isPlace = id.startsWith("premises:");
    const answer = await get("/v1/graph/neighbourhood",
        {of: id, depth: isPlace ? 2 : 1, limit: smallMax, "as-of": asOf(),
        ...(isPlace ? {"same-premises": "unit", kinds: "registered_at,operates_at,hosts,same_premises"} : {})});
    const {nodes, edges} = isPlace ? onePlace(answer) : answer;
    if (nodes.length < 2) return empty(t("graph.alone"));
    const rest = answer.omitted.filter(one => one.reason !== "notInForce").reduce((sum, one) => sum + one.count, 0);
    return [
        await picture(nodes, edges, {layout: "force", centre: nodes[0].id, height: 340, signal}),
        rest > 0 && h("p", {class: "hint"}, t("graph.more", {n: count(rest)}), " ",
            h("a", {href: canvasOf(id)}, t("action.canvas"))),
    ];
}

/** All spellings of the place as one node. */
function onePlace({nodes, edges}) {
    const centre = nodes[0].id;
    const spellings = new Set(edges.filter(edge => edge.kind === "same_premises").flatMap(edge =>
        [edge.from, edge.to]));
    const point = id => (spellings.has(id) ? centre : id);
    return {
        nodes: nodes.filter(node => point(node.id) === node.id),
        edges: edges.filter(edge => edge.kind !== "same_premises").map(edge =>
            ({...edge, from: point(edge.from), to: point(edge.to)})),
    };
}

/** The chart of a company's owners, layer by layer. */
export async function ownershipChart(id, depth) {
    const signal = leaving();
    const answer = await get(apiPath(id, "/owners"), {format: "cytoscape", depth, "as-of": asOf()});
    // What is folded together is drawn as such, and is nobody's page.
    const nodes = answer.elements.nodes.map(({data}) => (data.id.startsWith("fold:") ? {...data, kind: "more"} : data));
    const edges = answer.elements.edges.map(({data}) => chartEdge(data));
    if (nodes.length < 2) return empty(t("ownership.noOwners"));
    const centre = nodes.find(node => node.centre)?.id ?? nodes[0].id;
    const omitted = answer.data.omitted?.reduce((sum, one) => sum + one.count, 0) ?? 0;
    return [
        await picture(nodes, edges, {layout: "layered", centre, height: null, signal}),
        omitted > 0 && h("p", {class: "hint"}, t("graph.more", {n: count(omitted)})),
    ];
}

/**
 * A picture that can be moved and zoomed.
 *
 * @param {{layout: string, centre: string, height: number|null, signal: AbortSignal}} options as high as the layers need
 *   unless a height is given; the signal aborts when the page is left
 */
export async function picture(nodes, edges, {layout, centre, height, signal}) {
    const {c: cytoscape} = await import("/vendor/cytoscape.js");
    const at = positionsOf(layout, nodes.map(node => node.id), edges, {centre});
    const rows = [...at.values()].map(({y}) => y);
    height ??= Math.min(1500, Math.max(200, Math.max(...rows) - Math.min(...rows) + 120));
    const place = h("div", {class: "small-graph", role: "img", tabindex: "0",
        style: {height: `${Math.round(height)}px`},
        "aria-label": t("graph.picture", {nodes: nodes.length, edges: edges.length})});
    const lines = bundled(edges);
    whenSized(place, () => draw(cytoscape, place, {nodes, lines, at, layout, centre, signal}), signal);
    return place;
}

function draw(cytoscape, place, {nodes, lines, at, layout, centre, signal}) {
    const known = new Map(lines.map(edge => [edge.id, edge]));
    const elements = () => [...nodes.map(node => nodeElement(node,
        {isCentre: node.id === centre})), ...lines.map(edge => edgeElement(edge))];
    const cy = cytoscape({
        container: place, style: styleSheet(), minZoom: 0.1, maxZoom: 3, userZoomingEnabled: false,
        autoungrabify: false, elements: elements(),
        layout: {name: "preset", positions: node => at.get(node.id()), fit: true, padding: 24},
    });
    cy.on("tap", "node", ({target}) => { if (kinds.includes(target.id().split(":")[0])) go(pageOf(target.id())); });
    cy.on("tap", "edge", event => openRecords((known.get(event.target.id())?.members ?? [])
        .flatMap(edge => edge.sources ?? []).map(source => source.record)));
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
