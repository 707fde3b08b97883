// The page of a telephone number or e-mail address: everybody who uses it.

import {get} from "./api.js";
import {needed} from "./catalogue.js";
import {h} from "./dom.js";
import {apiPath, asOf} from "./entity.js";
import {canvasButton, relationGroups, statementCards} from "./entitypage.js";
import {entityHead} from "./head.js";
import {t, word} from "./i18n.js";
import {looked} from "./settings.js";
import {smallGraph} from "./smallgraph.js";
import {later, section} from "./states.js";

export async function show({params}) {
    const [page] = await Promise.all([get(apiPath(params.id), {"as-of": asOf()}), needed()]);
    looked(page);
    document.title = `${page.name} · ${t("app.title")}`;
    return h("main", {class: "page"},
        entityHead({entity: page, day: page.asOf, actions: [canvasButton(page.id)],
            badges: [h("span", {class: "badge badge-plain"},
                word("contact", page.contactKind, page.contactKindTitle))]}),
        h("div", {class: "columns-2"}, h("div", {}, relationGroups(page), statementCards(page)),
            h("aside", {class: "summary"}, section(t("summary.graph"), later(() => smallGraph(page.id), {lines: 6})))));
}
