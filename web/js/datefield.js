// A day as it is typed, 2026-11-22, whatever the browser's own way is; a button
// opens the browser's calendar.

import {fill, h, svg} from "./dom.js";
import {t} from "./i18n.js";

const first = "1949-10-01", last = "2200-12-31";

/**
 * What was typed as YYYY-MM-DD: also with other marks between the numbers, or
 * none. Null where it is no such form.
 */
function dayFrom(text) {
    const plain = text.normalize("NFKC").trim();
    const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
        ?? /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain);
    return parts && `${parts[1]}-${parts[2].padStart(2, "0")}-${parts[3].padStart(2, "0")}`;
}

/** What is wrong with a day that was typed; "" where nothing is. */
function dayProblem(text) {
    if (!text.trim()) return "";
    const day = dayFrom(text);
    if (!day) return t("date.form");
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return t("date.none", {day});
    return day < first || day > last ? t("date.range", {first, last}) : "";
}

/**
 * A field for a day with its name before or above it.
 *
 * @param {string} title
 * @param {{id: string, name?: string, value?: string|null, required?: boolean, inline?: boolean,
 *   onChoose?: (day: string|null) => void}} options `onChoose` hears of a day once it is typed or chosen, and of none
 */
export function dayField(title, {id, name = null, value = "", required = false, inline = false, onChoose}) {
    const told = h("span", {class: "field-problem", id: `${id}-problem`, role: "alert"});
    let known = value ?? "";
    const settle = () => {
        const problem = dayProblem(input.value);
        fill(told, problem);
        input.setCustomValidity(problem);
        input.setAttribute("aria-invalid", String(Boolean(problem)));
        if (problem) return;
        const day = input.value.trim() ? dayFrom(input.value) : "";
        input.value = calendar.value = day;
        if (day !== known) onChoose?.(day || null);
        known = day;
    };
    const input = h("input", {type: "text", id, name, value: known, required, class: "date-text", inputmode: "numeric",
        maxlength: 11, autocomplete: "off", placeholder: t("date.placeholder"), "aria-describedby": told.id,
        on: {change: settle, input: () => {
            if (told.textContent) input.setCustomValidity(dayProblem(input.value));
        }}});
    // Seen by nobody: it is there for its calendar alone.
    const calendar = h("input", {type: "date", class: "date-calendar", tabindex: -1, "aria-hidden": "true", min: first,
        max: last, value: known, on: {change: () => {
            if (!calendar.value) return;
            input.value = calendar.value;
            settle();
        }}});
    return h("div", {class: `field date-field ${inline ? "inline" : ""}`},
        h("label", {for: id}, title),
        h("span", {class: "date-box"}, input, calendar, h("button", {type: "button", class: "icon-button date-button",
            title: t("date.calendar"), "aria-label": `${t("date.calendar")} ${title}`,
            on: {click: () => calendar.showPicker()}}, icon())),
        told);
}

const icon = () => svg("svg", {viewBox: "0 0 16 16", width: 14, height: 14, fill: "none", stroke: "currentColor",
    "aria-hidden": "true"}, svg("path", {d: "M2 3.5h12v10.5H2zM2 6.8h12M5 1.5v3.5M11 1.5v3.5"}));
