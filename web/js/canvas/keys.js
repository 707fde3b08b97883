// The keys of the canvas, and the panel that lists them.

import {h} from "../dom.js";
import {t} from "../i18n.js";
import {layoutNames} from "./layouts.js";

/** What is listed: the keys as they are called, and what they do. */
const listed = [
    ["L", "list"], ["↑ ↓ Enter", "choose"], ["E", "expand"], ["P", "pin"], ["C", "centre"], ["Delete", "hide"],
    ["Ctrl+Z", "undo"], ["Ctrl+Y", "redo"], ["F", "fit"], ["+ −", "zoom"], ["← → ↑ ↓", "pan"], ["1 2 3", "layout"],
    ["Esc", "unselect"], ["/", "search"], ["?", "help"],
];
const panStep = 60;

/** What each key does; false where it does nothing now, so that the browser may. */
function actionsOf(canvas, event) {
    const ids = canvas.selectedNodes(), {view} = canvas;
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
    const plain = work => () => isPlain && (work() ?? true);
    const onSome = work => plain(() => ids.length > 0 && (work() ?? true));
    const pan = (x, y) => plain(() => event.target === canvas.place && (view.pan(x, y) ?? true));
    return {
        z: () => !isPlain && (event.shiftKey ? canvas.redo() : canvas.undo()), y: () => !isPlain && canvas.redo(),
        Delete: onSome(() => canvas.hide(ids)), e: onSome(() => void canvas.expand(ids)),
        p: onSome(() => canvas.pin(ids)), c: plain(() => ids.length === 1 && (canvas.centre(ids[0]) ?? true)),
        f: plain(() => view.fit()), "+": plain(() => view.zoom(1.25)), "=": plain(() => view.zoom(1.25)),
        "-": plain(() => view.zoom(0.8)),
        l: plain(() => canvas.side.querySelector("#node-list")?.focus()), Escape: onSome(() => view.select([])),
        "?": plain(() => openHelp()),
        ArrowLeft: pan(panStep, 0), ArrowRight: pan(-panStep, 0), ArrowUp: pan(0, panStep),
        ArrowDown: pan(0, -panStep),
        ...Object.fromEntries(layoutNames.map((name, index) =>
            [String(index + 1), plain(() => void (canvas.isEmpty || canvas.setLayout(name)))])),
    };
}

export function onKey(canvas, event) {
    if (event.defaultPrevented || event.target.closest("input, select, textarea, dialog")) return;
    const action = actionsOf(canvas, event)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action && action() !== false) event.preventDefault();
}

/** Opens the list of what can be done; Escape closes it and gives the focus back. */
export function openHelp() {
    if (document.querySelector("#canvas-help")) return;
    const close = () => dialog.close();
    const dialog = h("dialog", {id: "canvas-help", class: "canvas-help", "aria-labelledby": "canvas-help-title",
        on: {close: () => dialog.remove(), click: event => event.target === dialog && close()}},
    h("div", {}, h("div", {class: "spread"}, h("h2", {id: "canvas-help-title"}, t("canvas.help")),
        h("button", {type: "button", class: "icon-button", "aria-label": t("canvas.helpClose"),
            on: {click: close}}, "✕")),
    h("ul", {}, ["expand", "select", "path", "hover"].map(name => h("li", {}, t(`canvas.help.${name}`)))),
    h("dl", {class: "keys"}, listed.map(([keys, name]) => [
        h("dt", {}, keys.split(" ").map(key => h("kbd", {}, key))), h("dd", {}, t(`canvas.key.${name}`))]))));
    document.body.append(dialog);
    dialog.showModal();
}
