// The page of the canvas: how it begins.

import {needed} from "../catalogue.js";
import {h, whenSized} from "../dom.js";
import {t} from "../i18n.js";
import {Canvas} from "./canvas.js";
import {onKey} from "./keys.js";
import {readLocation} from "./location.js";
import {beginning} from "./steps.js";

export async function show({query, signal}) {
    await needed();
    document.title = `${t("nav.graph")} · ${t("app.title")}`;
    const canvas = new Canvas(signal);
    await canvas.view.load();
    document.addEventListener("keydown", event => onKey(canvas, event), {signal});
    const page = h("main", {class: "canvas-page"},
        h("h1", {tabindex: "-1", class: "sr-only"}, t("nav.graph")),
        canvas.bar, h("div", {class: "canvas-frame"}, canvas.notes,
            h("div", {class: "canvas-room"}, canvas.place, canvas.message, canvas.status)), canvas.side);
    document.addEventListener("themechange", () => {
        if (canvas.isEmpty) return;
        canvas.view.recolour(canvas.viewOptions());
        canvas.drawAround();
    }, {signal});
    signal.addEventListener("abort", () => canvas.view.close(), {once: true});
    whenSized(canvas.place, () => restore(canvas, query), signal);
    return page;
}

/** Brings back what the URL says. */
async function restore(canvas, query) {
    canvas.asOf = query.get("as-of");
    canvas.drawAround();
    const view = readLocation(canvas);
    const steps = view.steps.length ? view.steps : query.getAll("of").map(id => (query.get("ring")
        ? {type: "ring", of: id} : query.get("owners") ? {type: "owners", of: id} : beginning(id)));
    if (!view.steps.length && query.get("owners")) canvas.view.layout = "layered";
    if (!steps.length) return;
    canvas.retry = () => restore(canvas, query);
    // What failed stays told; a canvas that was not loaded is no empty one.
    if (!(await canvas.take(steps, {isSilent: true})).length) return;
    view.finish();
    canvas.model.beginHere();
    await canvas.askRewound();
    canvas.draw({fit: !view.picture});
    if (view.picture) canvas.view.look(view.picture);
    view.select();
}
