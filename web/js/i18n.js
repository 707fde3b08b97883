// Words in the language of the reader. Chinese unless somebody chose English;
// the choice stays in this browser.

import {remember, remembered} from "./settings.js";
import zhCanvas from "./words/zh-canvas.js";
import zhCompanies from "./words/zh-companies.js";
import zhPages from "./words/zh-pages.js";
import zhProblems from "./words/zh-problems.js";
import zhTools from "./words/zh-tools.js";
import zhValues from "./words/zh-values.js";
import enCanvas from "./words/en-canvas.js";
import enCompanies from "./words/en-companies.js";
import enPages from "./words/en-pages.js";
import enProblems from "./words/en-problems.js";
import enTools from "./words/en-tools.js";
import enValues from "./words/en-values.js";

const words = {
    zh: {...zhCanvas, ...zhCompanies, ...zhPages, ...zhProblems, ...zhTools, ...zhValues},
    en: {...enCanvas, ...enCompanies, ...enPages, ...enProblems, ...enTools, ...enValues},
};
// A page that is printed for somebody says the language in its URL.
const asked = new URLSearchParams(location.search).get("lang");
let language = (asked ?? remembered("language", "zh")) === "en" ? "en" : "zh";

/** "zh" or "en". */
export const lang = () => language;

export function setLanguage(name) {
    language = name === "en" ? "en" : "zh";
    remember("language", language);
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

/**
 * The word of a key, with `{name}` replaced by values and `{name|level|levels}`
 * by the one form for 1 and the other for all else. A key that is missing is
 * shown itself, which the browser test looks for.
 */
export function t(key, values = {}) {
    const text = words[language][key] ?? `⟦${key}⟧`;
    return text.replace(/\{([a-zA-Z]+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (_, name, one, many) =>
        (one === undefined ? values[name] ?? "" : String(values[name]) === "1" ? one : many));
}

/** Whether there is a word for the key. */
export const has = key => words[language][key] !== undefined;

/** A word of the API by its group, or what the API itself calls it. */
export const word = (group, value, otherwise = value) =>
    has(`${group}.${value}`) ? t(`${group}.${value}`) : otherwise ?? "";

/** A text that the API gives in both languages. */
export const say = text => (text ? text[language] ?? text.zh ?? text.en : "");
