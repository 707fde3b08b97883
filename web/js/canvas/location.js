// The canvas in the URL: what was loaded in which steps, filters, what is
// hidden, pinned, grouped and selected. It stands behind the `#`, which stays in
// the browser, so that it may be long.

import {note} from "../router.js";
import {address} from "../api.js";
import {layoutNames} from "./layouts.js";
import {decode, encode} from "./steps.js";
import {group} from "./model.js";

const list = set => [...set].join(",");
const split = text => (text ?? "").split(",").filter(Boolean);

/** Writes what the canvas shows into the URL. */
export function writeLocation(canvas) {
    const {state, filters, view} = canvas;
    if (state.entities.size === 0) return;
    const parts = new URLSearchParams();
    for (const step of state.steps) parts.append("s", encode(step));
    const single = {
        layout: view.layout === "force" ? "" : view.layout, nodes: list(filters.nodeKindsOff),
            edges: list(filters.edgeKindsOff),
        min: filters.minShare || "", day: filters.day ?? "", ended: filters.ended ? "1" : "",
            status: [...filters.statusesOff].map(one => one || "-").join(","),
        hide: list(state.hidden), sel: canvas.selected.slice(0, 20).join(","),
        pin: [...state.pinned].map(id => [id, ...pinnedAt(view, id)].join("@")).join(","),
    };
    for (const [name, value] of Object.entries(single)) if (value !== "") parts.append(name, value);
    for (const one of state.groups.values()) parts.append("group", [one.name, ...one.members].join("~"));
    const query = address("/graph", {"as-of": canvas.asOf, record: new URLSearchParams(location.search).get("record")});
    note(`${query}#${parts}`);
}

const pinnedAt = (view, id) => {
    const place = view.at.get(id);
    return place ? [Math.round(place.x), Math.round(place.y)] : [];
};

/**
 * What the URL says: filters at once, the rest when the steps are loaded.
 *
 * @returns {{steps: Array, finish: () => void, select: () => void}} `select` once all is drawn
 */
export function readLocation(canvas) {
    const parts = new URLSearchParams(location.hash.slice(1));
    const {filters, view} = canvas;
    if (layoutNames.includes(parts.get("layout"))) view.layout = parts.get("layout");
    filters.nodeKindsOff = new Set(split(parts.get("nodes")));
    filters.edgeKindsOff = new Set(split(parts.get("edges")));
    filters.minShare = Number(parts.get("min")) || 0;
    filters.day = parts.get("day") || null;
    filters.ended = parts.get("ended") === "1";
    filters.statusesOff = new Set(split(parts.get("status")).map(one => (one === "-" ? "" : one)));
    const pins = split(parts.get("pin")).map(text => text.split("@"));
    for (const [id, x, y] of pins) if (y !== undefined) view.at.set(id, {x: Number(x), y: Number(y)});
    const hidden = split(parts.get("hide")), selected = split(parts.get("sel")), groups = parts.getAll("group");
    return {
        steps: parts.getAll("s").map(decode).filter(Boolean),
        finish() {
            canvas.model.apply(state => {
                state.hidden = new Set(hidden);
                state.pinned = new Set(pins.map(([id]) => id));
                for (const [name, ...members] of groups.map(text => text.split("~"))) group(state, members, name);
            });
            canvas.selected = selected;
        },
        select() {
            if (selected.length) view.select(selected);
        },
    };
}
