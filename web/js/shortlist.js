// Long lists that show their first items, and all of them on demand. What is
// open stays open when somebody comes back to the page.

import {add, h} from "./dom.js";
import {count} from "./format.js";
import {t} from "./i18n.js";
import {note} from "./router.js";

/** Items that are shown at first; a list that has but a few more is shown whole. */
const shownMax = 10, spare = 2;

/** The lists of this page that are open, as its entry in the history has them. */
const open = () => history.state?.open ?? [];

/**
 * Puts items into a list, those behind the first ten hidden, with a button for
 * them behind the list.
 *
 * @param {string} id of the list
 * @param {Element} list takes the items: a list, or the body of a table
 * @param {Element[]} items
 * @returns {Element|null} the button; null where all are shown
 */
export function shortened(id, list, items) {
    list.id = id;
    add(list, items);
    if (items.length <= shownMax + spare) return null;
    const rest = items.slice(shownMax);
    const button = h("button", {type: "button", class: "link-button", id: `${id}-all`, "aria-controls": id});
    const show = isOpen => {
        for (const item of rest) item.hidden = !isOpen;
        button.setAttribute("aria-expanded", String(isOpen));
        button.textContent = isOpen ? t("list.fewer", {n: shownMax}) : t("list.all", {n: count(items.length)});
    };
    button.addEventListener("click", () => {
        const isOpen = button.getAttribute("aria-expanded") !== "true";
        show(isOpen);
        note(location.href, {open: [...open().filter(one => one !== id), isOpen && id].filter(Boolean)});
    });
    show(open().includes(id));
    return h("p", {class: "list-all"}, button);
}
