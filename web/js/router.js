// Client-side routes with the History API. A page is a module with
// `show(context)`, which returns the element of the page; modules are loaded
// when first needed, so that the first page is there at once.

import {h} from "./dom.js";
import {failedPage, failure, goOnceReached, unreached} from "./states.js";

/**
 * @typedef {Object} Context
 * @property {Object<string, string>} params of the path
 * @property {URLSearchParams} query
 * @property {AbortSignal} signal aborts when the page is left
 */

const routes = [];
/** Aborts when the page that is shown is left; it stays until another one has come. */
let displayed = new AbortController();
/** That of the page which is asked for; the one that is shown once it has come. */
let leave = displayed;
let frame = null;
let shown = "";
/** Of the page that is shown, which is not that of the window while another is asked for. */
let displayedURL = location.href;
const listeners = new Set();

/** Adds a route such as `/companies/:id`. */
export function route(pattern, load) {
    const names = [];
    const source = pattern.replace(/:([a-z]+)/g, (_, name) => {
        names.push(name);
        return "([^/]+)";
    });
    routes.push({expression: new RegExp(`^${source}/?$`), names, load});
}

/** Calls `listener` after every change of the URL. */
export function onChange(listener) {
    listeners.add(listener);
}

/** The parameters of the URL now. */
export const query = () => new URLSearchParams(location.search);

/** Parameters that open something beside the page, which then stays as it is. */
const besides = ["record"];

/** Aborts when the page that is shown now is left. */
export const leaving = () => leave.signal;

/** Goes to a path of this application. */
export function go(url, {replace = false} = {}) {
    if (!replace) history.replaceState({...history.state, scroll: scrollY}, "");
    history[replace ? "replaceState" : "pushState"]({}, "", url);
    render();
}

/**
 * Changes parameters of the URL; null takes one away.
 *
 * @param {Object<string, string|null>} changes
 * @param {{replace?: boolean, silent?: boolean}} [options] silent: the page has
 *   already drawn what the URL says.
 */
export function change(changes, {replace = false, silent = false} = {}) {
    const next = query();
    for (const [name, value] of Object.entries(changes)) {
        next.delete(name);
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined && one !== "") next.append(name, one);
        }
    }
    const text = next.toString();
    const url = location.pathname + (text ? `?${text}` : "") + location.hash;
    if (!silent) return go(url, {replace});
    history[replace ? "replaceState" : "pushState"]({...history.state}, "", url);
    shown = key();
    for (const listener of listeners) listener();
}

/** Writes a URL that the page has drawn already, such as that of the canvas, and what the history keeps besides. */
export function note(url, state = {}) {
    history.replaceState({...history.state, ...state}, "", url);
    shown = key();
}

/** Puts a URL that the page has drawn already into the history, so that the way back leads to the one before. */
export function put(url) {
    if (url === location.pathname + location.search + location.hash) return;
    history.replaceState({...history.state, scroll: scrollY}, "");
    history.pushState({}, "", url);
    shown = key();
    for (const listener of listeners) listener();
}

/** Begins: pages are drawn into `element`. */
export function start(element) {
    frame = element;
    history.scrollRestoration = "manual";
    addEventListener("popstate", () => render(history.state?.scroll ?? 0));
    document.addEventListener("click", follow);
    return render();
}

/** Draws the page of the URL again, as after a change of language. */
export function redraw() {
    shown = "";
    return render(scrollY);
}

function follow(event) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    const path = link.pathname;
    if (path.startsWith("/v1/") || path.startsWith("/openapi") || (link.hash && path === location.pathname)) return;
    event.preventDefault();
    go(path + link.search);
}

function key() {
    const rest = query();
    for (const name of besides) rest.delete(name);
    return `${location.pathname}?${rest}${location.hash}`;
}

async function render(scroll = 0) {
    for (const listener of listeners) listener();
    if (shown === key()) return;
    const samePage = shown.split("?")[0] === location.pathname;
    const focused = samePage ? focusMark() : null;
    shown = key();
    const mine = shown;
    if (leave !== displayed) leave.abort();
    const coming = leave = new AbortController();
    const {signal} = coming;
    const {load, params} = find();
    frame.setAttribute("aria-busy", "true");
    tellState(null);
    const {page, error} = await load().then(module => module.show({params, query: query(), signal}))
        .then(page => ({page}), error => ({error: unreached(error) ?? error}));
    // Meanwhile somebody may have gone elsewhere.
    if (mine !== shown) return;
    frame.removeAttribute("aria-busy");
    if (error) tellState("failed", error.message || error.code || String(error));
    if (error && unreached(error) && frame.querySelector("main")) return stay(error, coming);
    displayed.abort();
    displayed = coming;
    displayedURL = location.href;
    const drawn = page ?? failedPage(error);
    frame.replaceChildren(drawn);
    if (!samePage || scroll) scrollTo(0, scroll);
    if (!samePage) (drawn.querySelector("[data-first]") ?? drawn.querySelector("h1"))?.focus({preventScroll: true});
    else if (focused) drawn.querySelector(focused)?.focus({preventScroll: true});
}

/** Leaves the page before as it is, with its URL, and says above it that the server is gone. */
function stay(problem, coming) {
    coming.abort();
    leave = displayed;
    const wanted = location.href;
    history.replaceState(history.state, "", displayedURL);
    shown = key();
    for (const listener of listeners) listener();
    frame.querySelector(".unreached")?.remove();
    frame.prepend(h("div", {class: "unreached"}, failure(problem, () => goOnceReached(wanted))));
    scrollTo(0, 0);
}

/** What finds the focused control again on the page that is drawn anew, so that keyboards stay where they were. */
function focusMark() {
    const element = document.activeElement;
    if (!frame.contains(element)) return null;
    if (element.id) return `#${CSS.escape(element.id)}`;
    if (element.dataset.view) return `[data-view="${CSS.escape(element.dataset.view)}"]`;
    return element.getAttribute("name") ? `[name="${CSS.escape(element.getAttribute("name"))}"]` : null;
}

/**
 * Says on the document what has become of the page, for programs that print it:
 * `ready`, `failed` with the problem, or nothing as long as it is being made.
 */
export function tellState(state, problem = "") {
    const {dataset} = document.documentElement;
    delete dataset.state;
    delete dataset.problem;
    if (problem) dataset.problem = problem;
    if (state) dataset.state = state;
}

/** The parts of a path as they were meant; null where it is malformed. */
function decoded(values) {
    try {
        return values.map(decodeURIComponent);
    } catch {
        return null;
    }
}

function find() {
    for (const {expression, names, load} of routes) {
        const match = expression.exec(location.pathname);
        if (!match) continue;
        const values = decoded(match.slice(1));
        if (!values) break;
        return {load, params: Object.fromEntries(names.map((name, index) => [name, values[index]]))};
    }
    return {load: () => import("./missing.js"), params: {}};
}
