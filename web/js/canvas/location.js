// The canvas in the URL: what was loaded in which steps, filters, what is
// hidden, pinned, grouped and selected. It stands behind the `#`, which stays in
// the browser, so that it may be long. Where nodes lie is kept in the history of
// the browser besides: the back button brings the very picture back.

import {note} from "../router.js";
import {address} from "../api.js";
import {layoutNames} from "./layouts.js";
import {decode, encode} from "./steps.js";
import {standIn} from "./visible.js";

const list = set => [...set].join(",");
const split = text => (text ?? "").split(",").filter(Boolean);

/** Writes what the canvas shows into the URL. */
export function writeLocation(canvas) {
    const {state, filters, view} = canvas;
    if (canvas.isEmpty) return;
    const parts = new URLSearchParams();
    for (const {step} of state.entries) parts.append("s", encode(step));
    const single = {
        c: list(state.centres), layout: view.layout === "force" ? "" : view.layout,
        nodes: list(filters.nodeKindsOff), edges: list(filters.edgeKindsOff),
        min: filters.minShare || "", day: filters.day ?? "", ended: filters.ended ? "1" : "",
        spellings: filters.spellings ? "1" : "", mentions: filters.mentions ? "1" : "",
        status: [...filters.statusesOff].map(one => one || "-").join(","),
        hide: list(state.hidden), sel: canvas.selected.slice(0, 20).join(","),
        pin: [...state.pinned].map(id => [id, ...placeOf(view, id)].join("@")).join(","),
    };
    for (const [name, value] of Object.entries(single)) if (value !== "") parts.append(name, value);
    for (const {id, members, name} of state.groups.values()) parts.append("group", [id, list(members), name].join("~"));
    const query = address("/graph", {"as-of": canvas.asOf, record: new URLSearchParams(location.search).get("record")});
    note(`${query}#${parts}`, {picture: view.picture()});
}

const placeOf = (view, id) => {
    const place = view.at.get(id);
    return place ? [Math.round(place.x), Math.round(place.y)] : [];
};

/**
 * What the URL says: filters at once, the rest when the steps are loaded.
 *
 * @returns {{steps: Array, picture: *, finish: () => void, select: () => void}} `select` once all is drawn
 */
export function readLocation(canvas) {
    const parts = new URLSearchParams(location.hash.slice(1));
    const {view} = canvas;
    if (layoutNames.includes(parts.get("layout"))) view.layout = parts.get("layout");
    readFilters(canvas.filters, parts);
    const picture = history.state?.picture ?? null;
    for (const [id, x, y] of picture?.at ?? []) view.at.set(id, {x, y});
    const pins = split(parts.get("pin")).map(text => text.split("@"));
    for (const [id, x, y] of pins) if (y !== undefined) view.at.set(id, {x: Number(x), y: Number(y)});
    const selected = split(parts.get("sel"));
    // A mention is selected with its person, a spelling with its place.
    const seen = () => [...new Set(selected.map(id => standIn(canvas.loaded, canvas.filters, id)))];
    return {
        steps: parts.getAll("s").map(decode).filter(Boolean), picture,
        finish() {
            canvas.model.apply(state => {
                if (parts.has("c")) state.centres = new Set(split(parts.get("c")));
                state.hidden = new Set(split(parts.get("hide")));
                state.pinned = new Set(pins.map(([id]) => id));
                state.groups = new Map(parts.getAll("group").map(readGroup).map(one => [one.id, one]));
            });
            canvas.selected = seen();
        },
        select() {
            if (selected.length) view.select(seen());
        },
    };
}

function readFilters(filters, parts) {
    filters.nodeKindsOff = new Set(split(parts.get("nodes")));
    filters.edgeKindsOff = new Set(split(parts.get("edges")));
    filters.minShare = Number(parts.get("min")) || 0;
    filters.day = parts.get("day") || null;
    filters.ended = parts.get("ended") === "1";
    filters.spellings = parts.get("spellings") === "1";
    filters.mentions = parts.get("mentions") === "1";
    filters.statusesOff = new Set(split(parts.get("status")).map(one => (one === "-" ? "" : one)));
}

function readGroup(text) {
    const [id, members, ...name] = text.split("~");
    return {id, members: split(members), name: name.join("~")};
}
