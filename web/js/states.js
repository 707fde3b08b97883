// What a part of a page shows while it waits, when it failed, and when there is
// nothing. A refusal is never shown as emptiness.

import {Problem} from "./api.js";
import {fill, h} from "./dom.js";
import {count} from "./format.js";
import {has, lang, t} from "./i18n.js";

/** Grey lines in the place of what will come. */
export function loading(lines = 3) {
    return h("div", {class: "skeleton", role: "status", "aria-label": t("state.loading")},
        Array.from({length: lines}, () => h("div", {class: "skeleton-line"})));
}

/** Nothing is there, and why that is an answer. */
export const empty = (text = t("state.empty")) => h("p", {class: "empty"}, text);

/** How many more there are than are shown, as an element of this tag; nothing where all are. */
export const othersNote = (others, tag = "p") => others > 0 &&
    h(tag, {class: "hint"}, t("list.others", {n: count(others)}));

/** How many of all are shown, and where the rest is; nothing where all are. */
export const shownNote = (shown, total, ...rest) => shown < total &&
    h("p", {class: "hint"}, t("list.shown", {shown: count(shown), total: count(total)}), rest);

/** Browsers say in words of their own that a module did not come. */
const moduleLost = /dynamically imported module|importing a module script/i;

/** The problem that the server cannot be reached, where an error is that; else null. @param {Error} error */
export function unreached(error) {
    if (error instanceof Problem) return error.code === "client.unreachable" ? error : null;
    return error instanceof TypeError && moduleLost.test(error.message)
        ? new Problem({code: "client.unreachable", title: error.message}) : null;
}

/** Loads a page anew if there is a server to load it from, else false: a module that was lost comes no other way. */
export async function goOnceReached(url = location.href) {
    if (!await fetch("/healthz").then(answer => answer.ok, () => false)) return false;
    if (url === location.href) location.reload();
    else location.assign(url);
    return true;
}

/** What to do about a problem, by its code or status. */
function advice(problem) {
    if (has(`problem.${problem.code}`)) return t(`problem.${problem.code}`);
    if (has(`problem.${problem.status}`)) return t(`problem.${problem.status}`);
    return problem.status >= 500 ? t("problem.500") : t("problem.other");
}

/** What the server says itself, which is English but for names; readers of Chinese are told by code above. */
function problemDetail(text) {
    if (!text) return null;
    const detail = h("p", {class: "problem-detail"}, text);
    // What stands in quotes is a name or number that was asked for.
    const isReadable = lang() === "en" || /[\u4e00-\u9fff]{4}/.test(text.replace(/“[^”]*”/g, ""));
    return isReadable ? detail
        : h("details", {class: "problem-more"}, h("summary", {}, t("problem.details")), detail);
}

/**
 * A problem with what happened, what to do, and a way to try again.
 *
 * @param {Error} error
 * @param {() => *} [again] gives false, or the promise of it, where it came to nothing
 */
export function failure(error, again) {
    const problem = error instanceof Problem ? error
        : unreached(error) ?? new Problem({code: "client.fault", title: String(error)});
    if (problem.code === "client.fault") console.error(error);
    const reference = [problem.status || null, problem.code, problem.requestId].filter(Boolean).join(" · ");
    return h("div", {class: "problem", role: "alert"},
        h("p", {class: "problem-title"}, advice(problem)),
        problemDetail(problem.detail || problem.title),
        problem.candidates.length > 0 && h("ul", {}, problem.candidates.map(one =>
            h("li", {}, h("a", {href: `/companies/${encodeURIComponent(one.id)}`}, `${one.name} (${one.id})`)))),
        h("p", {class: "problem-reference"}, reference),
        again && h("button", {type: "button", class: "button", on: {click: async ({target}) => {
            if (await again() === false) target.textContent = t("problem.stillGone");
        }}}, t("state.again")));
}

/** A page that could not be made. */
export function failedPage(error) {
    return h("main", {class: "page narrow"}, h("h1", {tabindex: "-1"}, t("state.failed")),
        failure(error, () => goOnceReached()),
        h("p", {}, h("a", {href: "/"}, t("missing.home"))));
}

/**
 * An element that fills itself: loading, then what `load` gives, or the problem.
 *
 * @param {(signal?: AbortSignal) => Promise<Node|Node[]>} load
 * @param {{lines?: number, tag?: string, class?: string}} [options]
 */
export function later(load, {lines = 3, ...attributes} = {}) {
    const place = h("div", attributes, loading(lines));
    const run = async () => {
        try {
            fill(place, await load());
        } catch (error) {
            if (error.name !== "AbortError") fill(place, failure(error, () => { fill(place, loading(lines)); run(); }));
        }
    };
    run();
    return place;
}

/** A titled part of a page. @param {{id?: string, aside?: Node, class?: string}} [options] */
export function section(title, content, {id, aside, class: extra = ""} = {}) {
    return h("section", {class: `card ${extra}`, id},
        h("header", {class: "card-head"}, h("h2", {}, title), aside),
        h("div", {class: "card-body"}, content));
}
