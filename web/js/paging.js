// Lists that come page by page.

import {add, h} from "./dom.js";
import {t} from "./i18n.js";
import {failure, loading} from "./states.js";

/** @typedef {{items: Array, next: *}} Page `next` is the cursor of the page behind it; null for none */

/**
 * A button that appends the next page to a list, as long as there is one.
 *
 * @param {Element} list
 * @param {*} cursor
 * @param {(cursor: *) => Promise<Page>} ask
 * @param {(page: Page) => Node[]} rows draws a page
 */
export function nextPages(list, cursor, ask, rows) {
    const place = h("div", {class: "more"});
    const offer = next => {
        place.replaceChildren();
        if (!next) return;
        place.append(h("button", {type: "button", class: "button", on: {click: async () => {
            place.replaceChildren(loading(2));
            try {
                const page = await ask(next);
                add(list, rows(page));
                offer(page.next);
            } catch (error) {
                place.replaceChildren(failure(error, () => offer(next)));
            }
        }}}, t("action.more")));
    };
    offer(cursor);
    return place;
}

/**
 * A list with its first page, and the button for the others.
 *
 * @param {(cursor: *) => Promise<Page>} ask
 * @param {Object} options
 * @param {Element} options.list takes the rows: a list, or the body of a table
 * @param {(page: Page) => Node[]} options.rows draws a page
 * @param {(first: Page) => *} options.none what is shown of an answer without items
 * @param {(first: Page) => *} [options.frame] the list in what it stands in, with what is said above it
 * @param {(first: Page) => *} [options.below] what is said below the button
 */
export async function pagedList(ask, {list, rows, none, frame = () => list, below = () => null}) {
    const first = await ask(null);
    if (!first.items.length) return none(first);
    add(list, rows(first));
    return [frame(first), nextPages(list, first.next, ask, rows), below(first)];
}
