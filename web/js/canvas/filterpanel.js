// Filters, the day, the path form, and the legend, which is one with the filter
// of kinds.

import {relationTitle} from "../catalogue.js";
import {h, svg} from "../dom.js";
import {kindMark, kinds, statusBadge} from "../entity.js";
import {count, dayNumber, dayOf, percent} from "../format.js";
import {t} from "../i18n.js";
import {edgeLook} from "./style.js";

export function filterPanel(canvas) {
    const {state, filters} = canvas;
    if (state.entities.size === 0) return help();
    return [
        h("div", {class: "side-block"}, h("h3", {}, t("canvas.day")), daySlider(canvas)),
        h("div", {class: "side-block"}, h("h3", {}, t("canvas.legendNodes")), nodeKinds(canvas)),
        h("div", {class: "side-block"}, h("h3", {}, t("canvas.legendEdges")), edgeKindList(canvas)),
        h("div", {class: "side-block"}, h("h3", {}, t("canvas.filters")), shareSlider(canvas),
            statuses(canvas),
            state.hidden.size > 0 && h("button", {type: "button", class: "link-button", id: "show-all",
                on: {click: () => canvas.showAll()}},
                t("canvas.showHidden", {n: count(state.hidden.size)}))),
        state.cuts.length > 0 && h("div", {class: "side-block notice"}, h("h3", {}, t("canvas.cutTitle")),
            h("p", {}, t("canvas.cutText")), state.cuts.map(one =>
                h("span", {class: "tag"}, `${relationTitle(one.kind)} ${count(one.count)}`))),
        help(),
    ];
}

const check = (text, checked, onChange, id) => h("label", {class: "check"},
    h("input", {type: "checkbox", checked, id, on: {change: event => onChange(event.target.checked)}}), text);

/** From the first relation that has a date to today. */
function daySlider(canvas) {
    const days = [...canvas.state.edges.values()].map(edge => edge.since).filter(Boolean).sort();
    const first = dayNumber(days[0] ?? canvas.today), last = dayNumber(canvas.today);
    const day = canvas.filters.day ?? canvas.today;
    const text = h("output", {for: "day-slider"}, day);
    const choose = value => canvas.filter(one => { one.day = value >= last ? null : dayOf(value); });
    // Drawing waits until the hand rests for a moment, the number does not.
    let waiting;
    const slider = h("input", {type: "range", id: "day-slider", min: first, max: Math.max(last, first + 1),
        value: dayNumber(day),
        "aria-label": t("canvas.day"), on: {
            input: event => {
                text.textContent = dayOf(Number(event.target.value));
                clearTimeout(waiting);
                waiting = setTimeout(() => choose(Number(event.target.value)), 150);
            }}});
    // The side panel is drawn anew by every filter; the hand stays on the slider.
    if (document.activeElement?.id === "day-slider") setTimeout(() => document.getElementById("day-slider")?.focus(),
        0);
    return [h("div", {class: "slider"}, slider, text),
        check(t("canvas.ended"), canvas.filters.ended, on => canvas.filter(one => { one.ended = on; }), "ended")];
}

function nodeKinds(canvas) {
    const numbers = tally([...canvas.state.entities.values()]);
    return kinds.filter(kind => numbers.get(kind)).map(kind =>
        toggle(canvas, "nodeKindsOff", kind, kindMark(kind), t(`kind.${kind}`), numbers.get(kind)));
}

function edgeKindList(canvas) {
    const edges = [...canvas.state.edges.values()];
    const numbers = tally(edges);
    const titles = new Map(edges.map(edge => [edge.kind, relationTitle(edge.kind, edge.title)]));
    return [...numbers.keys()].map(kind => toggle(canvas, "edgeKindsOff", kind, lineMark(kind), titles.get(kind),
        numbers.get(kind)));
}

function toggle(canvas, set, kind, mark, title, number) {
    const isOn = !canvas.filters[set].has(kind);
    return h("label", {class: "check legend"},
        h("input", {type: "checkbox", checked: isOn, dataset: {kind}, on: {change: event => canvas.filter(filters => {
            if (event.target.checked) filters[set].delete(kind);
            else filters[set].add(kind);
        })}}), mark, h("span", {}, title), h("span", {class: "count"}, count(number)));
}

/** The statuses of the companies that are loaded. */
function statuses(canvas) {
    const companies = [...canvas.state.entities.values()].filter(entity => entity.kind === "company");
    const numbers = tally(companies.map(company => ({kind: company.status ?? ""})));
    if (numbers.size < 2) return null;
    return [...numbers.keys()].map(status => toggle(canvas, "statusesOff", status, statusBadge(status), "",
        numbers.get(status)));
}

function lineMark(kind) {
    const [colour, style] = edgeLook(kind);
    return svg("svg", {width: 26, height: 10, "aria-hidden": "true"},
        svg("line", {x1: 0, y1: 5, x2: 26, y2: 5, stroke: colour,
        "stroke-width": 2.5, "stroke-dasharray": style === "solid" ? null : style === "dashed" ? "6 4" : "2 3"}));
}

function tally(things) {
    const numbers = new Map();
    for (const {kind} of things) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
    return numbers;
}

function shareSlider(canvas) {
    const text = h("output", {for: "share-slider"}, percent(canvas.filters.minShare));
    return h("label", {class: "slider"}, h("span", {}, t("canvas.minShare")),
        h("input", {type: "range", id: "share-slider", min: 0, max: 100, step: 1,
            value: Math.round(canvas.filters.minShare * 100), on: {
            input: event => { text.textContent = `${event.target.value}%`; },
            change: event => canvas.filter(one => { one.minShare = Number(event.target.value) / 100; }),
        }}), text);
}

const help = () => h("div", {class: "side-block help"}, h("h3", {}, t("canvas.help")),
    h("ul", {}, ["expand", "select", "path", "keys"].map(name => h("li", {}, t(`canvas.help.${name}`)))));
