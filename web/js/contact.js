// The page of a telephone number or e-mail address: everybody who uses it.

import {h} from "./dom.js";
import {canvasButton, opened, relationGroups, statementCards} from "./entitypage.js";
import {entityHead} from "./head.js";
import {t, word} from "./i18n.js";
import {smallGraph} from "./smallgraph.js";
import {later, section} from "./states.js";

export async function show({params}) {
    const page = await opened(params.id);
    return h("main", {class: "page"},
        entityHead({entity: page, day: page.asOf, actions: [canvasButton(page.id)],
            badges: [h("span", {class: "badge badge-plain"},
                word("contact", page.contactKind, page.contactKindTitle))]}),
        h("div", {class: "columns-2"}, h("div", {}, relationGroups(page), statementCards(page)),
            h("aside", {class: "summary"}, section(t("summary.graph"), later(() => smallGraph(page.id), {lines: 6})))));
}
