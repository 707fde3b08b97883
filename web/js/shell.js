// The header of every page, and the keys that work on all of them.

import {add, fill, h} from "./dom.js";
import {lang, setLanguage, t} from "./i18n.js";
import {closeRecords, redrawRecord} from "./record.js";
import {onChange, redraw} from "./router.js";
import {searchBox} from "./search.js";
import {setTheme, theme} from "./settings.js";

const bar = h("header", {class: "topbar"});
const pages = [["/", "nav.search"], ["/graph", "nav.graph"], ["/control", "nav.control"],
    ["/board", "nav.board"], ["/records", "nav.records"], ["/data", "nav.data"]];
const themes = {auto: "◐", light: "☀", dark: "☾"};

/** The header, which follows the language and the page. */
export function header() {
    draw();
    onChange(mark);
    return bar;
}

function draw() {
    fill(bar,
        h("a", {class: "skip", href: "#frame", on: {click: skip}}, t("nav.skip")),
        h("a", {class: "brand", href: "/", "aria-label": t("nav.home")},
            h("img", {src: "/icon.svg", alt: "", width: 26, height: 26}), h("span", {}, t("app.name"))),
        h("nav", {class: "nav", "aria-label": t("nav.label")},
            pages.map(([path, key]) => h("a", {href: path}, t(key)))),
        // What is typed in the box stays there when the header is drawn anew.
        searchBox({id: "search", placeholder: t("search.placeholderShort")}),
        h("div", {class: "switches"}, languageSwitch(), themeSwitch()));
    mark();
}

function skip(event) {
    event.preventDefault();
    document.querySelector("#frame h1")?.focus();
}

function mark() {
    for (const link of bar.querySelectorAll(".nav a")) {
        const here = link.pathname === location.pathname;
        if (here) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
    }
    // The start page has the box in its middle.
    bar.classList.toggle("is-home", location.pathname === "/");
}

function languageSwitch() {
    const other = lang() === "zh" ? "en" : "zh";
    const change = () => {
        setLanguage(other);
        draw();
        redrawRecord();
        redraw();
    };
    return h("button", {type: "button", class: "switch", id: "language", lang: other === "en" ? "en" : "zh-CN",
        title: t("switch.language"), on: {click: change}}, other === "en" ? "EN" : "中文");
}

function themeSwitch() {
    const order = Object.keys(themes);
    const next = order[(order.indexOf(theme()) + 1) % order.length];
    return h("button", {type: "button", class: "switch", id: "theme",
        title: t("switch.theme", {theme: t(`theme.${theme()}`)}),
        "aria-label": t("switch.theme", {theme: t(`theme.${theme()}`)}),
            on: {click: () => { setTheme(next); draw(); }}},
    themes[theme()]);
}

let early = "";

/** What was typed on the start page before its search box was there. */
export function typedEarly() {
    const text = early.trim();
    early = "";
    return text;
}

const keepEarly = event => {
    const isWaiting = location.pathname === "/" && !document.querySelector(".home-search");
    if (isWaiting && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) early += event.key;
};

/** `/` goes to the search, Esc closes what is open beside the page. */
export function listenToKeys() {
    document.addEventListener("keydown", event => {
        const writes = event.target.closest?.("input, textarea, select, [contenteditable]");
        if (event.key === "/" && !writes && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            const box = document.querySelector(".home-search input") ?? document.querySelector("#search");
            box?.focus();
            box?.select();
        } else if (!writes) {
            keepEarly(event);
        }
        if (event.key === "Escape" && !event.defaultPrevented && closeRecords()) {
            event.preventDefault();
        }
    });
}

/** A message at the edge of the window that goes away by itself. */
export function toast(text) {
    const note = h("div", {class: "toast", role: "status"}, text);
    add(document.body, note);
    setTimeout(() => note.remove(), 5000);
}
