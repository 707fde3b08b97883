// Filters that the URL keeps, as several pages have them.

import {dayField} from "./datefield.js";
import {h} from "./dom.js";
import {t} from "./i18n.js";
import {change} from "./router.js";

/** A control with its name above it; a change goes into the URL. */
export const field = (title, control) => h("label", {class: "field"}, h("span", {}, title), control);

/** A control with its name before it. */
export const inlineField = (title, control) => h("label", {class: "field inline"}, h("span", {}, title), control);

/** A day of the URL. @param {string} [title] */
export const dateField = (name, query, title = t(`filter.${name}`)) => dayField(title, {id: `day-${name}`, name,
    value: query.get(name), onChoose: day => change({[name]: day})});

const choiceOption = chosen => ([value, title]) => h("option", {value, selected: value === chosen}, title);

/**
 * A choice between values with titles.
 *
 * @param {Iterable<[string, string|Array<[string, string]>]>} options an array in place of a title: a group of
 *   options, titled by what stands before it
 * @param {string|null} chosen
 * @param {(value: string) => void} [onChange]
 * @param {Object} [attributes] of the control
 */
export const choice = (options, chosen, onChange = null, attributes = {}) =>
    h("select", {...attributes, on: onChange && {change: event => onChange(event.target.value)}},
        [...options].map(([value, title]) => (Array.isArray(title)
            ? h("optgroup", {label: value}, title.map(choiceOption(chosen))) : choiceOption(chosen)([value, title]))));

/** The values that the URL has for these names. */
export const valuesOf = (names, query) => Object.fromEntries(names.map(name => [name, query.get(name)]));

/** A choice of the URL. @param {Iterable<[string, string]>} options values with titles, behind that for none */
export const choiceField = (name, options, query, {title = t(`filter.${name}`), none = t("filter.all")} = {}) =>
    field(title, choice([["", none], ...options], query.get(name) ?? "", value => change({[name]: value || null}),
        {name}));

/** A button that takes all of these out of the URL; nothing where none is set. */
export const clearButton = (names, query) => names.some(name => query.get(name)) &&
    h("button", {type: "button", class: "link-button",
        on: {click: () => change(Object.fromEntries(names.map(name => [name, null])))}}, t("filter.clear"));

/** What to say where the first day comes after the last, so that there is nothing to ask; else null. */
export const reversedNote = query => {
    const from = query.get("from"), to = query.get("to");
    return from && to && from > to
        ? h("p", {class: "notice notice-warn", role: "alert", id: "reversed"}, t("filter.reversed", {from, to})) : null;
};
