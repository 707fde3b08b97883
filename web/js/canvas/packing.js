// Boxes that lie on each other or on a line, pushed apart; and parts of a
// picture that do not hang together, put side by side.

import {boxAround, extentOf} from "./geometry.js";

/** Room beside and above a box. */
const gapX = 22;
const gapY = 20;
/** Between parts. */
const partGap = 60;
/** How much wider than high a picture of several parts should be. */
const wide = 1.3;

/**
 * The parts of a graph, the greatest first.
 *
 * @returns {number[][]} nodes of each part
 */
export function parts(count, from, to) {
    const root = Int32Array.from({length: count}, (_, node) => node);
    const find = node => {
        while (root[node] !== node) node = root[node] = root[root[node]];
        return node;
    };
    for (let edge = 0; edge < from.length; edge += 1) root[find(from[edge])] = find(to[edge]);
    return [...Map.groupBy(root.keys(), find).values()].sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Moves the parts into rows beneath the first, which stays the largest. */
export function pack(at, groups, sizes) {
    const boxes = groups.map(nodes => {
        const {left, top, width, height} = extent(at, nodes, sizes);
        return {left, top, width: width + partGap, height: height + partGap};
    });
    const area = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
    const rowWidth = Math.max(boxes[0].width, Math.sqrt(area) * wide);
    let x = 0, y = 0, rowHeight = 0;
    boxes.forEach((box, index) => {
        if (x > 0 && x + box.width > rowWidth) {
            x = 0;
            y += rowHeight;
            rowHeight = 0;
        }
        for (const node of groups[index]) {
            at[2 * node] += x - box.left;
            at[2 * node + 1] += y - box.top;
        }
        x += box.width;
        rowHeight = Math.max(rowHeight, box.height);
    });
}

/** The square pixels that boxes take with the room around them. */
export function roomNeeded(sizes) {
    let sum = 0;
    for (let node = 0; node < sizes.length / 2; node += 1) {
        sum += (sizes[2 * node] + gapX) * (sizes[2 * node + 1] + gapY);
    }
    return sum;
}

/** The box around some nodes. */
export function extent(at, nodes, sizes) {
    const {left, right, top, bottom} = extentOf(nodes.map(node =>
        boxAround({x: at[2 * node], y: at[2 * node + 1]}, sizes[2 * node] / 2, sizes[2 * node + 1] / 2)));
    return {left, top, width: right - left, height: bottom - top};
}

/**
 * Pushes boxes off each other; every pair is looked at, so for small pictures only.
 *
 * @param {Float64Array} at x, y of the middles by turns, which are changed
 * @param {Float64Array} sizes width, height by turns
 * @param {Uint8Array|null} [fixed] nodes that stay
 */
export function separate(at, sizes, fixed = null, rounds = 80) {
    const count = sizes.length / 2;
    for (let round = 0; round < rounds; round += 1) {
        let isClear = true;
        for (let a = 0; a < count; a += 1) {
            for (let b = a + 1; b < count; b += 1) {
                const x = at[2 * b] - at[2 * a], y = at[2 * b + 1] - at[2 * a + 1];
                const overX = (sizes[2 * a] + sizes[2 * b]) / 2 + gapX - Math.abs(x);
                const overY = (sizes[2 * a + 1] + sizes[2 * b + 1]) / 2 + gapY - Math.abs(y);
                if (overX <= 0.5 || overY <= 0.5 || (fixed?.[a] && fixed[b])) continue;
                isClear = false;
                // Along the shorter way out; who may not move leaves all of it to the other.
                const axis = overX < overY ? 0 : 1;
                const step = (axis === 0 ? overX : overY) * ((axis === 0 ? x : y) < 0 ? -1 : 1);
                const own = fixed?.[a] ? 0 : fixed?.[b] ? 1 : 0.5;
                at[2 * a + axis] -= step * own;
                at[2 * b + axis] += step * (1 - own);
            }
        }
        if (isClear) return;
    }
}

/**
 * Moves boxes off lines that are not theirs, as far as there is room.
 *
 * @param {Int32Array} from index of each line's first end
 * @param {Int32Array} to
 */
export function clearLines(at, sizes, from, to, fixed = null, rounds = 40) {
    const count = sizes.length / 2;
    for (let round = 0; round < rounds; round += 1) {
        // Ever smaller steps: what has no room comes to rest.
        const share = 0.5 * (1 - round / rounds);
        for (let edge = 0; edge < from.length; edge += 1) {
            for (let node = 0; node < count; node += 1) {
                if (node !== from[edge] && node !== to[edge] && !fixed?.[node]) {
                    offLine(at, sizes, node, from[edge], to[edge], share);
                }
            }
        }
        separate(at, sizes, fixed, 6);
    }
}

function offLine(at, sizes, node, a, b, share) {
    const x = at[2 * b] - at[2 * a], y = at[2 * b + 1] - at[2 * a + 1];
    const length = Math.hypot(x, y) || 1;
    const [alongX, alongY] = [x / length, y / length];
    const dx = at[2 * node] - at[2 * a], dy = at[2 * node + 1] - at[2 * a + 1];
    const along = dx * alongX + dy * alongY;
    if (along < 0 || along > length) return;
    const off = dx * -alongY + dy * alongX;
    // How far the box reaches towards the line, and a little air.
    const reach = (sizes[2 * node] * Math.abs(alongY) + sizes[2 * node + 1] * Math.abs(alongX)) / 2 + 7;
    if (Math.abs(off) >= reach) return;
    const step = (reach - Math.abs(off)) * share * (off < 0 ? -1 : 1);
    at[2 * node] += -alongY * step;
    at[2 * node + 1] += alongX * step;
}
