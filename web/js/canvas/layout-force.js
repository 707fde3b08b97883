// Force-directed positions with Barnes and Hut's quadtree: repulsion costs
// n log n instead of n². cytoscape's own `cose` takes ten seconds for two
// thousand nodes; this takes a fraction of one, and the same graph always gives
// the same picture.

const idealLength = 90;
/** Cells that look smaller than this from afar count as one body. */
const openingAngle = 0.9;

/**
 * @param {number} count number of nodes
 * @param {Int32Array} from index of each edge's first end
 * @param {Int32Array} to
 * @param {{start?: Float64Array, fixed?: Uint8Array, rounds?: number}} [options]
 *   `start` holds x, y by turns; fixed nodes stay where they start
 * @returns {Float64Array} x, y by turns
 */
export function forceLayout(count, from, to, {start = null, fixed = null, rounds = null} = {}) {
    const at = start ? Float64Array.from(start) : spiral(count, from, to);
    const degrees = degreesOf(count, from, to);
    const push = new Float64Array(count * 2);
    const total = rounds ?? Math.max(60, Math.min(300, Math.round(160_000 / Math.max(1, count))));
    const tree = new Quadtree(count);
    let heat = idealLength * Math.max(1.5, Math.sqrt(count) / 4);
    const cooling = Math.pow(0.6 / heat, 1 / total);
    for (let round = 0; round < total; round += 1) {
        push.fill(0);
        tree.build(at);
        for (let node = 0; node < count; node += 1) tree.repel(node, at, push);
        attract(at, push, from, to, degrees);
        for (let node = 0; node < count; node += 1) {
            if (fixed?.[node]) continue;
            // A weak pull to the middle keeps long branches from flying off.
            const x = push[2 * node] - at[2 * node] * 0.03;
            const y = push[2 * node + 1] - at[2 * node + 1] * 0.03;
            const length = Math.hypot(x, y) || 1;
            const step = Math.min(length, heat) / length;
            at[2 * node] += x * step;
            at[2 * node + 1] += y * step;
        }
        heat *= cooling;
    }
    return at;
}

/** Sunflower seeds in the order of a walk, so that neighbours start near each other. */
function spiral(count, from, to) {
    const at = new Float64Array(count * 2);
    const golden = Math.PI * (3 - Math.sqrt(5));
    walkOrder(count, from, to).forEach((node, place) => {
        const radius = idealLength * 0.6 * Math.sqrt(place + 0.5);
        at[2 * node] = radius * Math.cos(place * golden);
        at[2 * node + 1] = radius * Math.sin(place * golden);
    });
    return at;
}

function degreesOf(count, from, to) {
    const degrees = new Float64Array(count);
    for (let edge = 0; edge < from.length; edge += 1) {
        degrees[from[edge]] += 1;
        degrees[to[edge]] += 1;
    }
    return degrees;
}

function attract(at, push, from, to, degrees) {
    for (let edge = 0; edge < from.length; edge += 1) {
        const a = from[edge], b = to[edge];
        const x = at[2 * b] - at[2 * a], y = at[2 * b + 1] - at[2 * a + 1];
        const distance = Math.hypot(x, y) || 0.01;
        // Edges of hubs pull less, else everything falls onto the hub.
        const strength = (distance - idealLength) / distance * 0.6 / Math.sqrt(Math.min(degrees[a], degrees[b]) || 1);
        push[2 * a] += x * strength;
        push[2 * a + 1] += y * strength;
        push[2 * b] -= x * strength;
        push[2 * b + 1] -= y * strength;
    }
}

/** Nodes breadth first, the greatest degrees first among equals. */
function walkOrder(count, from, to) {
    const rows = neighbourRows(count, from, to);
    const order = [], seen = new Uint8Array(count);
    const starts = [...Array(count).keys()].sort((a, b) => rows[b].length - rows[a].length || a - b);
    for (const start of starts) {
        if (seen[start]) continue;
        seen[start] = 1;
        order.push(start);
        for (let next = order.length - 1; next < order.length; next += 1) {
            for (const other of rows[order[next]]) {
                if (!seen[other]) {
                    seen[other] = 1;
                    order.push(other);
                }
            }
        }
    }
    return order;
}

/** The neighbours of every node, both ways. @returns {number[][]} */
export function neighbourRows(count, from, to) {
    const rows = Array.from({length: count}, () => []);
    for (let edge = 0; edge < from.length; edge += 1) {
        rows[from[edge]].push(to[edge]);
        rows[to[edge]].push(from[edge]);
    }
    return rows;
}

/** A quadtree over points in flat arrays, built anew each round without garbage. */
class Quadtree {
    constructor(count) {
        const most = Math.max(64, count * 8);
        this.children = new Int32Array(most * 4);
        this.mass = new Float64Array(most);
        this.x = new Float64Array(most);
        this.y = new Float64Array(most);
        this.body = new Int32Array(most);
        this.most = most;
        this.stack = new Int32Array(512);
        this.sizes = new Float64Array(512);
    }

    build(at) {
        const count = at.length / 2;
        let low = Infinity, high = -Infinity;
        for (const value of at) {
            if (value < low) low = value;
            if (value > high) high = value;
        }
        this.low = low;
        this.size = Math.max(1, high - low);
        this.used = 0;
        this.cell();
        for (let node = 0; node < count; node += 1) this.insert(node, at);
    }

    cell() {
        const made = this.used;
        this.used += 1;
        this.children.fill(-1, made * 4, made * 4 + 4);
        this.mass[made] = this.x[made] = this.y[made] = 0;
        this.body[made] = -1;
        return made;
    }

    insert(node, at) {
        const x = at[2 * node], y = at[2 * node + 1];
        let cell = 0, left = this.low, top = this.low, size = this.size;
        for (let depth = 0; depth < 40; depth += 1) {
            const before = this.mass[cell];
            this.x[cell] = (this.x[cell] * before + x) / (before + 1);
            this.y[cell] = (this.y[cell] * before + y) / (before + 1);
            this.mass[cell] = before + 1;
            if (before === 0) {
                this.body[cell] = node;
                return;
            }
            // Points on one spot, or more cells than there is room for, stay together.
            if (size < 0.01 || this.used + 4 > this.most) return;
            if (this.body[cell] >= 0) this.pushDown(cell, at, left, top, size);
            size /= 2;
            const right = x >= left + size ? 1 : 0, below = y >= top + size ? 1 : 0;
            left += right * size;
            top += below * size;
            const slot = cell * 4 + right + 2 * below;
            if (this.children[slot] < 0) this.children[slot] = this.cell();
            cell = this.children[slot];
        }
    }

    /** Moves the only body of a cell into a quarter of it. */
    pushDown(cell, at, left, top, size) {
        const node = this.body[cell];
        this.body[cell] = -1;
        const half = size / 2;
        const slot = cell * 4 + (at[2 * node] >= left + half ? 1 : 0) + 2 * (at[2 * node + 1] >= top + half ? 1 : 0);
        const child = this.children[slot] = this.cell();
        this.mass[child] = 1;
        this.x[child] = at[2 * node];
        this.y[child] = at[2 * node + 1];
        this.body[child] = node;
    }

    repel(node, at, push) {
        const {stack, sizes, children} = this;
        const x = at[2 * node], y = at[2 * node + 1];
        let depth = 1, sumX = 0, sumY = 0;
        stack[0] = 0;
        sizes[0] = this.size;
        while (depth > 0) {
            depth -= 1;
            const cell = stack[depth], size = sizes[depth];
            if (this.body[cell] === node && this.mass[cell] === 1) continue;
            const dx = x - this.x[cell], dy = y - this.y[cell];
            const square = dx * dx + dy * dy;
            const isLeaf = this.body[cell] >= 0 || size < 0.01;
            if (isLeaf || size * size < openingAngle * openingAngle * square) {
                // Nodes on one spot are told apart by their number.
                const safe = Math.max(square, 4);
                const strength = this.mass[cell] * idealLength * idealLength * 0.2 / safe;
                sumX += (dx || (node % 7 - 3) * 0.1) * strength;
                sumY += (dy || (node % 5 - 2) * 0.1) * strength;
                continue;
            }
            for (let quarter = 0; quarter < 4; quarter += 1) {
                const child = children[cell * 4 + quarter];
                if (child >= 0 && depth < 511) {
                    stack[depth] = child;
                    sizes[depth] = size / 2;
                    depth += 1;
                }
            }
        }
        push[2 * node] += sumX;
        push[2 * node + 1] += sumY;
    }
}
