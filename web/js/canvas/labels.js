// Which names are drawn where not all have room, and on which side of their
// nodes: the important ones first, none on another, few on lines.

import {isBox, lineText, nameRows, sizeOf, tally, textWidth} from "./elements.js";
import {boxAround, crossed, inside, Room} from "./geometry.js";
import {farSize, lineHeight} from "./style.js";

/** Names from afar have this size on the screen, whatever the zoom; those of lines are never smaller than theirs. */
export const farFont = 12;
const lineFont = 10.5;
/** So many at most: more cannot be read, and take time. */
const namesMax = 400;
const room = 3;
/** Between a node and its name beside it: more than the room, or the node itself would be in the way. */
const gap = 4;
/** Lines are looked at while there are no more than these. */
const linesMax = 400;
/** Where on its line a name may stand, the middle first. */
const stations = [0.5, 0.4, 0.6, 0.3, 0.7];
/** A place with so many lines keeps its name inside of it from afar too. */
const hubLines = 8;
/** Sides of a node, in the order that they are tried. */
const sides = ["below", "right", "left", "above"];

/** The size of a line's name, in the measure of the picture. */
export const lineFontAt = zoom => Math.max(10, lineFont / zoom);

/**
 * The nodes and lines whose names have room; what lies outside of the window
 * has none. From near every node has its name, and lines what is left.
 *
 * @typedef {{named: Set<string>, sides: Map<string, string>, shifts: Map<string, {x: number, y: number}>,
 *   hubs: Map<string, [number, number]>}} Names
 *   identifiers of what is named; the side of each node's name that stands beside it; how far the name of a line is
 *   from its middle, and how wide and high places are that hold their names from afar, in the measure of the picture
 *
 * @param {{nodes: Array, edges: Array}} drawn
 * @param {{lines: Array, isFar: boolean, zoom: number, pan: {x: number, y: number}, width: number, height: number,
 *   at: Map<string, {x: number, y: number}>, first: Set<string>}} options those of `first` come before those with many
 *   relations
 * @returns {Names}
 */
export function labelled({nodes, edges}, options) {
    const {lines, isFar, zoom, pan, width, height, at, first} = options;
    const screen = id => ({x: at.get(id).x * zoom + pan.x, y: at.get(id).y * zoom + pan.y});
    const isSeen = ({x, y}) => x >= 0 && x <= width && y >= 0 && y <= height;
    const degrees = tally(edges.flatMap(({from, to}) => [from, to]));
    const names = {named: new Set(), sides: new Map(), shifts: new Map(),
        hubs: lines.length && isFar ? hubsOf(nodes, degrees, zoom) : new Map()};
    const half = node => (names.hubs.get(node.id) ?? (isFar ? [farSize, farSize] : sizeOf(node)))
        .map(value => value * zoom / 2);
    const halves = new Map(nodes.map(node => [node.id, half(node)]));
    const ends = lines.length > linesMax ? [] : lines.map(line => [screen(line.from), screen(line.to)]);
    const window = {left: 0, right: width, top: 0, bottom: height};
    const taken = new Room();
    for (const node of nodes) taken.take(boxAround(screen(node.id), ...halves.get(node.id)));
    for (const id of names.hubs.keys()) names.named.add(id);
    for (const node of byImportance(nodes, degrees, first)) {
        const place = screen(node.id);
        if (!isSeen(place) || names.hubs.has(node.id)) continue;
        if (isFar ? names.named.size === namesMax : isBox(node)) continue;
        const side = freeSide({taken, ends, window, mustBeFree: isFar}, place, halves.get(node.id),
            textSize(nameRows(node), isFar ? farFont : 11 * zoom));
        if (!side) continue;
        taken.take(side.box);
        names.sides.set(node.id, side.name);
        if (isFar) names.named.add(node.id);
    }
    nameLines(names, taken, {lines, ends, zoom, isSeen, halves});
    return names;
}

/** Places that many lines lead to, with the size that their names need from afar. */
function hubsOf(nodes, degrees, zoom) {
    const hubs = nodes.filter(node => node.kind === "premises" && degrees.get(node.id) >= hubLines);
    return new Map(hubs.map(node => [node.id, sizeOf(node).map(value => value * farFont / 11 / zoom)]));
}

/** Width and height of rows of text; `textWidth` is that of 11 pixels. */
const textSize = (rows, font) => [Math.max(...rows.map(textWidth)) * font / 11, rows.length * font * lineHeight];

/** The side of a node where its name is on nothing, with the fewest lines behind it. */
function freeSide({taken, ends, window, mustBeFree}, {x, y}, [halfX, halfY], [width, height]) {
    let best = null;
    for (const name of sides) {
        const across = halfX + gap + width / 2, along = halfY + gap + height / 2;
        const middle = {x: x + (name === "right" ? across : name === "left" ? -across : 0),
            y: y + (name === "below" ? along : name === "above" ? -along : 0)};
        const box = boxAround(middle, width / 2, height / 2);
        const isFree = taken.isFree(box, room) && inside(box, window);
        if (mustBeFree && !isFree) continue;
        const cost = (isFree ? 0 : 1000) + crossed(ends, box);
        if (!best || cost < best.cost) best = {name, box, cost};
        if (cost === 0) break;
    }
    return best;
}

/** Names of lines where they are on nothing else, not even on another line. */
function nameLines(names, taken, {lines, ends, zoom, isSeen, halves}) {
    if (!ends.length) return;
    const size = lineFontAt(zoom) * zoom;
    // The great shares are what a picture of owners is about; what came first stays first.
    const order = [...lines.keys()].sort((a, b) => (lines[b].share?.max ?? 0) - (lines[a].share?.max ?? 0));
    order.forEach(index => {
        const line = lines[index];
        const rows = lineText(line).split("\n").filter(Boolean);
        if (!rows.length) return;
        const [from, to] = inner(ends[index], halves.get(line.from), halves.get(line.to));
        const [width, height] = textSize(rows, size);
        for (const [station, off] of spots(from, to, width)) {
            const middle = {x: from.x + (to.x - from.x) * station + off, y: from.y + (to.y - from.y) * station};
            const box = boxAround(middle, width / 2, height / 2);
            if (!isSeen(middle) || !taken.isFree(box, room) || crossed(ends, box, index) > 0) continue;
            taken.take(box);
            names.named.add(line.id);
            names.shifts.set(line.id, {x: (middle.x - (from.x + to.x) / 2) / zoom,
                y: (middle.y - (from.y + to.y) / 2) / zoom});
            return;
        }
    });
}

/** Where the name of a line may stand: on it, and beside it where it is steep. */
function spots(from, to, width) {
    const isSteep = Math.abs(to.x - from.x) * 3 < Math.abs(to.y - from.y);
    return (isSteep ? [0, width / 2 + gap, -width / 2 - gap] : [0]).flatMap(off => stations.map(one => [one, off]));
}

/** The part of a line that is seen between the boxes of its ends. */
function inner([from, to], fromHalf, toHalf) {
    const x = to.x - from.x, y = to.y - from.y;
    const share = ([halfX, halfY] = [0, 0]) => Math.min(0.45, halfX / Math.abs(x || 1e-9), halfY / Math.abs(y || 1e-9));
    const [begin, end] = [share(fromHalf), 1 - share(toHalf)];
    return [{x: from.x + x * begin, y: from.y + y * begin}, {x: from.x + x * end, y: from.y + y * end}];
}

function byImportance(nodes, degrees, first) {
    const rank = node => (first.has(node.id) ? 1e6 : 0) + (degrees.get(node.id) ?? 0);
    return [...nodes].sort((a, b) => rank(b) - rank(a));
}
