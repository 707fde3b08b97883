// The bar above the canvas: add an entity, layouts, history, exports.

import {download, fill, h, redraw} from "../dom.js";
import {t} from "../i18n.js";
import {searchBox} from "../search.js";
import {toast} from "../shell.js";
import {caption, fileName} from "./caption.js";
import {colophon} from "./colophon.js";
import {opened, writers} from "./formats.js";
import {openHelp} from "./keys.js";
import {layoutNames} from "./layouts.js";
import {pngPicture, svgPicture} from "./picture.js";

/** Draws the bar; the search box stays, somebody may be typing. */
export function toolbar(canvas) {
    canvas.search ??= searchBox({id: "canvas-search", placeholder: t("canvas.add"),
        pick: entity => canvas.start(entity.id)});
    if (!canvas.bar.contains(canvas.search)) fill(canvas.bar, canvas.search, canvas.tools = h("div", {class: "tools"}));
    redraw(canvas.tools, layouts(canvas), history(canvas), zoom(canvas), exports(canvas),
        button("?", `${t("canvas.help")} (?)`, openHelp, {id: "help"}));
}

const button = (text, title, action, {disabled = false, pressed = null, id = null} = {}) =>
    h("button", {type: "button", class: "tool", title, id, "aria-label": title, disabled,
        "aria-pressed": pressed === null ? null : String(pressed), on: {click: action}}, text);

const layouts = canvas => h("div", {class: "tool-group", role: "group", "aria-label": t("canvas.layout")},
    layoutNames.map(name =>
    button(t(`layout.${name}`), t(`layout.${name}.why`), () => canvas.setLayout(name),
        {pressed: canvas.view.layout === name, id: `layout-${name}`})));

const history = canvas => h("div", {class: "tool-group", role: "group", "aria-label": t("canvas.history")},
    button("↶", `${t("canvas.undo")} (Ctrl+Z)`, () => canvas.undo(),
        {disabled: !canvas.model.past.length, id: "undo"}),
    button("↷", `${t("canvas.redo")} (Ctrl+Y)`, () => canvas.redo(),
        {disabled: !canvas.model.future.length, id: "redo"}));

const zoom = canvas => h("div", {class: "tool-group", role: "group", "aria-label": t("canvas.zoom")},
    button("−", t("canvas.zoomOut"), () => canvas.view.zoom(0.8), {id: "zoom-out"}),
    button("+", t("canvas.zoomIn"), () => canvas.view.zoom(1.25), {id: "zoom-in"}),
    button("⤢", `${t("canvas.fit")} (F)`, () => canvas.view.fit(), {id: "fit"}));

function exports(canvas) {
    const formats = ["svg", "png", ...Object.keys(writers)];
    const choose = event => {
        const format = event.target.value;
        event.target.value = "";
        if (format) save(canvas, format);
    };
    return h("label", {class: "field inline"}, h("span", {class: "sr-only"}, t("canvas.export")),
        h("select", {id: "export", disabled: canvas.isEmpty, on: {change: choose}},
            h("option", {value: ""}, t("canvas.export")),
                formats.map(format => h("option", {value: format}, t(`format.${format}`)))));
}

/** Saves what is seen, and only that. */
async function save(canvas, format) {
    const name = fileName(canvas, format);
    if (format === "svg" || format === "png") return savePicture(canvas, name, format);
    const {write, type} = writers[format];
    const text = write(opened(canvas.shown, canvas.loaded, canvas.day), colophon(canvas), canvas.view.at);
    download(name, text, `${type};charset=utf-8`);
}

async function savePicture(canvas, name, format) {
    const picture = svgPicture(canvas.view.drawn, canvas.view.at,
        {caption: caption(canvas), marked: canvas.loaded.marked});
    if (format === "svg") return download(name, picture.text, "image/svg+xml");
    const {blob, isSmaller} = await pngPicture(picture);
    if (isSmaller) toast(t("canvas.pngSmaller"));
    download(name, blob, "image/png");
}
