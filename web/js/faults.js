// What was wrong with delivered rows and files, in the reader's language.

import {h} from "./dom.js";
import {lang, word} from "./i18n.js";

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
    const words = word("fault", faultCode(told), "");
    return h("div", {class: "notice notice-warn"}, words && h("p", {}, words),
        h("p", {class: words ? "hint" : ""}, told));
}

/** Whether, and why, an import left a file unread. @returns {string[]} */
export const unreadOf = ({skipped, files}) => [...skipped, ...files.map(file => file.error).filter(Boolean)];
