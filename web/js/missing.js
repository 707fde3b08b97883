// A path that leads nowhere.

import {h} from "./dom.js";
import {t} from "./i18n.js";

export async function show() {
    return h("main", {class: "page narrow"},
        h("h1", {tabindex: "-1"}, t("missing.title")),
        h("p", {}, t("missing.text", {path: location.pathname})),
        h("p", {}, h("a", {href: "/"}, t("missing.home"))));
}
