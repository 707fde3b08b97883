// The search box with suggestions: a combobox after the ARIA pattern. A newer
// question aborts the older one, and suggestions count only while their text
// is still the one in the box.

import {get} from "./api.js";
import {needed, themesNamed, themeTitle} from "./catalogue.js";
import {add, debounce, fill, h} from "./dom.js";
import {neededWords} from "./english.js";
import {kindMark, marked, nameOf, pageOf, recordsPage, statusBadge} from "./entity.js";
import {count} from "./format.js";
import {t, word} from "./i18n.js";
import {permitBadges} from "./permits.js";
import {go} from "./router.js";
import {forgetSearches, recent, searched, searches} from "./settings.js";
import {failure} from "./states.js";

const waitMilliseconds = 120;
const suggestionsMax = 8;
/** What the server asks for at least, but for the sake of one-letter words. */
const lengthMin = 2;

/**
 * A search box.
 *
 * @param {{id: string, placeholder: string, value?: string, typed?: string, pick?: (entity: *) => void,
 *   kind?: string, isFirst?: boolean}} options `value` is what the page is about, `typed` what somebody wrote
 *   before the box was there. `pick` is what happens to a chosen entity; its page is opened unless given.
 *   `isFirst`: the page begins in this box, which offers nothing before somebody asks.
 */
export function searchBox({id, placeholder, value = "", typed = "", pick = null, kind = null, isFirst = false}) {
    const list = h("div", {class: "suggestions", id: `${id}-list`, role: "listbox", hidden: true,
        "aria-label": t("search.suggestions")});
    const input = h("input", {id, type: "search", value: typed || textLeft(id, value), placeholder,
        autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false",
        "aria-controls": `${id}-list`, "aria-autocomplete": "list", "aria-label": t("search.label"), maxlength: 200,
        "data-first": isFirst, "data-about": value});
    const box = {input, list, id, kind, pick, asking: null, items: [], of: null, active: -1};
    const ask = box.ask = debounce(() => suggest(box), waitMilliseconds);
    // What an input method is still putting together is no question yet.
    input.addEventListener("input", event => {
        // What was marked in the list belongs to the text before.
        mark(box, -1);
        if (!event.isComposing) ask();
    });
    input.addEventListener("compositionend", ask);
    input.addEventListener("focus", () => {
        const isQuiet = "first" in input.dataset && !input.value;
        delete input.dataset.first;
        if (!isQuiet) suggest(box);
    });
    input.addEventListener("click", () => list.hidden && suggest(box));
    input.addEventListener("keydown", event => onKey(box, event));
    const form = h("form", {class: "searchbox", role: "search", on: {submit: event => {
        event.preventDefault();
        submit(box);
    }, focusout: event => {
        if (!form.contains(event.relatedTarget)) close(box);
    }}}, input, h("kbd", {class: "slash", "aria-hidden": "true"}, "/"), list);
    return form;
}

/** What stands in the box that this one follows, as after a change of language; of another page, what it is about. */
function textLeft(id, value) {
    const before = document.getElementById(id);
    return before?.dataset.about === value ? before.value : value;
}

const textOf = box => box.input.value.trim();

async function submit(box) {
    const text = textOf(box);
    if (box.active >= 0) return choose(box, box.items[box.active]);
    if (box.pick) {
        if (box.of !== text) await suggest(box);
        // Somebody may have gone on writing meanwhile.
        return box.of === text && textOf(box) === text && box.items[0] && choose(box, box.items[0]);
    }
    if (text.length >= lengthMin) {
        close(box);
        searchFor(text);
    }
}

function searchFor(text) {
    searched(text);
    go(`/search?q=${encodeURIComponent(text)}`);
}

async function suggest(box) {
    box.asking?.abort();
    const text = textOf(box);
    if (text.length < lengthMin) return offerRecent(box, text);
    const asking = box.asking = new AbortController();
    try {
        const [answer] = await Promise.all([get("/v1/search", {q: text, kind: box.kind, limit: suggestionsMax},
            {signal: asking.signal, fresh: true}), neededWords()]);
        if (asking.signal.aborted) return;
        open(box, answer.items, answer.items.length ? null : t("search.nothing", {text}), answer);
        if (box.pick) return;
        const hint = await themeHint(text, {isFound: answer.items.length > 0});
        // The list itself stays open as long as the keyboard is in it.
        hint?.addEventListener("click", event => event.target.closest("a") && close(box));
        if (box.of === text) add(box.list, hint);
    } catch (error) {
        if (error.name === "AbortError") return;
        open(box, [], null);
        fill(box.list, failure(error));
    }
}

/** What was looked at and searched for last. */
function offerRecent(box, text) {
    const entities = recent();
    const texts = text || box.pick ? [] : searches().map(one => ({kind: "search", name: one}));
    open(box, [...entities, ...texts], text ? t("search.tooShort") : t("search.recent"));
    if (!texts.length || box.list.hidden) return;
    const title = h("div", {class: "suggestions-title spread"}, t("search.searches"),
        h("button", {type: "button", class: "link-button", tabindex: "-1", on: {mousedown: event => {
            event.preventDefault();
            forgetSearches();
            offerRecent(box, text);
        }}}, t("search.forget")));
    box.list.querySelectorAll('[role="option"]')[entities.length].before(title);
    if (!entities.length) box.list.firstElementChild.remove();
}

/** Themes that the hint names. */
const themesMax = 3;

/**
 * Who looks for a kind of records is led to them; null for other texts.
 *
 * @param {{isFound?: boolean}} [options] where entities are found, only what is a theme's title as it stands counts
 */
export async function themeHint(text, {isFound = false} = {}) {
    await needed();
    const asked = text.trim();
    const named = asked.length < lengthMin ? [] : themesNamed(asked, {isWhole: isFound}).slice(0, themesMax);
    if (!named.length) return null;
    const links = named.map((one, index) => [index > 0 && t("list.comma"),
        h("a", {href: recordsPage({theme: one.id})},
            t("search.themeRecords", {theme: themeTitle(one.id), n: count(one.facts)}))]);
    return h("p", {class: "hint theme-hint"}, t(isFound ? "search.themeToo" : "search.theme", {text: asked}), " ",
        links, !isFound && [" · ", t("search.themeCompany")]);
}

function open(box, items, title, answer = null) {
    if (document.activeElement !== box.input) return;
    Object.assign(box, {items, of: textOf(box), active: -1});
    const more = answer && !box.pick && answer.total > items.length;
    fill(box.list,
        title && (items.length || answer || box.input.value) && h("div", {class: "suggestions-title"}, title),
        items.map((entity, index) => suggestion(box, entity, index)),
        more && h("div", {class: "suggestions-more"}, t("search.allHits", {n: answer.total})));
    box.list.hidden = box.list.childElementCount === 0;
    box.input.setAttribute("aria-expanded", String(!box.list.hidden));
    box.input.removeAttribute("aria-activedescendant");
}

function suggestion(box, entity, index) {
    return h("div", {class: "suggestion", role: "option", id: `${box.id}-${index}`, "aria-selected": "false",
        tabindex: "-1",
        on: {mousedown: event => { event.preventDefault(); choose(box, entity); }}},
    entity.kind === "search" ? h("span", {class: "hint", "aria-hidden": "true"}, "↻") : kindMark(entity.kind),
    h("span", {class: "suggestion-name"}, marked(nameOf(entity), textOf(box)),
        entity.number && ` ${entity.number}`), hints(entity));
}

/** What tells this hit from others of its name, and why it was found. */
function hints(entity) {
    return h("span", {class: "suggestion-why"},
        entity.company && h("span", {}, entity.company.name),
        entity.ageBand && entity.ageBand !== "unknown"
            && h("span", {}, word("age", entity.ageBand, entity.ageBandTitle)),
        entity.kind === "permit" ? permitBadges(entity) : entity.status && statusBadge(entity.status),
        entity.match && h("span", {class: "why"}, matchReason(entity)));
}

/** Why a hit matched, in words. */
export function matchReason({match, name}) {
    const reason = `${word("field", match.field)} · ${word("how", match.how)}`;
    return match.text && match.text !== name ? `${reason}: ${match.text}` : reason;
}

function onKey(box, event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
        if (box.list.hidden) return;
        event.preventDefault();
        close(box);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (box.list.hidden) suggest(box);
        else move(box, event.key === "ArrowDown" ? 1 : -1);
    }
}

function move(box, step) {
    const all = box.items.length;
    if (all) mark(box, ((box.active + step + (box.active < 0 && step < 0 ? 1 : 0)) % all + all) % all);
}

/** Marks a suggestion; -1 is none. */
function mark(box, active) {
    box.active = active;
    box.list.querySelectorAll('[role="option"]').forEach((option, index) => {
        option.setAttribute("aria-selected", String(index === box.active));
        if (index === box.active) option.scrollIntoView({block: "nearest"});
    });
    if (active < 0) box.input.removeAttribute("aria-activedescendant");
    else box.input.setAttribute("aria-activedescendant", `${box.id}-${active}`);
}

function choose(box, entity) {
    close(box);
    if (box.pick) {
        box.input.value = "";
        return box.pick(entity);
    }
    if (entity.kind === "search") return searchFor(entity.name);
    if (box.of?.length >= lengthMin) searched(box.of);
    box.input.value = "";
    box.input.blur();
    go(pageOf(entity.id));
}

function close(box) {
    box.ask.cancel();
    box.asking?.abort();
    box.list.hidden = true;
    box.active = -1;
    box.input.setAttribute("aria-expanded", "false");
}
