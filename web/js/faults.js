// What was wrong with delivered rows and files, in the reader's language.

import {h} from "./dom.js";
import {lang, t, word} from "./i18n.js";

/** A reason in the language of the reader, else as a refused row tells it. */
export function reasonText(reason, rows = []) {
    const row = rows.find(one => one.reason === reason);
    return word("reason", reason, row ? messageText(row.message) : reason);
}

/** A row's message, which is Chinese and behind that English; whole where it cannot be told where one ends. */
export function messageText(message) {
    const parts = /^(.*[\u3000-\u9fff\uff00-\uffef”]) ([a-z][^\u3000-\u9fff\uff00-\uffef]*)$/s.exec(message ?? "");
    return parts ? parts[lang() === "zh" ? 1 : 2] : message;
}

/** What is wrong with a file, by the code at the end of the server's message; null where there is none. */
const faultCode = text => /([a-z]+\.[a-z_]+)\)$/.exec(text)?.[1] ?? null;

/** Why a file was not read: in the reader's words, and as the server tells it. */
export function faultNote(text) {
    // Where the server keeps uploads is nobody's business.
    const told = text.replace(/^\S*\//, "");
    const words = word("fault", faultCode(told) ?? "other", t("fault.other"));
    const name = /^([^:]+): /.exec(told)?.[1];
    const detail = h("p", {class: "hint"}, told);
    // What the server says is English.
    return h("div", {class: "notice notice-warn"}, h("p", {}, name && `${name}${t("list.colon")}`, words),
        lang() === "en" ? detail : h("details", {}, h("summary", {}, t("problem.details")), detail));
}

/** Whether, and why, an import left a file unread. @returns {string[]} */
export const unreadOf = ({skipped, files}) => [...skipped, ...files.map(file => file.error).filter(Boolean)];
