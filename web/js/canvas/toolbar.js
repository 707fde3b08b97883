// The bar above the canvas: add an entity, layouts, history, exports.

import {download, fill, h} from "../dom.js";
import {t} from "../i18n.js";
import {searchBox} from "../search.js";
import {toast} from "../shell.js";
import {csv, dot, gexf, graphml, svgPicture} from "./formats.js";
import {layoutNames} from "./layouts.js";

/** Pixels that a PNG has at most on a side: browsers make no greater ones. */
const pngMax = 8000;

/** Draws the bar; the search box stays, somebody may be typing. */
export function toolbar(canvas) {
    canvas.search ??= searchBox({id: "canvas-search", placeholder: t("canvas.add"),
        pick: entity => canvas.start(entity.id)});
    if (!canvas.bar.contains(canvas.search)) fill(canvas.bar, canvas.search, canvas.tools = h("div", {class: "tools"}));
    fill(canvas.tools, layouts(canvas), history(canvas), zoom(canvas), exports(canvas));
}

const button = (text, title, action, {disabled = false, pressed = null, id = null} = {}) =>
    h("button", {type: "button", class: "tool", title, id, "aria-label": title, disabled,
        "aria-pressed": pressed === null ? null : String(pressed), on: {click: action}}, text);

const layouts = canvas => h("div", {class: "tool-group", role: "group", "aria-label": t("canvas.layout")},
    layoutNames.map(name =>
    button(t(`layout.${name}`), t(`layout.${name}.why`), () => canvas.setLayout(name),
        {pressed: canvas.view.layout === name, id: `layout-${name}`})));

const history = canvas => h("div", {class: "tool-group", role: "group"},
    button("↶", `${t("canvas.undo")} (Ctrl+Z)`, () => canvas.undo(), {disabled: !canvas.model.past.length, id: "undo"}),
    button("↷", `${t("canvas.redo")} (Ctrl+Y)`, () => canvas.redo(),
        {disabled: !canvas.model.future.length, id: "redo"}));

const zoom = canvas => h("div", {class: "tool-group", role: "group"},
    button("−", t("canvas.zoomOut"), () => canvas.view.zoom(0.8)),
        button("+", t("canvas.zoomIn"), () => canvas.view.zoom(1.25)),
    button("⤢", `${t("canvas.fit")} (F)`, () => canvas.view.fit()));

function exports(canvas) {
    const formats = ["svg", "png", "dot", "graphml", "gexf", "csv"];
    const choose = event => {
        const format = event.target.value;
        event.target.value = "";
        if (format) save(canvas, format);
    };
    return h("label", {class: "field inline"}, h("span", {class: "sr-only"}, t("canvas.export")),
        h("select", {id: "export", disabled: canvas.state.entities.size === 0, on: {change: choose}},
            h("option", {value: ""}, t("canvas.export")),
                formats.map(format => h("option", {value: format}, t(`format.${format}`)))));
}

/** Saves what is seen, and only that. */
async function save(canvas, format) {
    const seen = canvas.seen();
    const at = canvas.view.at;
    const name = `panorama-${canvas.filters.day ?? canvas.today}.${format}`;
    if (format === "svg") return download(name, svgPicture(seen, at, t("nav.graph")), "image/svg+xml");
    if (format === "png") return savePNG(canvas, name);
    const writers = {dot: () => dot(seen), graphml: () => graphml(seen), gexf: () => gexf(seen, at),
        csv: () => csv(seen)};
    const types = {dot: "text/vnd.graphviz", graphml: "application/graphml+xml", gexf: "application/gexf+xml",
        csv: "text/csv"};
    download(name, writers[format](), `${types[format]};charset=utf-8`);
}

async function savePNG(canvas, name) {
    const box = canvas.view.cy.elements().boundingBox();
    const scale = Math.min(2, pngMax / Math.max(box.w, box.h, 1));
    if (scale < 1) toast(t("canvas.pngSmaller"));
    const background = getComputedStyle(canvas.place).backgroundColor;
    const blob = await canvas.view.cy.png({output: "blob-promise", full: true, scale, bg: background});
    download(name, blob, "image/png");
}
