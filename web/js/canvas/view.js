// The canvas itself: cytoscape with positions of our own. Large pictures drop
// what makes them slow (curves, arrows, labels from afar), nothing else.

import {debounce} from "../dom.js";
import {t} from "../i18n.js";
import {positionsOf} from "./layouts.js";
import {bundled, edgeElement, nodeElement, styleSheet} from "./style.js";

/** From so many elements on, a picture counts as large. */
const largeNodes = 500;
const largeEdges = 1200;
/** In a large picture labels are drawn from this zoom on, so many at most. */
const nameFrom = 0.45;
const namesMax = 400;
const footHeight = 40;

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
        this.exchange(this.elements(shown, options), options.pinned);
        if (options.fit || options.relayout) this.fit();
        const took = performance.now() - begun;
        performance.measure("canvas-layout", {start: begun, duration: took});
        // cytoscape styles and draws with the next frame; this is when that stands.
        requestAnimationFrame(() => requestAnimationFrame(() =>
            performance.measure("canvas-frame", {start: begun, end: performance.now()})));
        return took;
    }

    /** Changes what cytoscape holds into these elements, touching only what differs. */
    exchange(elements, pinned) {
        const next = new Map(elements.map(element => [element.data.id, element]));
        const key = element => `${element.classes}|${element.data.label}`;
        const ends = element => `${element.data.source}|${element.data.target}`;
        // An edge that gets another end, as when its node joins a group, is a new one.
        const stays = (id, before) => next.has(id) && ends(next.get(id)) === before.ends;
        const fresh = [];
        this.cy.batch(() => {
            for (const [id, before] of this.held) {
                if (stays(id, before)) continue;
                this.cy.getElementById(id).remove();
                this.held.delete(id);
            }
            for (const [id, element] of next) {
                const isNode = element.group === "nodes";
                if (!this.held.has(id)) {
                    fresh.push(isNode ? {...element, position: {...this.at.get(id)}, locked: pinned.has(id)} : element);
                    continue;
                }
                const drawn = this.cy.getElementById(id);
                if (this.held.get(id).key !== key(element)) drawn.data(element.data).classes(element.classes);
                if (!isNode) continue;
                drawn.unlock();
                drawn.position({...this.at.get(id)});
                if (pinned.has(id)) drawn.lock();
            }
            this.cy.add(fresh);
        });
        this.held = new Map(elements.map(element => [element.data.id, {key: key(element), ends: ends(element)}]));
    }

    /** Gives every node a place; those that are pinned keep theirs. */
    givePlaces(shown, {pinned, centres, relayout}) {
        const centre = [...centres].find(id => shown.nodes.some(node => node.id === id)) ?? shown.nodes[0]?.id;
        const at = relayout && this.layout === "force" ? new Map([...this.at].filter(([id]) => pinned.has(id)))
            : this.at;
        const found = positionsOf(this.layout, shown.nodes.map(node => node.id), shown.edges,
            {centre, at, fixed: pinned});
        for (const [id, place] of found) this.at.set(id, place);
    }

    elements(shown, {rests, marked, pinned, centres}) {
        const ids = new Set(shown.nodes.map(node => node.id));
        const elements = shown.nodes.map(node =>
            nodeElement(node, {isCentre: centres.has(node.id), isAbove: this.layout === "layered",
            classes: `${this.isLarge && centres.has(node.id) ? "named" : ""} ${pinned.has(node.id) ? "pinned" : ""} ${marked.has(node.id) ? "path" : ""}`}));
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
                label: "", line: more.data.line, style: "dotted", weight: 1, kind: "more"}, classes: ""});
        }
        return elements;
    }

    create(isLarge) {
        this.cy?.destroy();
        this.isLarge = isLarge;
        this.held = new Map();
        this.named = new Set();
        this.cy = this.cytoscape({
            container: this.place, style: styleSheet({isLarge}), elements: [], layout: {name: "preset"},
            minZoom: 0.005, maxZoom: 4, boxSelectionEnabled: true, selectionType: "single",
            // A large picture moves as a texture and is drawn anew when it stands still.
            textureOnViewport: isLarge, hideEdgesOnViewport: isLarge, motionBlur: false,
                pixelRatio: isLarge ? 1 : "auto",
        });
        const cy = this.cy;
        cy.on("select unselect", () => this.listeners.onSelect(cy.$(":selected").map(element => element.id())));
        cy.on("tap", "node.more", event => this.listeners.onMore(event.target.id().slice("more:".length)));
        // Two quick clicks on two nodes are no double click, whatever cytoscape says.
        let taps = [];
        cy.on("tap", "node", event => { taps = [taps[1], event.target.id()]; });
        cy.on("dbltap", "node", event => { if (taps[0] === taps[1]) this.listeners.onOpen(event.target.id()); });
        cy.on("dragfree", "node", event => {
            this.at.set(event.target.id(), {...event.target.position()});
            this.listeners.onMove();
        });
        if (isLarge) cy.on("viewport", debounce(() => this.nameNear(), 120));
        const tip = event => { this.place.title = event.target.data("name") ?? event.target.data("label") ?? ""; };
        cy.on("mouseover", "node, edge", tip);
        cy.on("mouseout", "node, edge", () => { this.place.removeAttribute("title"); });
    }

    /** In a large picture: labels for what is near enough to be read, and for nothing else. */
    nameNear() {
        if (!this.cy) return;
        const {x1, x2, y1, y2} = this.cy.extent();
        const near = this.cy.zoom() < nameFrom ? [] : this.drawn.nodes.filter(({id}) => {
            const {x, y} = this.at.get(id);
            return x > x1 && x < x2 && y > y1 && y < y2;
        });
        const wanted = new Set(near.slice(0, namesMax).map(node => node.id));
        this.cy.batch(() => {
            for (const id of this.named) if (!wanted.has(id)) this.cy.getElementById(id).removeClass("named");
            for (const id of wanted) if (!this.named.has(id)) this.cy.getElementById(id).addClass("named");
        });
        this.named = wanted;
    }

    fit() {
        if (!this.cy) return;
        this.cy.resize();
        // By our own positions: cytoscape would work out the box of every label.
        const {left, right, top, bottom} = this.extent();
        if (left > right) return;
        const [width, height] = [this.cy.width(), this.cy.height()];
        const [across, down] = [right - left + 150, bottom - top + 90];
        // A few nodes need not fill the whole canvas.
        // The line of numbers at the foot stays free.
        const zoom = Math.min(1.3, width / across, (height - footHeight) / down);
        this.cy.viewport({zoom, pan: {x: width / 2 - zoom * (left + right) / 2,
            y: (height - footHeight) / 2 - zoom * (top + bottom) / 2}});
    }

    /** The corners of what is drawn. */
    extent() {
        const box = {left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity};
        for (const {id} of this.drawn.nodes) {
            const {x, y} = this.at.get(id);
            box.left = Math.min(box.left, x);
            box.right = Math.max(box.right, x);
            box.top = Math.min(box.top, y);
            box.bottom = Math.max(box.bottom, y);
        }
        return box;
    }

    zoom(factor) {
        if (!this.cy) return;
        const {width, height} = this.place.getBoundingClientRect();
        this.cy.zoom({level: this.cy.zoom() * factor, renderedPosition: {x: width / 2, y: height / 2}});
    }

    select(ids) {
        this.cy.batch(() => {
            this.cy.$(":selected").unselect();
            for (const id of ids) this.cy.getElementById(id).select();
        });
    }

    /** Lets go of what cytoscape holds. */
    close() {
        this.cy?.destroy();
        this.cy = null;
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
