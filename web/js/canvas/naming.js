// Gives the elements of a picture the names that have room, on the side where
// they have it.

import {farFont, labelled, lineFontAt} from "./labels.js";

/** Below this zoom names are too small inside of their nodes: some stand beside them. */
export const farZoom = 0.87;

/** The size of names inside of their nodes, in the measure of the picture. */
const nearFont = 11;

/** What stands where for a name on this side of its node. */
const besides = {below: ["center", "bottom", 0, 4], above: ["center", "top", 0, -4], right: ["right", "center", 4, 0],
    left: ["left", "center", -4, 0]};
const allOfNode = "width height font-size text-halign text-valign text-margin-x text-margin-y";
const allOfLine = "font-size text-margin-x text-margin-y";

/**
 * @param {*} cy
 * @param {{nodes: Array, edges: Array}} drawn
 * @param {{lines: Array, at: Map<string, {x: number, y: number}>, isLarge?: boolean, before?: Set<string>,
 *   farBelow?: number}} options
 *   in large pictures only what has or had a name is touched
 * @returns {Set<string>} what is named
 */
export function giveNames(cy, drawn, {lines, at, isLarge = false, before = new Set(),
    farBelow = farZoom}) {
    const zoom = cy.zoom(), isFar = isLarge || zoom < farBelow;
    const first = new Set([...cy.$(":selected"),
        ...cy.$("node.centre, node.path, node.pinned, node.more")].map(element => element.id()));
    const names = labelled(drawn, {lines, isFar, zoom, pan: cy.pan(), width: cy.width(), height: cy.height(), at,
        first});
    cy.batch(() => {
        const touched = isLarge ? [...new Set([...before, ...names.named])].map(id =>
            cy.getElementById(id)).filter(node => node.nonempty()) : cy.elements();
        for (const element of touched) give(element, names, {zoom, isFar, isLarge});
    });
    return names.named;
}

function give(element, {named, sides, shifts, hubs}, {zoom, isFar, isLarge}) {
    const id = element.id(), isNode = element.isNode(), isNamed = named.has(id), hub = hubs.get(id);
    element.toggleClass("far", !isLarge && (isFar || !isNode)).toggleClass("named", isNamed)
        .toggleClass("hub", Boolean(hub));
    if (hub) {
        return void element.style({width: hub[0], height: hub[1], "font-size": farFont / zoom, "text-halign": "center",
            "text-valign": "center", "text-margin-x": 0, "text-margin-y": 0});
    }
    if (!isNode) {
        if (!isNamed) return void element.removeStyle(allOfLine);
        const {x, y} = shifts.get(id);
        return void element.style({"font-size": lineFontAt(zoom), "text-margin-x": x, "text-margin-y": y});
    }
    const side = sides.get(id);
    element.removeStyle(side ? "width height" : allOfNode);
    if (!side) return;
    const [halign, valign, x, y] = besides[side], unit = isFar ? 1 / zoom : 1;
    element.style({"text-halign": halign, "text-valign": valign, "text-margin-x": x * unit, "text-margin-y": y * unit,
        "font-size": isFar ? farFont / zoom : nearFont});
}
