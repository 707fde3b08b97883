// How nodes and edges look, for the canvas and the small charts, in the colours
// of the theme. Kinds differ in shape as well, for those who see no colours.

import {relationTitle} from "../catalogue.js";
import {isAlive} from "../entity.js";
import {percent} from "../format.js";

const isDark = () => document.documentElement.dataset.theme === "dark";

/** Fill, line and shape of the kinds of node. */
export const nodeLooks = () => (isDark() ? {
    company: ["#1d3a57", "#7db4e6", "round-rectangle"], person: ["#4a2d17", "#f0a56b", "ellipse"],
    premises: ["#1c4034", "#72c8a5", "hexagon"], permit: ["#3d2b52", "#bd9be0", "tag"],
    contact: ["#3a3d42", "#aab2bd", "diamond"], more: ["#2a2f36", "#8b95a1", "round-rectangle"],
    group: ["#4d4420", "#e0c45c", "round-octagon"],
} : {
    company: ["#e3effa", "#1b62a5", "round-rectangle"], person: ["#fdeadb", "#b75510", "ellipse"],
    premises: ["#dff3ea", "#1d7a56", "hexagon"], permit: ["#efe6f8", "#7144a4", "tag"],
    contact: ["#eceef1", "#5f6b7a", "diamond"], more: ["#f4f5f7", "#7d8794", "round-rectangle"],
    group: ["#fbf3d0", "#9a7d0a", "round-octagon"],
});

/** Colour and line of the kinds of edge. */
export const edgeLooks = () => {
    const light = {
        shareholder: ["#1b62a5", "solid"], legal_representative: ["#b75510", "solid"], officer: ["#c98b2b", "solid"],
        kinship: ["#b03a6f", "dashed"], concerted_action: ["#a3324a", "dashed"],
            control_agreement: ["#a3324a", "solid"],
        registered_at: ["#1d7a56", "solid"], operates_at: ["#1d7a56", "dashed"], hosts: ["#5d8f3a", "dotted"],
        holds_permit: ["#7144a4", "solid"], branch_of: ["#1b62a5", "dotted"], contact: ["#5f6b7a", "dotted"],
    };
    const dark = {
        shareholder: ["#7db4e6", "solid"], legal_representative: ["#f0a56b", "solid"], officer: ["#d9b36a", "solid"],
        kinship: ["#e58bb3", "dashed"], concerted_action: ["#ef8d9d", "dashed"],
            control_agreement: ["#ef8d9d", "solid"],
        registered_at: ["#72c8a5", "solid"], operates_at: ["#72c8a5", "dashed"], hosts: ["#a4cf84", "dotted"],
        holds_permit: ["#bd9be0", "solid"], branch_of: ["#7db4e6", "dotted"], contact: ["#aab2bd", "dotted"],
    };
    return isDark() ? dark : light;
};

const otherEdge = () => (isDark() ? ["#99a3af", "dashed"] : ["#77808c", "dashed"]);

/** The look of a kind of edge, whatever theme declared it. */
export const edgeLook = kind => edgeLooks()[kind] ?? otherEdge();

/** A name over two or three lines, as CJK text has no spaces to break at. */
export function wrapped(name, width = 11, lines = 2) {
    const shown = name.length > width * lines ? `${name.slice(0, width * lines - 1)}…` : name;
    // Lines of one length: the last one never holds a single character.
    const length = Math.ceil(shown.length / Math.ceil(shown.length / width));
    const rows = [];
    for (let at = 0; at < shown.length; at += length) rows.push(shown.slice(at, at + length));
    return rows.join("\n");
}

/** Kinds whose colour and end say enough; their labels would only crowd the picture. */
const plainKinds = new Set(["contact", "registered_at", "operates_at", "holds_permit", "part_of", "same_premises",
    "same_building", "pledges_equity"]);

/** What an edge is labelled with in a picture. */
const shownLabel = edge => (plainKinds.has(edge.kind) ? "" : edgeLabel(edge));

/** What an edge says: its share, its role, or its kind. */
export function edgeLabel(edge) {
    if (edge.share) {
        return edge.share.min === edge.share.max ? percent(edge.share.min)
            : `${percent(edge.share.min)}–${percent(edge.share.max)}`;
    }
    const title = relationTitle(edge.kind, edge.title);
    return edge.kind === "officer" && edge.label ? edge.label : title;
}

/**
 * Edges as they are drawn: those of one pair and direction are one line, with
 * all of their labels; the first one lends its identifier and look.
 *
 * @returns {Array} edges with `members`, the greatest share first
 */
export function bundled(edges) {
    const bundles = new Map();
    for (const edge of edges) {
        const key = `${edge.from}|${edge.to}`;
        const bundle = bundles.get(key);
        if (bundle) bundle.push(edge);
        else bundles.set(key, [edge]);
    }
    return [...bundles.values()].map(members => {
        if (members.length === 1) return {...members[0], members};
        const first = members.find(edge => edge.share
            && !edge.isEnded) ?? members.find(edge => !edge.isEnded) ?? members[0];
        const labels = [...new Set([first, ...members].map(shownLabel).filter(Boolean))];
        const text = labels.length > 2 ? `${labels.slice(0, 2).join(" · ")} +${labels.length - 2}` : labels.join(" · ");
        return {...first, members, text, isEnded: members.every(edge => edge.isEnded)};
    });
}

/** All that an edge says in a line, for the tip under the pointer. */
const edgeName = edge => [relationTitle(edge.kind, edge.title), edge.label,
    edge.share && edgeLabel(edge)].filter(Boolean).join(" · ");

/**
 * The style sheet of cytoscape.
 *
 * @param {{isLarge?: boolean}} options large pictures draw straight edges and
 *   small labels later, which is what keeps them fluid
 */
export function styleSheet({isLarge = false} = {}) {
    const text = isDark() ? "#e6e9ee" : "#1c2530";
    const paper = isDark() ? "#12161b" : "#ffffff";
    const accent = isDark() ? "#ffd166" : "#d1006c";
    const lettering = {color: text, "font-size": 11, "text-wrap": "wrap", "text-halign": "center",
        "min-zoomed-font-size": 5,
        "font-family": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"};
    return [
        ...(isLarge ? largeStyles(lettering) : [
            {selector: "node", style: {
                ...lettering, "background-color": "data(fill)", "border-color": "data(line)", "border-width": 1.5,
                    shape: "data(shape)",
                width: "data(width)", height: "data(height)", label: "data(label)", "text-valign": "center",
            }},
            {selector: "node.below", style: {"text-valign": "bottom", "text-margin-y": 4,
                "text-background-color": paper,
                "text-background-opacity": 0.7}},
        ]),
        {selector: "node.above", style: {"text-valign": "top", "text-margin-y": -4}},
        {selector: "node.centre", style: {"border-width": 3.5, "font-weight": "bold"}},
        {selector: "node.off", style: {"border-style": "dashed", "background-opacity": 0.45}},
        {selector: "node.pinned", style: {"border-style": "double", "border-width": 4}},
        {selector: "node.more", style: {"border-style": "dashed", "font-size": 10}},
        ...(isLarge ? [] : [{selector: "edge", style: {
            "line-color": "data(line)", "line-style": "data(style)", width: "data(weight)",
                "target-arrow-color": "data(line)",
            "target-arrow-shape": "triangle", "arrow-scale": 0.8, "curve-style": "bezier", opacity: 0.85,
        }}, {selector: "edge[label]", style: {
            label: "data(label)", "font-size": 9, color: text, "text-background-color": paper,
                "text-background-opacity": 0.85,
            "text-background-padding": 1, "text-wrap": "wrap", "min-zoomed-font-size": 7, "text-rotation": "none",
        }}]),
        {selector: "edge.ended", style: {opacity: 0.4, "line-style": "dashed"}},
        {selector: "node.path", style: {"border-color": accent, "border-width": 4, "z-index": 20}},
        {selector: "edge.path", style: {"line-color": accent, "target-arrow-color": accent, width: 4, opacity: 1,
            "z-index": 20}},
        {selector: "node:selected", style: {"border-color": accent, "border-width": 4, "overlay-color": accent,
            "overlay-opacity": 0.12}},
        {selector: "edge:selected", style: {width: 4, "line-color": accent, "target-arrow-color": accent, opacity: 1}},
    ];
}

/**
 * Large pictures: what is worked out for each element by itself costs, so looks
 * hang on classes, edges are straight, and only nodes `named` have labels.
 */
function largeStyles(lettering) {
    const nodes = Object.entries(nodeLooks()).map(([kind, [fill, line, shape]]) =>
        ({selector: `node.kind-${kind}`, style: {"background-color": fill, "border-color": line, shape}}));
    const edges = Object.entries(edgeLooks()).map(([kind, [line]]) =>
        ({selector: `edge.kind-${kind}`, style: {"line-color": line}}));
    return [
        {selector: "node", style: {...lettering, width: 34, height: 34, "border-width": 4, "text-valign": "bottom",
            "text-margin-y": 3}},
        {selector: "node.named", style: {label: "data(label)"}},
        ...nodes,
        {selector: "edge", style: {"line-color": otherEdge()[0], width: 2.5, "curve-style": "haystack",
            "haystack-radius": 0, opacity: 0.4}},
        ...edges,
    ];
}

/** A node's element for cytoscape. */
export function nodeElement(entity, {isCentre = false, classes = "", isAbove = false} = {}) {
    const [fill, line, shape] = nodeLooks()[entity.kind] ?? nodeLooks().contact;
    const isBox = entity.kind === "company" || entity.kind === "more";
    const label = isBox ? wrapped(entity.name) : wrapped(entity.name, 12, 2);
    const longest = Math.max(...label.split("\n").map(widthOf));
    const width = isBox ? Math.max(56, longest + 14) : entity.kind === "person" ? 26 : 24;
    const height = isBox ? (label.includes("\n") ? 38 : 26) : width;
    const off = entity.status && !isAlive(entity.status);
    return {
        group: "nodes",
        data: {id: entity.id, label, fill, line, shape, width, height, kind: entity.kind, name: entity.name},
        classes: `kind-${entity.kind} ${classes} ${isBox ? "" : isAbove ? "above" : "below"} ${isCentre ? "centre" : ""} ${off ? "off" : ""}`,
    };
}

/** Pixels of a text at the size of labels: Chinese characters are square. */
const widthOf = text => [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 11 : 6.4), 0);

/** An edge's element for cytoscape. */
export function edgeElement(edge, {isEnded = false} = {}) {
    const [line, style] = edgeLook(edge.kind);
    const weight = edge.share ? 1 + 3 * edge.share.max : 1.4;
    return {
        group: "edges",
        data: {id: edge.id, source: edge.from, target: edge.to, label: edge.text ?? shownLabel(edge),
            name: (edge.members ?? [edge]).map(edgeName).join("\n"), line, style, weight,
            kind: edge.kind},
        classes: `kind-${edge.kind} ${isEnded ? "ended" : ""}`,
    };
}
