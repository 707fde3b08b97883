// Boxes and lines on the screen: what lies on what.

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */

/** @returns {Box} */
export const boxAround = ({x, y}, halfX, halfY) =>
    ({left: x - halfX, right: x + halfX, top: y - halfY, bottom: y + halfY});

/** The box around some boxes. @param {Iterable<Box>} boxes @returns {Box} without an end where there are none */
export function extentOf(boxes) {
    const all = {left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity};
    for (const {left, right, top, bottom} of boxes) {
        all.left = Math.min(all.left, left);
        all.right = Math.max(all.right, right);
        all.top = Math.min(all.top, top);
        all.bottom = Math.max(all.bottom, bottom);
    }
    return all;
}

/** Whether a box lies in another one as a whole. */
export const inside = (box, outer) => box.left >= outer.left && box.right <= outer.right && box.top >= outer.top
    && box.bottom <= outer.bottom;

const cellSize = 80;

/** Boxes that are taken, in a grid: whether another one is free costs no more than what lies near it. */
export class Room {
    constructor() {
        this.cells = new Map();
    }

    /** @param {Box} box */
    take(box) {
        for (const cell of cellsOf(box)) {
            const held = this.cells.get(cell);
            if (held) held.push(box);
            else this.cells.set(cell, [box]);
        }
    }

    /** Whether nothing lies in a box nor so near to it. @param {Box} box */
    isFree(box, air = 0) {
        const wide = {left: box.left - air, right: box.right + air, top: box.top - air, bottom: box.bottom + air};
        for (const cell of cellsOf(wide)) {
            if (this.cells.get(cell)?.some(other => other.left < wide.right && other.right > wide.left
                && other.top < wide.bottom && other.bottom > wide.top)) return false;
        }
        return true;
    }
}

function* cellsOf({left, right, top, bottom}) {
    for (let x = Math.floor(left / cellSize); x <= right / cellSize; x += 1) {
        for (let y = Math.floor(top / cellSize); y <= bottom / cellSize; y += 1) yield `${x} ${y}`;
    }
}

/**
 * How many lines go through a box.
 *
 * @param {Array<[{x: number, y: number}, {x: number, y: number}]>} ends of the lines
 * @param {Box} box
 * @param {number} [own] index of a line that does not count
 */
export function crossed(ends, box, own = -1) {
    let number = 0;
    for (let index = 0; index < ends.length; index += 1) {
        if (index !== own && meets(ends[index][0], ends[index][1], box)) number += 1;
    }
    return number;
}

/** Whether a line goes through a box: it must not lie on one side, nor all corners on one side of it. */
function meets(a, b, {left, right, top, bottom}) {
    if (Math.max(a.x, b.x) < left || Math.min(a.x, b.x) > right || Math.max(a.y, b.y) < top
        || Math.min(a.y, b.y) > bottom) return false;
    const side = (x, y) => (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    const corners = [side(left, top), side(right, top), side(left, bottom), side(right, bottom)];
    return !(corners.every(value => value > 0) || corners.every(value => value < 0));
}
