// The canvas: it holds what is loaded, the filters and the view together, and
// everything that can be done with them.

import {fill, h, redraw} from "../dom.js";
import {nameOf} from "../entity.js";
import {today} from "../format.js";
import {t} from "../i18n.js";
import {toast} from "../shell.js";
import {failure} from "../states.js";
import {restText} from "./elements.js";
import {gathered, withEntry, withPage} from "./entries.js";
import {writeLocation} from "./location.js";
import {group, hide, Model, togglePins, ungroup} from "./model.js";
import {sidePanel} from "./side.js";
import {ofDay} from "./ofday.js";
import {pathNotes} from "./pathnotes.js";
import {around, beginning, chosen, isOfDay, load, pathBetween, questionOf} from "./steps.js";
import {toolbar} from "./toolbar.js";
import {View} from "./view.js";
import {noFilters, standIn, visible} from "./visible.js";

/** Below so many nodes an expansion is shown as a whole. */
const fitMax = 80;

export class Canvas {
    /** @param {AbortSignal} signal aborted when the page is left */
    constructor(signal) {
        this.signal = signal;
        this.model = new Model();
        this.filters = noFilters();
        this.selected = [];
        this.today = today();
        this.asOf = null;
        this.busy = 0;
        /** What steps of a day answer for other days, by question and day. */
        this.rewound = new Map();
        /** What is drawn now. */
        this.shown = this.seen();
        this.place = h("div", {class: "canvas", id: "canvas", tabindex: "0", role: "application",
            "aria-label": t("canvas.label")});
        this.bar = h("div", {class: "canvas-bar"});
        this.side = h("aside", {class: "canvas-side", "aria-label": t("canvas.details")});
        this.status = h("p", {class: "canvas-status", role: "status"});
        this.message = h("div", {class: "canvas-message"});
        /** What was found between two. */
        this.notes = h("div", {class: "canvas-notes", id: "path-notes", role: "status"});
        this.view = new View(this.place, {
            onSelect: ids => this.onSelect(ids), onOpen: id => this.expand([id]),
            onMore: key => this.loadMore(key), onMove: () => this.remember(),
        });
    }

    get state() { return this.model.state; }

    /** All that is loaded; for a day of the slider also what its answers say. */
    get loaded() {
        const {entries} = this.state, {day} = this.filters;
        const past = day === null ? [] : entries.map(entry => this.rewound.get(dayKey(entry.step, day)))
            .filter(entry => entry?.nodes);
        const all = [...entries, ...past];
        const isSame = this.gathered && all.length === this.gathered.of.length
            && all.every((entry, index) => entry === this.gathered.of[index]);
        if (!isSame) this.gathered = {of: all, ...gathered(all)};
        return this.gathered;
    }

    get isEmpty() { return this.state.entries.length === 0; }

    /** What is to be seen, worked out anew. */
    seen() {
        return visible(this.loaded, this.state, this.filters,
            {today: this.today, keep: new Set([...this.state.centres, ...this.selected])});
    }

    viewOptions(more = {}) {
        return {pinned: this.state.pinned, marked: this.loaded.marked, centres: this.state.centres, ...more};
    }

    /** Draws everything anew. @param {{relayout?: boolean, fit?: boolean}} [options] */
    draw(options = {}) {
        this.shown = this.seen();
        // What is not seen any more is not selected either.
        const there = new Set([...this.shown.nodes, ...this.shown.edges].map(one => one.id));
        if (this.selected.some(id => !there.has(id))) {
            this.selected = this.selected.filter(id => there.has(id));
            this.shown = this.seen();
        }
        this.tellWays();
        this.took = this.view.draw(this.shown, this.viewOptions(options));
        this.tell();
        this.drawAround();
        this.remember();
        this.rewind();
    }

    /** Bar and side panel. */
    drawAround() {
        toolbar(this);
        sidePanel(this);
        fill(this.message, this.problem ?? (this.isEmpty && !this.busy ? startHint() : null));
    }

    /** What was found between two, above the picture, which has the rest of the room. */
    tellWays() {
        const before = this.notes.offsetHeight;
        redraw(this.notes, pathNotes(this));
        if (this.notes.offsetHeight !== before) this.view.resize();
    }

    /** The numbers at the foot. */
    tell() {
        const {nodes, edges, away} = this.shown;
        const parts = [t("canvas.counts", {nodes: nodes.length, edges: edges.length})];
        for (const [reason, n] of away) parts.push(t(`canvas.away.${reason}`, {n}));
        const cut = this.loaded.cuts.reduce((sum, one) => sum + (one.count ?? 0), 0);
        if (cut > 0) parts.push(t("canvas.cut", {n: cut}));
        if (this.took !== undefined) parts.push(t("canvas.took", {ms: Math.round(this.took)}));
        this.status.textContent = parts.join(" · ");
    }

    remember() {
        // What comes after its page was left must not write the URL of another.
        if (!this.signal.aborted) writeLocation(this);
    }

    onSelect(ids) {
        if (this.signal.aborted) return;
        this.selected = ids.filter(id => !id.startsWith("more"));
        this.drawAround();
        this.remember();
    }

    selectedNodes() {
        return this.selected.filter(id => this.loaded.entities.has(id) || this.state.groups.has(id));
    }

    /** The day that the picture is of. */
    get day() { return this.filters.day ?? this.today; }

    /** The entity or group of an identifier, as it is on the day. */
    node(id) {
        const entity = this.loaded.entities.get(id);
        return entity ? ofDay(entity, this.day) : this.state.groups.get(id) ?? null;
    }

    /**
     * Waits for an answer, with the sign of it; a problem is told, with a way to try again.
     *
     * @returns {Promise<*>} null if it failed
     */
    async waitFor(work, again) {
        this.busy += 1;
        this.place.setAttribute("aria-busy", "true");
        this.problem = null;
        fill(this.message);
        try {
            return await work();
        } catch (error) {
            this.problem = failure(error, again);
            fill(this.message, this.problem);
            return null;
        } finally {
            this.busy -= 1;
            if (!this.busy) this.place.removeAttribute("aria-busy");
        }
    }

    /** Loads steps one after the other, as one action. @returns {Promise<Array>} what they brought */
    async take(steps, {fit = false, isSilent = false} = {}) {
        const brought = await this.waitFor(async () => {
            const entries = [];
            for (const step of steps) entries.push(await load(step, {asOf: this.asOf}));
            return entries;
        }, () => (isSilent ? this.retry() : this.take(steps, {fit})));
        if (!brought || this.signal.aborted) return [];
        const isFirst = this.isEmpty;
        this.model.apply(state => {
            for (const entry of brought) {
                state.entries = withEntry(state.entries, entry);
                if (isFirst && entry.centre) state.centres.add(entry.centre);
            }
        });
        this.today = brought[0]?.asOf ?? this.today;
        if (!isSilent) this.draw({fit: fit || isFirst});
        return brought;
    }

    /** Brings an entity, and shows where it is. */
    async start(id) {
        const [found] = await this.take([beginning(id)], {fit: this.isSmall});
        if (!found) return;
        // Another spelling of its place, another mention of its person may stand there for it.
        const shown = standIn(this.loaded, this.filters, found.centre);
        this.view.select([shown]);
        this.view.reveal(shown);
    }

    /** Whether the picture can be shown as a whole after every step. */
    get isSmall() { return this.loaded.entities.size < fitMax; }

    async expand(ids, options = {}) {
        const groups = ids.filter(id => this.state.groups.has(id));
        if (groups.length) return this.act(state => groups.forEach(id => ungroup(state, id)));
        if (ids.some(id => id.startsWith("more"))) return;
        const before = this.loaded.edges.size, drawn = this.shown.edges.length;
        const join = options.join ?? chosen.join;
        // Who is one is expanded as one: each mention has relations of its own.
        const all = join === "merged" ? [...new Set(ids.flatMap(id => this.loaded.mentions(id)))] : ids;
        const brought = await this.take(all.map(id => around(id, {...options, join})), {fit: this.isSmall});
        if (!brought.length) return;
        const n = this.loaded.edges.size - before;
        const waiting = this.shown.rests.filter(rest => all.includes(rest.at) || all.includes(rest.node));
        if (n === 0 && waiting.length) {
            toast(t("canvas.moreWaits", {text: waiting.map(restText).join(t("list.semicolon"))}));
        } else if (n === 0) toast(t("canvas.nothingNew"));
        else if (this.shown.edges.length === drawn) toast(t("canvas.newUnseen", {n}));
    }

    /** The next page of a crowded node. */
    async loadMore(key) {
        const rest = this.loaded.rests.find(one => one.key === key);
        if (!rest) return;
        const before = new Set(this.shown.nodes.map(node => node.id));
        await this.takePage(key, rest);
        this.view.fitNew(before);
    }

    async takePage(key, rest) {
        const step = {...rest.step, pages: rest.step.pages + 1};
        if (!rest.cursor) return this.take([step]);
        const page = await this.waitFor(() => load(step, {asOf: this.asOf, cursor: rest.cursor}),
            () => this.loadMore(key));
        if (!page || this.signal.aborted) return;
        this.act(state => {
            state.entries = state.entries.map(entry => (entry.step === rest.step ? withPage(entry, page) : entry));
        });
    }

    /** Draws the day of the slider once its answers are there. */
    async rewind() {
        if (await this.askRewound()) this.draw();
    }

    /**
     * Asks the steps that answer for one day alone again for the day of the slider.
     *
     * @returns {Promise<boolean>} whether answers came that are to be drawn
     */
    async askRewound() {
        const {day} = this.filters;
        const wanted = day === null ? [] : this.state.entries.map(entry => entry.step)
            .filter(step => isOfDay(step) && !this.rewound.has(dayKey(step, day)));
        if (!wanted.length) return false;
        for (const step of wanted) this.rewound.set(dayKey(step, day), {});
        const forget = () => wanted.forEach(step => this.rewound.delete(dayKey(step, day)));
        const found = await this.waitFor(() => Promise.all(wanted.map(step => load(step, {asOf: day})
            // Who was in no ring on that day has an empty answer.
            .catch(error => { if (error.status !== 404) throw error; return null; }))),
        () => { forget(); this.draw(); });
        if (!found || this.signal.aborted) return false;
        wanted.forEach((step, index) =>
            this.rewound.set(dayKey(step, day), found[index] ?? {isAbsent: true}));
        return this.filters.day === day;
    }

    /** What a step brought, for the day of the slider where it answers for one; nothing until that is here. */
    answerOf(step) {
        if (isOfDay(step) && this.filters.day !== null) return this.rewound.get(dayKey(step, this.filters.day));
        return this.state.entries.find(entry => entry.step === step);
    }

    /** Steps that had no answer on the day of the slider. */
    absent() {
        return this.state.entries.map(entry => entry.step).filter(step =>
            this.rewound.get(dayKey(step, this.filters.day))?.isAbsent);
    }

    /** A change of what is loaded that can be undone. */
    act(change, options = {}) {
        this.model.apply(change);
        this.draw(options);
    }

    hide(ids) { this.act(state => hide(state, ids)); }
    /** Hides all but these. */
    keepOnly(ids) { this.hide(this.shown.nodes.map(node => node.id).filter(id => !ids.includes(id))); }
    pin(ids) { this.act(state => togglePins(state, ids)); }
    group(ids) {
        const first = this.node(ids[0]), name = first ? nameOf(first) : t("canvas.group");
        let made;
        this.act(state => { made = group(state, ids, t("canvas.groupOf", {name})); });
        this.view.select([made]);
    }
    centre(id) {
        this.act(state => { state.centres = new Set([id]); }, {relayout: this.view.layout === "radial"});
    }
    showAll() { this.act(state => state.hidden.clear()); }
    undo() { if (this.model.undo()) this.draw(); }
    redo() { if (this.model.redo()) this.draw(); }

    async path(between) {
        const [found] = await this.take([pathBetween(between)], {fit: true});
        if (found) this.view.select([]);
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

/** A way is asked for anew where a longer one may be found. */
const dayKey = (step, day) => `${questionOf(step)}~${step.hops ?? ""}@${day}`;

const startHint = () => h("div", {class: "canvas-start"}, h("h2", {}, t("canvas.startTitle")),
    h("p", {}, t("canvas.startText")));
