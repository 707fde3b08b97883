// What an exported file says of itself, whatever its format: of which data and
// day it is, what was filtered, and what there is beside what it holds.

import {relationTitle} from "../catalogue.js";
import {count, momentWithZone, percent} from "../format.js";
import {t, word} from "../i18n.js";
import {caption} from "./caption.js";
import {fullName, restText} from "./elements.js";
import {pathTexts} from "./pathnotes.js";

/**
 * @param {import("./canvas.js").Canvas} canvas
 * @returns {{title: string, asOf: string, dataVersion: string, made: string, filters: string, notShown: string,
 *   dates: string}} each in words
 */
export function colophon(canvas) {
    const words = list => list.filter(Boolean).join(t("list.semicolon")) || t("colophon.none");
    return {
        title: words([caption(canvas).title, ...pathTexts(canvas).map(({text}) => text)]), asOf: canvas.day,
        dataVersion: String(caption(canvas).epoch), made: momentWithZone(new Date()),
        filters: words(filterWords(canvas)), notShown: words(notShown(canvas)), dates: t("colophon.meaning"),
    };
}

function filterWords({filters, loaded}) {
    const titles = new Map([...loaded.edges.values()].map(edge => [edge.kind, relationTitle(edge.kind, edge.title)]));
    const without = (key, set, nameOf) => set.size > 0
        && t(`colophon.${key}`, {names: [...set].map(nameOf).join(t("list.comma"))});
    return [
        without("nodeKinds", filters.nodeKindsOff, kind => t(`kind.${kind}`)),
        without("edgeKinds", filters.edgeKindsOff, kind => titles.get(kind) ?? relationTitle(kind)),
        without("statuses", filters.statusesOff, status => (status ? word("status", status) : t("status.unknown"))),
        filters.minShare > 0 && t("colophon.share", {share: percent(filters.minShare)}),
        filters.ended && t("canvas.ended"),
    ];
}

/** What waits behind a node, in words; by node. @returns {Map<string, string>} */
export const waitingAt = rests => new Map([...Map.groupBy(rests, rest => rest.node)].map(([id, own]) =>
    [id, own.map(restText).join(t("list.semicolon"))]));

function notShown(canvas) {
    const {away} = canvas.shown;
    const cut = canvas.loaded.cuts.reduce((sum, one) => sum + (one.count ?? 0), 0);
    return [
        ...[...waitingAt(canvas.loaded.rests)].map(([id, text]) =>
            t("colophon.waiting", {name: fullName(canvas.node(id) ?? {id}), text})),
        cut > 0 && t("canvas.cut", {n: count(cut)}),
        ...[...away].map(([reason, n]) => t(`canvas.away.${reason}`, {n: count(n)})),
    ];
}
