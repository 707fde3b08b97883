// The canvas itself: cytoscape with positions of our own. Large pictures drop
// what makes them slow (curves, arrows), and no picture draws names on each other.

import {debounce} from "../dom.js";
import {positionsOf} from "./layouts.js";
import {farFont} from "./labels.js";
import {bundled, edgeElement, edgeLabel, isLarge, lineText, moreElements, nodeElement, roomOf} from "./elements.js";
import {boxAround, extentOf} from "./geometry.js";
import {farZoom, giveNames} from "./naming.js";
import {styleSheet} from "./style.js";

/** Pixels that stay free around a picture shown as a whole; at the foot stand the numbers. */
const nearRoom = {side: 26, head: 26, foot: 52};
/** From afar names have a size of their own on the screen, which the corners do not count. */
const farRoom = {side: 75, head: 40, foot: 85};
/** A few nodes need not fill the whole canvas. */
const zoomMost = 1.3;
/** How long the picture moves when it moves by itself. */
const moveMilliseconds = 300;
/** Beside a node under the pointer others fade while there are no more than this. */
const fadeMost = 300;
/** A node under the pointer shows what its lines say if it has no more than this. */
const toldMost = 12;

export class View {
    /**
     * @param {HTMLElement} place
     * @param {{onSelect: (ids: string[]) => void, onOpen: (id: string) => void, onMore: (key: string) => void,
     *   onMove: () => void}} listeners
     */
    constructor(place, listeners) {
        this.place = place;
        this.listeners = listeners;
        this.at = new Map();
        this.cy = null;
        this.isLarge = null;
        this.layout = "force";
        /** What is drawn: with the nodes for what waits. */
        this.drawn = {nodes: [], edges: []};
        this.lines = [];
        /** What the names were given for; null where that has changed in another way than by moving. */
        this.namedFor = null;
        this.settled = debounce(() => {
            if (!this.cy) return;
            // A picture that was fitted when it was drawn has its names already.
            if (this.namedFor !== this.outlook()) this.name();
            this.listeners.onMove();
        }, 120);
    }

    async load() {
        this.cytoscape ??= (await import("/vendor/cytoscape.js")).c;
    }

    /**
     * Draws what is visible; nodes that are new get a place.
     *
     * @param {import("./visible.js").Seen} shown
     * @param {{pinned: Set<string>, marked: Set<string>, centres: Set<string>, relayout?: boolean,
     *   fit?: boolean}} options
     * @returns {number} milliseconds that positions and drawing took
     */
    draw(shown, options) {
        const begun = performance.now();
        const before = this.cy && {...this.picture(), selected: this.selected()};
        const isNewRenderer = !this.cy || isLarge(shown) !== this.isLarge;
        if (isNewRenderer) this.create(isLarge(shown));
        this.shown = shown;
        const more = shown.rests.map(moreElements);
        this.drawn = {...shown, nodes: [...shown.nodes, ...more.map(one => one.entity)]};
        // In large pictures lines have no names, and there is no time to lose.
        this.lines = this.isLarge ? [] : told(bundled(shown.edges), options.marked);
        this.givePlaces(shown, more, options);
        this.exchange(this.elements(shown, more, options), options.pinned);
        if (isNewRenderer && before) {
            this.look(before);
            this.select(before.selected);
        }
        if (options.fit || options.relayout) this.fit();
        this.name();
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
        const key = element => `${element.classes}|${element.data.label}|${element.data.weight}`;
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

    /** Gives every node a place that has none, or all of them; those that are pinned keep theirs. */
    givePlaces(shown, more, {pinned, centres, relayout}) {
        const ids = [...shown.nodes.map(node => node.id), ...more.map(one => one.node.data.id)];
        if (!relayout && ids.every(id => this.at.has(id))) return;
        // Owners stand above what is theirs, and so does a company above its branches.
        const downward = edge => (edge.kind === "branch_of" ? {from: edge.to, to: edge.from} : edge);
        const edges = [...shown.edges.map(downward),
            ...more.map(({edge}) => ({from: edge.data.source, to: edge.data.target}))];
        const centre = [...centres].find(id => ids.includes(id)) ?? ids[0];
        const at = relayout && this.layout === "force" ? new Map([...this.at].filter(([id]) => pinned.has(id)))
            : this.at;
        const rooms = new Map(this.drawn.nodes.map(node => [node.id, node]));
        const found = positionsOf(this.layout, ids, edges, {centre, at, fixed: pinned,
            sizeOf: this.isLarge ? undefined : id => roomOf(rooms.get(id))});
        for (const [id, place] of found) this.at.set(id, place);
    }

    elements(shown, more, {marked, pinned, centres}) {
        const stands = (node, set) => set.has(node.id) || node.members?.some(id => set.has(id));
        const nodes = shown.nodes.map(node => nodeElement(node, {isCentre: stands(node, centres),
            isPinned: pinned.has(node.id), isMarked: stands(node, marked)}));
        const edges = (this.isLarge ? shown.edges : this.lines).map(edge => edgeElement(edge, {
            isMarked: (edge.members ?? [edge]).some(member => marked.has(member.id))}));
        return [...nodes, ...edges, ...more.flatMap(({node, edge}) => [node, edge])];
    }

    create(large) {
        this.cy?.destroy();
        this.isLarge = large;
        this.held = new Map();
        this.named = new Set();
        this.cy = this.cytoscape({
            container: this.place, style: styleSheet({isLarge: large}), elements: [], layout: {name: "preset"},
            minZoom: 0.005, maxZoom: 4, boxSelectionEnabled: true, selectionType: "single",
            // A large picture moves as a texture and is drawn anew when it stands still.
            textureOnViewport: large, hideEdgesOnViewport: large, motionBlur: false, pixelRatio: large ? 1 : "auto",
        });
        this.listen(this.cy);
    }

    listen(cy) {
        // A box around many nodes selects each by an event of its own.
        cy.on("select unselect", debounce(() => {
            if (this.cy !== cy) return;
            this.listeners.onSelect(this.selected());
            this.touched();
        }, 0));
        cy.on("tap", "node.more", event => this.listeners.onMore(event.target.data("rest")));
        // Two quick clicks on two nodes are no double click, whatever cytoscape says.
        let taps = [];
        cy.on("tap", "node", event => { taps = [taps[1], event.target.id()]; });
        cy.on("dbltap", "node", event => { if (taps[0] === taps[1]) this.listeners.onOpen(event.target.id()); });
        cy.on("dragfree", "node", event => {
            this.at.set(event.target.id(), {...event.target.position()});
            this.touched();
        });
        cy.on("viewport", this.settled);
        cy.on("mouseover", "node, edge", event => this.pointAt(event.target));
        cy.on("mouseout", "node, edge", event => this.leave(event.target));
    }

    /** Shows what is under the pointer: its name, what its lines say and whom they lead to. */
    pointAt(element) {
        this.place.title = element.data("name") ?? "";
        element.addClass("hover");
        if (element.isEdge()) return;
        // A name that had no room is as large as the others now.
        if (element.hasClass("far") || this.isLarge) element.style("font-size", farFont / this.cy.zoom());
        if (this.cy.nodes().length > fadeMost) return;
        const near = element.closedNeighborhood(), lines = near.edges();
        this.cy.batch(() => {
            this.cy.elements().not(near).addClass("faded");
            if (lines.length <= toldMost) lines.addClass("hover");
        });
    }

    leave(element) {
        this.place.removeAttribute("title");
        if (element.isNode() && !this.named.has(element.id())
            && (element.hasClass("far") || this.isLarge)) element.removeStyle("font-size");
        this.cy.batch(() => this.cy.elements(".hover, .faded").removeClass("hover faded"));
    }

    /** Names for what has room for one. */
    name() {
        this.named = giveNames(this.cy, this.drawn, {lines: this.lines, at: this.at, isLarge: this.isLarge,
            before: this.named});
        this.namedFor = this.outlook();
    }

    /** Names need to be given anew, wherever one looks. */
    touched() {
        this.namedFor = null;
        this.settled();
    }

    /** Which part of the picture is looked at. */
    outlook() {
        const {x, y} = this.cy.pan();
        return [this.cy.zoom(), x, y, this.cy.width(), this.cy.height()].join(" ");
    }

    /** Shows all of the picture. @param {{isMoving?: boolean}} [options] whether the eye can follow */
    fit({isMoving = false} = {}) {
        if (!this.cy) return;
        this.cy.resize();
        // By our own positions: cytoscape would work out the box of every label.
        const near = this.isLarge ? null : this.frame(nearRoom, roomOf);
        const frame = near && near.zoom >= farZoom ? near : this.frame(farRoom, () => [0, 0]);
        if (!frame) return;
        const zoom = Math.min(frame.zoom, near && near.zoom >= farZoom ? zoomMost : farZoom - 0.001);
        const pan = {x: this.cy.width() / 2 - zoom * frame.x, y: frame.middle - zoom * frame.y};
        const isStill = !isMoving || matchMedia("(prefers-reduced-motion: reduce)").matches;
        if (isStill) this.cy.viewport({zoom, pan});
        else this.cy.animate({zoom, pan}, {duration: moveMilliseconds});
    }

    /** Shows all of the picture if something of what came since is not in sight. @param {Set<string>} before */
    fitNew(before) {
        if (!this.cy) return;
        const {x1, x2, y1, y2} = this.cy.extent();
        const isAway = ({x, y}) => x < x1 || x > x2 || y < y1 || y > y2;
        const fresh = this.drawn.nodes.filter(({id, kind}) => kind === "more" || !before.has(id));
        if (fresh.some(({id}) => isAway(this.at.get(id)))) this.fit({isMoving: true});
    }

    /** How far one can look at what is drawn with so much room around it, and what is in the middle then. */
    frame({side, head, foot}, sizeOf) {
        const {left, right, top, bottom} = extentOf(this.drawn.nodes.map(node =>
            boxAround(this.at.get(node.id), ...sizeOf(node).map(value => value / 2))));
        if (left > right) return null;
        const [across, down] = [this.cy.width() - 2 * side, this.cy.height() - head - foot];
        return {zoom: Math.min(across / (right - left + 1), down / (bottom - top + 1)), x: (left + right) / 2,
            y: (top + bottom) / 2, middle: head + down / 2};
    }

    /** Its place has another size. */
    resize() {
        this.cy?.resize();
    }

    zoom(factor) {
        if (!this.cy) return;
        const {width, height} = this.place.getBoundingClientRect();
        this.cy.zoom({level: this.cy.zoom() * factor, renderedPosition: {x: width / 2, y: height / 2}});
    }

    /** Moves the picture by pixels of the screen. */
    pan(x, y) {
        this.cy?.panBy({x, y});
    }

    /** Where nodes lie, and which part of it is looked at: what the history of the browser keeps. */
    picture() {
        if (!this.cy) return null;
        const round = value => Math.round(value * 10) / 10;
        return {at: this.drawn.nodes.map(({id}) => [id, round(this.at.get(id).x), round(this.at.get(id).y)]),
            zoom: this.cy.zoom(), pan: {...this.cy.pan()}};
    }

    /** Looks at the part of a picture that was looked at. */
    look({zoom, pan}) {
        this.cy.viewport({zoom, pan: {...pan}});
    }

    selected() {
        return this.cy.$(":selected").map(element => element.id());
    }

    select(ids) {
        this.cy.batch(() => {
            this.cy.$(":selected").unselect();
            for (const id of ids) this.cy.getElementById(id).select();
        });
    }

    /** Moves a node into the middle unless it is seen already. */
    reveal(id) {
        const node = this.cy.getElementById(id);
        if (node.empty()) return;
        const {x1, x2, y1, y2} = this.cy.extent(), {x, y} = node.position();
        if (x < x1 || x > x2 || y < y1 || y > y2) this.cy.center(node);
    }

    /** Lets go of what cytoscape holds. */
    close() {
        this.cy?.destroy();
        this.cy = null;
    }

    /** Takes up the colours of the theme. */
    recolour(options) {
        if (!this.cy) return;
        this.isLarge = null;
        this.draw(this.shown, options);
    }
}

/** Lines with those of a path first, which all say what they are: how things are connected is the question. */
function told(lines, marked) {
    const isMarked = line => line.members.some(edge => marked.has(edge.id));
    const named = lines.filter(isMarked).map(line => ({...line, text: lineText(line) || edgeLabel(line)}));
    return [...named, ...lines.filter(line => !isMarked(line))];
}
