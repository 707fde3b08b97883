// What was found between two, told as long as the question is part of the view:
// a picture of two nodes without a line says neither "none" nor "too long".

import {h} from "../dom.js";
import {count} from "../format.js";
import {t} from "../i18n.js";
import {fullName} from "./elements.js";
import {pathHopsMax, sameKinds} from "./steps.js";

/**
 * @param {import("./canvas.js").Canvas} canvas
 * @returns {Array<{step: *, text: string, canGoOn: boolean}>} a text for each question, and whether a longer way can
 *   be asked for
 */
export function pathTexts(canvas) {
    return canvas.state.entries.filter(entry => entry.way).map(({step}) => {
        const answer = canvas.answerOf(step), {way} = answer ?? {};
        if (!way) return null;
        const [a, b] = step.between.map(id => fullName(canvas.node(id) ?? {id}));
        const values = {...way, day: answer.asOf, length: count(way.length ?? 0), n: count(way.drawn)};
        const parts = [t(`canvas.way.${way.outcome}`, values),
            way.outcome !== "found" && way.drawn > 0 && t("canvas.way.strongest", values),
            unseen(canvas, answer)];
        return {step, text: t("canvas.way", {a, b, text: parts.filter(Boolean).join(t("list.semicolon"))}),
            canGoOn: way.outcome === "longer" && way.limit < pathHopsMax && way.length <= pathHopsMax};
    }).filter(Boolean);
}

/** How many relations of the way are not in the picture, because of a filter or because somebody hid an end. */
function unseen({shown, loaded, busy}, {marked, edges}) {
    if (busy) return null;
    const seen = new Set([...shown.edges, ...shown.inner].map(edge => edge.id)), onWay = new Set(marked);
    const n = edges.filter(({id, kind}) => onWay.has(id) && loaded.edges.has(id) && !sameKinds.has(kind)
        && !seen.has(id)).length;
    return n > 0 && t("canvas.way.unseen", {n: count(n)});
}

/** The texts above the picture, with a way to ask on. */
export const pathNotes = canvas => pathTexts(canvas).map(({step, text, canGoOn}, index) =>
    h("p", {class: "path-note"}, text, canGoOn && h("button", {type: "button", class: "button small",
        id: `longer-${index}`, on: {click: () => canvas.take([{...step, hops: pathHopsMax}], {fit: true})}},
    t("canvas.way.goOn", {n: pathHopsMax}))));
