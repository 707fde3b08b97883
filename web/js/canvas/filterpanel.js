// Filters, the day, the path form, and the legend, which is one with the filter
// of kinds.

import {relationTitle} from "../catalogue.js";
import {debounce, h, svg} from "../dom.js";
import {kindMark, kinds, statusBadge} from "../entity.js";
import {count, dayNumber, dayOf, percent} from "../format.js";
import {t} from "../i18n.js";
import {membersText, tally} from "./elements.js";
import {stepName} from "./caption.js";
import {openHelp} from "./keys.js";
import {isOver, ofDay} from "./ofday.js";
import {budgetMax, isOfDay, sameKinds} from "./steps.js";
import {dashes, edgeLook} from "./style.js";
import {standIn} from "./visible.js";

/** @param {ReturnType<import("./visible.js").visible>} seen */
export function filterPanel(canvas, seen) {
    const {state, loaded} = canvas;
    if (canvas.isEmpty) return help();
    return [
        h("div", {class: "side-block"}, h("h3", {}, t("canvas.day")), daySlider(canvas)),
        h("div", {class: "side-block"}, legendHead("canvas.legendNodes"), nodeKinds(canvas, seen),
            seen.nodes.some(isOver) && dashNote("over", svg("rect", {x: 1, y: 1, width: 24, height: 12, rx: 3,
                fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-dasharray": "4 3"}))),
        h("div", {class: "side-block"}, legendHead("canvas.legendEdges"), edgeKindList(canvas, seen),
            seen.edges.some(edge => edge.isEnded) && dashNote("ended", svg("line", {x1: 0, y1: 7, x2: 26, y2: 7,
                stroke: "currentColor", opacity: 0.5, "stroke-width": 2.5, "stroke-dasharray": dashes.dashed}))),
        h("div", {class: "side-block"}, h("h3", {}, t("canvas.filters")), shareSlider(canvas),
            statuses(canvas, seen), drawnApart(canvas, "spellings", "premises"),
            drawnApart(canvas, "mentions", "person"),
            state.hidden.size > 0 && h("button", {type: "button", class: "link-button", id: "show-all",
                on: {click: () => canvas.showAll()}},
                t("canvas.showHidden", {n: count(state.hidden.size)}))),
        cutList(canvas, loaded.cuts),
        help(),
    ];
}

const check = (text, checked, onChange, id) => h("label", {class: "check"},
    h("input", {type: "checkbox", checked, id, on: {change: event => onChange(event.target.checked)}}), text);

const legendHead = key => h("h3", {class: "legend-head"}, t(key),
    h("small", {class: "hint"}, t("canvas.shownLoaded")));

/** What broken outlines and pale lines say. */
const dashNote = (name, mark) => h("p", {class: "dash-note hint", id: `dashes-${name}`},
    svg("svg", {width: 26, height: 14, "aria-hidden": "true"}, mark), h("span", {}, t(`canvas.dashes.${name}`)));

/** What budgets left out, step by step, and how to get it. */
function cutList(canvas, cuts) {
    if (!cuts.length) return null;
    const steps = [...Map.groupBy(cuts, cut => cut.step)];
    return h("div", {class: "side-block notice"}, h("h3", {}, t("canvas.cutTitle")),
        h("p", {}, t("canvas.cutText")),
        steps.map(([step, own], index) => h("p", {}, h("strong", {}, stepName(canvas, step)), " ",
            own.map(one => h("span", {class: "tag"}, `${relationTitle(one.kind)} ${count(one.count)}`)), " ",
            step.budget < budgetMax && step.depth > 1 && h("button", {type: "button", class: "button small",
                id: `raise-${index}`, on: {click: () => canvas.take([{...step, budget: budgetMax}])}},
            t("canvas.raise", {n: budgetMax})))));
}

/** From the first relation that has a date to today. */
function daySlider(canvas) {
    const since = [...canvas.loaded.edges.values()].map(edge => edge.since).filter(Boolean);
    const first = dayNumber(since.reduce((low, day) => (day < low ? day : low), canvas.today));
    const last = dayNumber(canvas.today), day = canvas.filters.day ?? canvas.today;
    const text = h("output", {for: "day-slider"}, day);
    const choose = value => canvas.filter(one => { one.day = value >= last ? null : dayOf(value); });
    // Drawing waits until the hand rests for a moment, the number does not.
    const wait = debounce(choose, 150);
    const slider = h("input", {type: "range", id: "day-slider", min: first, max: Math.max(last, first + 1),
        value: dayNumber(day), "aria-label": t("canvas.day"), on: {
            input: event => {
                text.textContent = dayOf(Number(event.target.value));
                wait(Number(event.target.value));
            }}});
    const isPartial = canvas.filters.ended && canvas.state.entries.some(entry => isOfDay(entry.step));
    return [h("div", {class: "slider"}, slider, text),
        check(t("canvas.ended"), canvas.filters.ended, on => canvas.filter(one => { one.ended = on; }), "ended"),
        isPartial && h("p", {class: "hint", id: "ended-partial"}, t("canvas.endedPartial")),
        canvas.absent().map(step =>
            h("p", {class: "notice"}, t("canvas.absent", {day, step: stepName(canvas, step)})))];
}

/** What the picture shows of each kind, and what it might: both count a place and a person once. */
function nodeKinds(canvas, seen) {
    const {entities} = canvas.loaded;
    const numbers = tally(kindsOf(asDrawn(canvas))), shown = tally(kindsOf(seen.nodes));
    const onRecord = tally(kindsOf([...entities.values()]));
    const rows = kinds.filter(kind => numbers.get(kind)).map(kind => toggle(canvas, "nodeKindsOff", kind, {
        mark: kindMark(kind), title: t(`kind.${kind}`), number: numbers.get(kind), shown: shown.get(kind),
        hint: onRecord.get(kind) > numbers.get(kind)
            && membersText({kind, members: {length: onRecord.get(kind)}})}));
    const groups = shown.get("group");
    return [...rows, groups && h("p", {class: "check legend", id: "legend-groups"}, h("span", {class: "kind"}),
        h("span", {}, t("canvas.group")), h("span", {class: "count"}, count(groups)))];
}

/** What is loaded, every place and person once unless spellings or mentions are drawn apart. */
function asDrawn({loaded, filters}) {
    return [...loaded.entities.values()].filter(({id}) => standIn(loaded, filters, id) === id);
}

function edgeKindList(canvas, seen) {
    // What joins the spellings of one place is drawn where these are.
    const {loaded, filters} = canvas, one = id => standIn(loaded, filters, id);
    const edges = [...loaded.edges.values()].filter(({kind, from, to}) =>
        !sameKinds.has(kind) || one(from) !== one(to));
    const numbers = tally(kindsOf(edges)), shown = tally(kindsOf(seen.edges));
    const titles = new Map(edges.map(edge => [edge.kind, relationTitle(edge.kind, edge.title)]));
    return [...numbers.keys()].map(kind => toggle(canvas, "edgeKindsOff", kind, {mark: lineMark(kind),
        title: titles.get(kind), number: numbers.get(kind), shown: shown.get(kind)}));
}

/** A row of the legend, which hides what it names: how many are seen, and of how many if that is not all. */
function toggle(canvas, set, kind, {mark, title, number, shown = 0, hint = null}) {
    const isOn = !canvas.filters[set].has(kind);
    const change = event => canvas.filter(filters => {
        if (event.target.checked) filters[set].delete(kind);
        else filters[set].add(kind);
    });
    return h("label", {class: "check legend"},
        h("input", {type: "checkbox", checked: isOn, id: `${set}-${kind}`, dataset: {kind}, on: {change}}), mark,
        h("span", {}, title, hint && h("small", {class: "hint"}, ` ${hint}`)),
        h("span", {class: "count", title: t("canvas.shownOf", {shown: count(shown), number: count(number)})},
            shown < number ? `${count(shown)} / ${count(number)}` : count(number)));
}

/** The statuses of the companies that are loaded, as of the day. */
function statuses(canvas, seen) {
    const byStatus = things => tally(things.filter(one => one.kind === "company").map(one => one.status ?? ""));
    const numbers = byStatus([...canvas.loaded.entities.values()].map(one => ofDay(one, canvas.day)));
    const shown = byStatus(seen.nodes);
    if (numbers.size < 2) return null;
    return [...numbers.keys()].map(status => toggle(canvas, "statusesOff", status, {mark: statusBadge(status),
        title: "", number: numbers.get(status), shown: shown.get(status)}));
}

/** Places and persons are drawn once unless somebody wants to see their spellings or mentions. */
function drawnApart(canvas, filter, kind) {
    const {entities, ones} = canvas.loaded;
    const others = [...ones].filter(([id, one]) => id !== one && entities.get(id).kind === kind).length;
    return others > 0 && check(t(`canvas.show.${filter}`, {n: count(others)}), canvas.filters[filter],
        on => canvas.filter(one => { one[filter] = on; }), filter);
}

function lineMark(kind) {
    const [colour, style] = edgeLook(kind);
    return svg("svg", {width: 26, height: 10, "aria-hidden": "true"},
        svg("line", {x1: 0, y1: 5, x2: 26, y2: 5, stroke: colour, "stroke-width": 2.5,
            "stroke-dasharray": dashes[style]}));
}

const kindsOf = things => things.map(one => one.kind);

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
    h("ul", {}, ["expand", "select", "path", "hover"].map(name => h("li", {}, t(`canvas.help.${name}`)))),
    h("button", {type: "button", class: "link-button", id: "all-keys", on: {click: openHelp}}, t("canvas.allKeys")));
