// The page of the canvas: it holds the model and the view together.

import {needed} from "../catalogue.js";
import {fill, h, whenSized} from "../dom.js";
import {t} from "../i18n.js";
import {failure} from "../states.js";
import {toast} from "../shell.js";
import {addLoaded, group, hide, Model, togglePins, ungroup} from "./model.js";
import {around, beginning, load} from "./steps.js";
import {sidePanel} from "./side.js";
import {toolbar} from "./toolbar.js";
import {readLocation, writeLocation} from "./location.js";
import {View} from "./view.js";
import {noFilters, visible} from "./visible.js";

/** What all parts of the page share. */
class Canvas {
    /** @param {AbortSignal} signal aborted when the page is left */
    constructor(signal) {
        this.signal = signal;
        this.model = new Model();
        this.filters = noFilters();
        this.selected = [];
        this.today = new Date().toISOString().slice(0, 10);
        this.asOf = null;
        this.centres = new Set();
        this.busy = 0;
        this.place = h("div", {class: "canvas", id: "canvas", tabindex: "0", role: "application",
            "aria-label": t("canvas.label")});
        this.bar = h("div", {class: "canvas-bar"});
        this.side = h("aside", {class: "canvas-side", "aria-label": t("canvas.details")});
        this.status = h("p", {class: "canvas-status", role: "status"});
        this.message = h("div", {class: "canvas-message"});
        this.view = new View(this.place, {
            onSelect: ids => this.onSelect(ids), onOpen: id => this.expand([id]),
            onMore: id => this.loadMore(id), onMove: () => this.remember(),
        });
    }

    get state() { return this.model.state; }

    /** What is seen now. */
    seen() {
        return visible(this.state, this.filters,
            {today: this.today, keep: new Set([...this.centres, ...this.selected])});
    }

    viewOptions(more = {}) {
        return {rests: this.state.rests, pinned: this.state.pinned, marked: this.state.marked, centres: this.centres,
            ...more};
    }

    /** Draws everything anew. @param {{relayout?: boolean, fit?: boolean}} [options] */
    draw(options = {}) {
        const seen = this.seen();
        this.took = this.view.draw(seen, this.viewOptions(options));
        this.tell(seen);
        this.drawAround();
        this.remember();
    }

    /** Bar and side panel. */
    drawAround() {
        toolbar(this);
        sidePanel(this);
        fill(this.message, this.problem ?? (this.state.entities.size === 0 && !this.busy ? startHint() : null));
    }

    tell(seen) {
        const parts = [t("canvas.counts", {nodes: seen.nodes.length, edges: seen.edges.length})];
        const hiddenNodes = seen.loadedNodes - seen.nodes.filter(node => node.kind !== "group").length;
        if (hiddenNodes > 0) parts.push(t("canvas.filtered", {n: hiddenNodes}));
        const cut = this.state.cuts.reduce((sum, one) => sum + (one.count ?? 0), 0);
        if (cut > 0) parts.push(t("canvas.cut", {n: cut}));
        if (this.took !== undefined) parts.push(t("canvas.took", {ms: Math.round(this.took)}));
        this.status.textContent = parts.join(" · ");
    }

    remember() {
        // What comes after its page was left must not write the URL of another.
        if (!this.signal.aborted) writeLocation(this);
    }

    onSelect(ids) {
        this.selected = ids.filter(id => !id.startsWith("more"));
        clearTimeout(this.selecting);
        this.selecting = setTimeout(() => {
            if (this.signal.aborted) return;
            this.drawAround();
            this.remember();
        }, 0);
    }

    selectedNodes() {
        return this.selected.filter(id => this.state.entities.has(id) || this.state.groups.has(id));
    }

    /** Loads steps one after the other, as one action. @returns {Promise<Array>} what they brought */
    async take(steps, {fit = false, relayout = false, cursor = null, instead = null, isSilent = false} = {}) {
        this.busy += 1;
        this.place.setAttribute("aria-busy", "true");
        this.problem = null;
        fill(this.message);
        const brought = [];
        try {
            for (const step of steps) brought.push([step, await load(step, {asOf: this.asOf, cursor})]);
        } catch (error) {
            const retry = () => (isSilent ? this.retry() : this.take(steps, {fit, relayout, cursor, instead}));
            this.problem = failure(error, retry);
            fill(this.message, this.problem);
            return [];
        } finally {
            this.busy -= 1;
            this.place.removeAttribute("aria-busy");
        }
        if (this.signal.aborted) return [];
        const isFirst = this.state.entities.size === 0;
        this.model.apply(state => {
            // A longer step takes the place of the shorter one in the URL.
            if (instead) state.steps = state.steps.filter(one => one !== instead);
            for (const [step, loaded] of brought) {
                addLoaded(state, loaded);
                state.steps.push(step);
                if (isFirst && loaded.centre) this.centres.add(loaded.centre);
            }
        });
        this.today = brought[0]?.[1].asOf ?? this.today;
        if (!isSilent) this.draw({fit: fit || isFirst, relayout});
        return brought.map(([, loaded]) => loaded);
    }

    /** Starts with an entity. */
    start(id) {
        return this.take([beginning(id)]);
    }

    async expand(ids, options = {}) {
        const before = this.state.entities.size;
        const groups = ids.filter(id => this.state.groups.has(id));
        if (groups.length) return this.act(state => groups.forEach(id => ungroup(state, id)));
        if (ids.some(id => id.startsWith("more"))) return;
        const brought = await this.take(ids.map(id => around(id, options)), {fit: this.state.entities.size < 80});
        if (brought.length && this.state.entities.size === before) toast(t("canvas.nothingNew"));
    }

    /** The next page of a crowded node. */
    loadMore(id) {
        const rest = this.state.rests.get(id);
        if (!rest) return;
        const step = {...rest.step, pages: rest.step.pages + 1};
        return this.take([step], {cursor: rest.cursor, instead: rest.step});
    }

    /** A change of what is loaded that can be undone. */
    act(change, options = {}) {
        this.model.apply(change);
        this.draw(options);
    }

    hide(ids) { this.act(state => hide(state, ids)); }
    pin(ids) { this.act(state => togglePins(state, ids)); }
    group(ids) {
        const name = this.state.entities.get(ids[0])?.name ?? t("canvas.group");
        let made;
        this.act(state => { made = group(state, ids, t("canvas.groupOf", {name})); });
        this.view.select([made]);
    }
    showAll() { this.act(state => state.hidden.clear()); }
    undo() { if (this.model.undo()) this.draw(); }
    redo() { if (this.model.redo()) this.draw(); }

    async path(between) {
        const [found] = await this.take([{type: "path", between}]);
        if (!found) return;
        if (found.outcome === "none" || !found.marked?.length || found.nodes.length < 2) toast(t("canvas.noPath"));
        else toast(t("canvas.path", {hops: found.hops, n: found.pathCount ?? 1}));
        this.view.select([]);
    }

    setLayout(name) {
        this.view.layout = name;
        this.draw({relayout: true});
    }

    filter(change) {
        change(this.filters);
        this.draw();
    }
}

const startHint = () => h("div", {class: "canvas-start"}, h("h2", {}, t("canvas.startTitle")),
    h("p", {}, t("canvas.startText")));

function onKey(canvas, event) {
    if (event.target.closest("input, select, textarea")) return;
    const modified = event.ctrlKey || event.metaKey;
    const ids = canvas.selectedNodes();
    const actions = {
        z: () => modified && (event.shiftKey ? canvas.redo() : canvas.undo()), y: () => modified && canvas.redo(),
        Delete: () => ids.length && canvas.hide(ids), e: () => !modified && ids.length && canvas.expand(ids),
        p: () => !modified && ids.length && canvas.pin(ids), f: () => !modified && canvas.view.fit(),
        "+": () => canvas.view.zoom(1.25), "-": () => canvas.view.zoom(0.8),
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action && action() !== false) event.preventDefault();
}

export async function show({query, signal}) {
    await needed();
    document.title = `${t("nav.graph")} · ${t("app.title")}`;
    const canvas = new Canvas(signal);
    await canvas.view.load();
    document.addEventListener("keydown", event => onKey(canvas, event), {signal});
    const page = h("main", {class: "canvas-page"},
        h("h1", {tabindex: "-1", class: "sr-only"}, t("nav.graph")),
        canvas.bar, h("div", {class: "canvas-frame"}, canvas.place, canvas.message, canvas.status), canvas.side);
    const recolour = () => canvas.state.entities.size && canvas.view.recolour(canvas.viewOptions());
    document.addEventListener("themechange", recolour, {signal});
    signal.addEventListener("abort", () => canvas.view.close(), {once: true});
    whenSized(canvas.place, () => restore(canvas, query));
    return page;
}

/** Brings back what the URL says. */
async function restore(canvas, query) {
    canvas.asOf = query.get("as-of");
    canvas.drawAround();
    const view = readLocation(canvas);
    let steps = view.steps;
    const of = query.getAll("of");
    if (!steps.length && of.length) {
        steps = of.map(id => (query.get("ring") ? {type: "ring", of: id} : query.get("owners")
            ? {type: "owners", of: id} : beginning(id)));
        if (query.get("owners")) canvas.view.layout = "layered";
    }
    if (!steps.length) return;
    canvas.retry = () => restore(canvas, query);
    // What failed stays told; a canvas that was not loaded is no empty one.
    if (!(await canvas.take(steps, {isSilent: true})).length) return;
    view.finish();
    canvas.model.beginHere();
    canvas.draw({fit: true});
    view.select();
}

