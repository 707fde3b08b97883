// What stands around an exported picture: what was asked, as of when, what its
// colours mean, and where and when it was made.

import {relationTitle} from "../catalogue.js";
import {kinds, nameOf} from "../entity.js";
import {count, momentWithZone} from "../format.js";
import {t} from "../i18n.js";
import {fullName, tally} from "./elements.js";
import {isOver} from "./ofday.js";
import {pathTexts} from "./pathnotes.js";

/** A step in words. */
export function stepName(canvas, step) {
    const [name, other = ""] = (step.between ?? [step.of]).map(id => fullName(canvas.node(id) ?? {id}));
    return t(`canvas.step.${step.type}`, {name, other, n: step.depth});
}

/** Whom the picture is about: the centre that came first. */
const centreName = ({state, loaded}) => {
    const id = [...state.centres][0] ?? state.entries[0]?.centre;
    return id ? nameOf(loaded.entities.get(id) ?? {id}) : "";
};

/**
 * @typedef {{title: string, epoch: number, day: string, foot: string, centres: Set<string>,
 *   nodes: Array<{kind: string, text: string}>, edges: Array<{kind: string, text: string}>,
 *   dashes: Array<{kind: "over"|"ended", text: string}>}} Caption
 *   kinds that are seen, with their names and numbers, and what is drawn with dashes
 *
 * @returns {Caption}
 */
export function caption(canvas) {
    const {shown, state} = canvas;
    const steps = [...new Set(state.entries.map(entry => stepName(canvas, entry.step)))];
    const title = steps.length > 1 ? t("canvas.titleMore", {step: steps[0], n: steps.length - 1}) : steps[0] ?? "";
    const nodes = tally(shown.nodes.map(node => node.kind)), edges = tally(shown.edges.map(edge => edge.kind));
    const titles = new Map(shown.edges.map(edge => [edge.kind, relationTitle(edge.kind, edge.title)]));
    const epoch = Math.max(0, ...state.entries.map(entry => entry.epoch ?? 0));
    return {
        title, epoch,
        // A picture of two nodes alone must not look as if nobody had looked for ways.
        day: [t("canvas.titleDay", {day: canvas.day}), ...pathTexts(canvas).map(({text}) => text)].join(" · "),
        centres: state.centres,
        nodes: [...kinds, "group"].filter(kind => nodes.has(kind)).map(kind => ({kind,
            text: `${kind === "group" ? t("canvas.group") : t(`kind.${kind}`)} ${count(nodes.get(kind))}`})),
        edges: [...edges].map(([kind, number]) => ({kind, text: `${titles.get(kind)} ${count(number)}`})),
        dashes: [shown.nodes.some(isOver) && "over", shown.edges.some(edge => edge.isEnded) && "ended"].filter(Boolean)
            .map(name => ({kind: name, text: t(`canvas.dashes.${name}`)})),
        foot: t("canvas.foot", {epoch: count(epoch), made: momentWithZone(new Date())}),
    };
}

/** The name of a file: whom it is about and the day. */
export function fileName(canvas, format) {
    // What file systems give a meaning to.
    const name = centreName(canvas).replace(/[\u0000-\u001f\\/:*?"<>|]/g, "_").trim().slice(0, 60);
    return ["panorama", name, canvas.day].filter(Boolean).join("-") + `.${format}`;
}
