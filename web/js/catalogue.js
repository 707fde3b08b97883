// Titles of themes, departments and columns. Asked for once: answers name
// departments by their ids, and titles of themes in Chinese alone.

import {get} from "./api.js";
import {neededWords} from "./english.js";
import {representativeTitle} from "./forms.js";
import {lang, word} from "./i18n.js";

let known = null;
let themes = new Map();
let departments = new Map();

/** Loads the catalogue and the words for its values; without them ids stand for titles, no reason to show no page. */
export async function needed() {
    await Promise.all([whole().catch(() => null), neededWords()]);
}

/** All themes and departments. */
export function whole() {
    known ??= load();
    return known;
}

async function load() {
    try {
        const [themeList, departmentList] = await Promise.all([get("/v1/themes"), get("/v1/departments")]);
        themes = new Map(themeList.items.map(theme => [theme.id, theme]));
        departments = new Map(departmentList.items.map(department => [department.id, department]));
        return {themes: themeList.items, departments: departmentList.items};
    } catch (error) {
        known = null;
        throw error;
    }
}

/** Counts change with an import. */
export function stale() {
    known = null;
}

const titled = (entry, otherwise) =>
    (entry && (lang() === "en" ? entry.titleEnglish : entry.title)) || otherwise;

export const themeTitle = (id, otherwise = id) => titled(themes.get(id), otherwise);

/**
 * Themes that a text names, by their title in either language; the one of just this title first.
 *
 * @param {{isWhole?: boolean}} [options] the text is to be the whole title
 */
export function themesNamed(text, {isWhole = false} = {}) {
    const titles = theme => [theme.title, theme.titleEnglish].filter(Boolean).map(title => title.toLowerCase());
    const named = text.toLowerCase();
    return [...themes.values()]
        .filter(theme => titles(theme).some(title => (isWhole ? title === named : title.includes(named))))
        .sort((a, b) => Number(titles(b).includes(named)) - Number(titles(a).includes(named)));
}

export const departmentTitle = (id, otherwise = id) =>
    titled(departments.get(id), otherwise);

/** The block of the panorama that a theme belongs to. */
export const themeBlock = id => themes.get(id)?.block ?? null;

/** The title of a theme's column. */
export function columnTitle(theme, column, otherwise = column) {
    return titled(themes.get(theme)?.columns.find(one => one.id === column), otherwise);
}

/**
 * A relation's kind; the API's title is Chinese.
 *
 * @param {string|null} [form] of the company, by which who represents it is called: see `forms.js`
 */
export function relationTitle(kind, title, form = null) {
    if (form && kind === "legal_representative") return representativeTitle(form);
    return lang() === "zh" && title ? title : word("edge", kind, title ?? kind);
}

export const sourceTitle = id => word("source", id);
export const blockTitle = (id, title) => (lang() === "zh" && title ? title : word("block", id, title ?? id));
