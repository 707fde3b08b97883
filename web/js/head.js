// The heads of pages: name, badges, facts, the day that is shown, tabs.

import {dayField} from "./datefield.js";
import {h} from "./dom.js";
import {kindMark} from "./entity.js";
import {momentWithZone} from "./format.js";
import {t} from "./i18n.js";
import {change, query} from "./router.js";

/**
 * @param {{entity: {kind: string, name: string}, badges?: Node[], facts?: Array<[string, *]>, day: string,
 *   actions?: Node[]}} options `day` is the day that the answer describes
 */
export function entityHead({entity, badges = [], facts = [], day, actions = []}) {
    return h("header", {class: "entity-head"},
        h("div", {class: "entity-title"},
            h("p", {class: "overline"}, kindMark(entity.kind), t(`kind.${entity.kind}`)),
            h("h1", {tabindex: "-1"}, entity.name, " ", badges),
            printedNote(day),
            h("dl", {class: "inline-facts"}, facts.filter(([, value]) => value).map(([name, value]) =>
                h("div", {}, h("dt", {}, name), h("dd", {}, value))))),
        h("div", {class: "entity-actions"}, dayPicker(day), h("div", {class: "buttons"}, actions)));
}

/** The head of a page about no entity. @param {string} lead what the page is for */
export const pageHead = (title, lead, day) => h("header", {class: "entity-head"},
    h("div", {class: "entity-title"}, h("h1", {tabindex: "-1"}, title), h("p", {class: "lead"}, lead),
        printedNote(day)),
    h("div", {class: "entity-actions"}, dayPicker(day)));

/** On paper: the day that is described, and when it was printed. */
const printedNote = day => h("p", {class: "print-only hint"},
    t("asOf.printed", {day, made: momentWithZone(new Date())}));

/** The as-of day; the URL keeps it, and links to other pages take it along. */
function dayPicker(day) {
    const chosen = query().get("as-of");
    const choose = value => change({"as-of": value, record: null});
    return h("div", {class: `day-picker ${chosen ? "is-past" : ""}`},
        dayField(t("asOf.label"), {id: "as-of-day", value: day, inline: true, onChoose: choose}),
        chosen && h("button", {type: "button", class: "link-button", on: {click: () => choose(null)}},
            t("asOf.today")));
}

/** The view that the URL asks for, else the first one. @param {string[]} names */
export const viewOf = (query, names) => (names.includes(query.get("view")) ? query.get("view") : names[0]);

/** Tabs whose choice is `view` of the URL. @param {Array<[string, string]>} items */
export function tabs(items, chosen) {
    const choose = name => change({view: name === items[0][0] ? null : name, ...clearOfView()});
    const step = event => {
        const all = [...event.currentTarget.children];
        const at = all.indexOf(document.activeElement);
        const to = event.key === "ArrowRight" ? at + 1 : event.key === "ArrowLeft" ? at - 1 : null;
        if (to !== null && at >= 0) all[(to + all.length) % all.length].focus();
    };
    return h("div", {class: "tabs", role: "tablist", on: {keydown: step}}, items.map(([name, title]) =>
        h("button", {type: "button", role: "tab", class: "tab", "aria-selected": String(name === chosen),
            tabindex: name === chosen ? "0" : "-1", dataset: {view: name}, on: {click: () => choose(name)}}, title)));
}

/** Parameters that belong to one view only. */
function clearOfView() {
    return {from: null, to: null, theme: null, department: null, kinds: null, measure: null, depth: null,
        levels: null, "diff-from": null, "diff-to": null, "in-force": null, rules: null, record: null};
}
