// The canvas itself: cytoscape with positions of our own. Large pictures drop
// what makes them slow (curves, arrows, labels from afar), nothing else.

import {t} from "../i18n.js";
import {positionsOf} from "./layouts.js";
import {bundled, edgeElement, nodeElement, styleSheet} from "./style.js";

/** From so many elements on, a picture counts as large. */
const largeNodes = 500;
const largeEdges = 1200;

export class View {
    /**
     * @param {HTMLElement} place
     * @param {{onSelect: (ids: string[]) => void, onOpen: (id: string) => void, onMore: (id: string) => void,
     *   onMove: () => void}} listeners
     */
    constructor(place, listeners) {
        this.place = place;
        this.listeners = listeners;
        this.at = new Map();
        this.cy = null;
        this.isLarge = null;
        this.layout = "force";
        this.drawn = {nodes: [], edges: []};
    }

    async load() {
        this.cytoscape ??= (await import("/vendor/cytoscape.js")).c;
    }

    /**
     * Draws what is visible; nodes that are new get a place.
     *
     * @param {{nodes: Array, edges: Array}} shown
     * @param {{rests: Map, pinned: Set<string>, marked: Set<string>, centres: Set<string>, relayout?: boolean, fit?: boolean}} options
     * @returns {number} milliseconds that positions and drawing took
     */
    draw(shown, options) {
        const begun = performance.now();
        const isLarge = shown.nodes.length > largeNodes || shown.edges.length > largeEdges;
        if (!this.cy || isLarge !== this.isLarge) this.create(isLarge);
        this.drawn = shown;
        const isNew = shown.nodes.some(node => !this.at.has(node.id));
        if (isNew || options.relayout) this.givePlaces(shown, options);
        const selected = new Set(this.cy.$(":selected").map(element => element.id()));
        const elements = this.elements(shown, options);
        this.cy.batch(() => {
            this.cy.elements().remove();
            this.cy.add(elements);
            this.cy.nodes().forEach(node => {
                const place = this.at.get(node.id());
                if (place) node.position(place);
                if (options.pinned.has(node.id())) node.lock();
            });
            this.cy.elements().filter(element => selected.has(element.id())).select();
        });
        if (options.fit || options.relayout) this.fit();
        const took = performance.now() - begun;
        performance.measure("canvas-layout", {start: begun, duration: took});
        return took;
    }

    /** Gives every node a place; those that are pinned keep theirs. */
    givePlaces(shown, {pinned, centres, relayout}) {
        const centre = [...centres].find(id => shown.nodes.some(node => node.id === id)) ?? shown.nodes[0]?.id;
        const at = relayout && this.layout === "force" ? new Map([...this.at].filter(([id]) => pinned.has(id))) : this.at;
        const found = positionsOf(this.layout, shown.nodes.map(node => node.id), shown.edges, {centre, at, fixed: pinned});
        for (const [id, place] of found) this.at.set(id, place);
    }

    elements(shown, {rests, marked, pinned, centres}) {
        const ids = new Set(shown.nodes.map(node => node.id));
        const elements = shown.nodes.map(node => nodeElement(node, {isCentre: centres.has(node.id), isAbove: this.layout === "layered",
            classes: `${pinned.has(node.id) ? "pinned" : ""} ${marked.has(node.id) ? "path" : ""}`}));
        // Large pictures have no labels, and no time to lose.
        for (const edge of this.isLarge ? shown.edges : bundled(shown.edges)) {
            const element = edgeElement(edge, {isEnded: edge.isEnded});
            if ((edge.members ?? [edge]).some(member => marked.has(member.id))) element.classes += " path";
            elements.push(element);
        }
        for (const [id, rest] of rests) {
            if (!ids.has(id)) continue;
            const name = rest.count === null ? t("canvas.moreUnknown") : t("canvas.moreNode", {n: rest.count});
            const more = nodeElement({id: `more:${id}`, kind: "more", name}, {classes: "more"});
            const near = this.at.get(id) ?? {x: 0, y: 0};
            if (!this.at.has(more.data.id)) this.at.set(more.data.id, {x: near.x + 70, y: near.y + 46});
            elements.push(more, {group: "edges", data: {id: `more-edge:${id}`, source: id, target: more.data.id,
                label: "", line: more.data.line, style: "dotted", weight: 1, kind: "more"}});
        }
        return elements;
    }

    create(isLarge) {
        this.cy?.destroy();
        this.isLarge = isLarge;
        this.cy = this.cytoscape({
            container: this.place, style: styleSheet({isLarge}), elements: [], layout: {name: "preset"},
            minZoom: 0.02, maxZoom: 4, boxSelectionEnabled: true, selectionType: "single",
            // A large picture moves as a texture and is drawn anew when it stands still.
            textureOnViewport: isLarge, hideEdgesOnViewport: isLarge, motionBlur: false, pixelRatio: isLarge ? 1 : "auto",
        });
        const cy = this.cy;
        cy.on("select unselect", () => this.listeners.onSelect(cy.$(":selected").map(element => element.id())));
        cy.on("tap", "node.more", event => this.listeners.onMore(event.target.id().slice("more:".length)));
        cy.on("dbltap", "node", event => this.listeners.onOpen(event.target.id()));
        cy.on("dragfree", "node", event => {
            this.at.set(event.target.id(), {...event.target.position()});
            this.listeners.onMove();
        });
        const tip = event => { this.place.title = event.target.data("name") ?? event.target.data("label") ?? ""; };
        cy.on("mouseover", "node, edge", tip);
        cy.on("mouseout", "node, edge", () => { this.place.removeAttribute("title"); });
    }

    fit() {
        this.cy.resize();
        this.cy.fit(this.cy.elements(":visible"), 40);
        // A few nodes need not fill the whole canvas.
        if (this.cy.zoom() > 1.3) {
            this.cy.zoom(1.3);
            this.cy.center();
        }
    }

    zoom(factor) {
        const {width, height} = this.place.getBoundingClientRect();
        this.cy.zoom({level: this.cy.zoom() * factor, renderedPosition: {x: width / 2, y: height / 2}});
    }

    select(ids) {
        this.cy.batch(() => {
            this.cy.$(":selected").unselect();
            for (const id of ids) this.cy.getElementById(id).select();
        });
    }

    /** Takes up the colours of the theme. */
    recolour(options) {
        if (!this.cy) return;
        const selected = this.cy.$(":selected").map(element => element.id());
        const {zoom, pan} = {zoom: this.cy.zoom(), pan: {...this.cy.pan()}};
        this.create(this.isLarge);
        this.draw(this.drawn, options);
        this.cy.viewport({zoom, pan});
        this.select(selected);
    }
}
