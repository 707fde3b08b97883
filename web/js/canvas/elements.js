// Nodes and edges as elements of cytoscape, and what is written on them.

import {relationTitle} from "../catalogue.js";
import {term} from "../english.js";
import {nameOf} from "../entity.js";
import {count, share} from "../format.js";
import {t} from "../i18n.js";
import {isOver} from "./ofday.js";
import {edgeLook, nodeLook} from "./style.js";

/** From so many elements on, a picture counts as large. */
const largeNodes = 500;
const largeEdges = 1200;

/** Whether a picture is drawn without what makes large ones slow. */
export const isLarge = ({nodes, edges}) => nodes.length > largeNodes || edges.length > largeEdges;

/** Pixels of a text at the size of labels: Chinese characters are square. */
export const textWidth = text => [...text].reduce((sum, character) =>
    sum + (character.charCodeAt(0) > 255 ? 11 : 6.4), 0);

/** How wide a row of a name is at most, and how many rows it has, by kind. */
const nameRoom = {company: [99, 3], group: [99, 3], more: [99, 2], person: [99, 2]};
const otherRoom = [132, 3];

/** A name over some lines of much the same length; CJK text has no spaces to break at. */
function wrapped(name, [width, most] = nameRoom.company) {
    const whole = textWidth(name);
    const number = Math.min(most, Math.max(1, Math.ceil(whole / width)));
    for (let target = Math.min(width, Math.ceil(whole / number / 11) * 11); ; target += 11) {
        const rows = broken(name, target);
        if (rows.length <= number) return rows;
        if (target < width) continue;
        return [...rows.slice(0, most - 1), `${[...rows[most - 1]].slice(0, -1).join("")}…`].slice(0, rows.length);
    }
}

/** A text in rows no wider than this; a word that fits stays whole. */
function broken(name, width) {
    const rows = [];
    let row = "", used = 0;
    for (const character of name) {
        const own = textWidth(character);
        // No row begins with a mark that closes something.
        if (row && used + own > width && !/[)）\]】》」，。、；：]/.test(character)) {
            const space = row.lastIndexOf(" ");
            const isWord = space > 0 && /[!-~]/.test(character);
            rows.push(isWord ? row.slice(0, space) : row.trimEnd());
            row = isWord ? row.slice(space + 1) : "";
            used = textWidth(row);
        }
        if (!row && character === " ") continue;
        row += character;
        used += own;
    }
    return row ? [...rows, row] : rows;
}

/** Names are measured often, and stay what they are. */
const knownRows = new WeakMap();

/** A name in full: of permits, which are many of a kind, with the number. */
export const fullName = entity => (entity.number ? `${nameOf(entity)} ${entity.number}` : nameOf(entity));

/** The lines of a node's name; a group, a place of several spellings and a person of several
 * mentions say how many they stand for, and a permit its number. */
export function nameRows(node) {
    if (knownRows.has(node)) return knownRows.get(node);
    const rows = wrapped(nameOf(node).replace(/\s+/g, " ").trim(), nameRoom[node.kind] ?? otherRoom);
    knownRows.set(node, rows);
    if (node.kind === "group") rows.push(t("canvas.members", {n: count(node.members.length)}));
    else if (node.members) rows.push(membersText(node));
    else if (node.number) rows.push(node.number);
    return rows;
}

/** How many spellings or mentions there are of a place or a person. */
export const membersText = ({kind, members}) =>
    t(kind === "person" ? "canvas.mentions" : "canvas.spellings", {n: count(members.length)});

const boxKinds = new Set(["company", "more", "group", "premises"]);
/** Whether a node's name stands inside of it, so that lines end where its name does. */
export const isBox = node => boxKinds.has(node.kind);

/** Width and height of a node. */
export function sizeOf(node) {
    if (!isBox(node)) return node.kind === "person" ? [26, 26] : [24, 24];
    const rows = nameRows(node);
    // The points of a hexagon and the corners of an octagon hold no text.
    const [beside, above] = {premises: [28, 12], group: [44, 30]}[node.kind] ?? [14, 12];
    return [Math.max(56, Math.max(...rows.map(textWidth)) + beside), above + rows.length * 13];
}

/** Width and height that a layout keeps free for a node with its name. */
export function roomOf(node) {
    const [width, height] = sizeOf(node);
    if (isBox(node)) return [width, height];
    const rows = nameRows(node);
    return [Math.max(width, ...rows.map(textWidth)), height + rows.length * 13 + 4];
}

/** A node's element for cytoscape. */
export function nodeElement(node, {isCentre = false, isPinned = false, isMarked = false} = {}) {
    const [fill, line, shape] = nodeLook(node.kind);
    const [width, height] = sizeOf(node);
    const states = {more: node.kind === "more", centre: isCentre, pinned: isPinned, path: isMarked,
        off: isOver(node), beside: !isBox(node)};
    return {
        group: "nodes",
        data: {id: node.id, label: nameRows(node).join("\n"), fill, line, shape, width, height, kind: node.kind,
            name: fullName(node)},
        classes: [`kind-${node.kind}`, ...Object.keys(states).filter(name => states[name])].join(" "),
    };
}

/** Of which kinds it is what waits; nothing where it is of all. */
export const restTitle = rest => rest.step.kinds.map(kind => relationTitle(kind)).join(t("list.comma"));

/** How many wait. */
export const restCount = rest =>
    (rest.count === null ? t("canvas.moreUnknown") : t("canvas.moreNode", {n: count(rest.count)}));

/** What waits, in words. */
export const restText = rest => `${restTitle(rest)} ${restCount(rest)}`.trim();

/** The node that stands for what waits behind a crowded one, and its line. */
export function moreElements(rest) {
    const entity = {id: `more:${rest.key}`, kind: "more", name: restText(rest)};
    const node = nodeElement(entity);
    node.data.rest = rest.key;
    // Owners stand above what they own.
    const [source, target] = rest.step.direction === "in" ? [entity.id, rest.at] : [rest.at, entity.id];
    return {entity, node, edge: {group: "edges", classes: "more", data: {id: `more-edge:${rest.key}`, source, target,
        label: "", line: node.data.line, style: "dotted", weight: 1, kind: "more"}}};
}

/** Kinds whose colour and end say enough; their labels would only crowd the picture. */
const plainKinds = new Set(["contact", "registered_at", "operates_at", "holds_permit", "part_of", "same_premises",
    "same_as", "same_building", "pledges_equity", "branch_of"]);

/** What an edge is labelled with in a picture. */
const shownLabel = edge => (plainKinds.has(edge.kind) ? "" : edgeLabel(edge));

/** What an edge says: its share, its role, or its kind. */
export function edgeLabel(edge) {
    if (edge.share) return share(edge.share);
    return edge.kind === "officer" && edge.label ? term(edge.label) : relationTitle(edge.kind, edge.title);
}

/**
 * Edges as they are drawn: those of one pair and direction are one line, with
 * all of their labels; the first one lends its identifier and look. Lines of a
 * group say what kinds of relation they stand for and how many, and no share:
 * that is one member's alone.
 *
 * @returns {Array} edges with `members`, the greatest share first
 */
export function bundled(edges) {
    return [...Map.groupBy(edges, pairOf).values()].map(bundle);
}

/** The two that an edge joins, in its direction. */
export const pairOf = ({from, to}) => `${from}|${to}`;

function bundle(members) {
    const isEnded = members.every(edge => edge.isEnded);
    if (isOfGroup(members[0])) return {...members[0], members, share: undefined, text: numbers(members), isEnded};
    if (members.length === 1) return {...members[0], members};
    const first = members.find(edge => edge.share && !edge.isEnded) ?? members.find(edge => !edge.isEnded)
        ?? members[0];
    const labels = [...new Set([first, ...members].map(shownLabel).filter(Boolean))];
    // The first says most; all of them stand in the tip under the pointer.
    const text = labels.length > 1 ? `${labels[0]} +${labels.length - 1}` : labels[0] ?? "";
    return {...first, members, text, isEnded};
}

const isOfGroup = edge => edge.from.startsWith("group:") || edge.to.startsWith("group:");

/** How many relations of each kind there are, in words. */
const numbers = edges => [...tally(edges.map(edge => relationTitle(edge.kind, edge.title)))]
    .map(([title, number]) => `${title} ×${number}`).join("\n");

/** How often each value comes, in the order that they come first. @returns {Map<*, number>} */
export function tally(values) {
    const numbers = new Map();
    for (const value of values) numbers.set(value, (numbers.get(value) ?? 0) + 1);
    return numbers;
}

/** All that an edge says in a line, for the tip under the pointer. */
const edgeName = edge => [relationTitle(edge.kind, edge.title), term(edge.label), edge.share && edgeLabel(edge)]
    .filter(Boolean).join(" · ");

/** The text on the line of an edge. */
export const lineText = edge => edge.text ?? shownLabel(edge);

/** How thick the line of an edge is. */
export const lineWeight = edge => (edge.share ? 1 + 3 * edge.share.max : 1.4);

/** An edge's element for cytoscape. */
export function edgeElement(edge, {isMarked = false} = {}) {
    const [line, style] = edgeLook(edge.kind);
    const name = edge.members?.length > tipMax ? edge.text : (edge.members ?? [edge]).map(edgeName).join("\n");
    return {
        group: "edges",
        data: {id: edge.id, source: edge.from, target: edge.to, label: lineText(edge), name, line, style,
            weight: lineWeight(edge), kind: edge.kind},
        classes: `kind-${edge.kind} ${edge.isEnded ? "ended" : ""} ${isMarked ? "path" : ""}`,
    };
}

/** A tip lists so many relations at most. */
const tipMax = 12;
