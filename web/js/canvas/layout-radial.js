// Rings around a centre: as many hops away, so far outside. Each subtree gets an
// angle after the number of its leaves.

import {neighbourRows} from "./layout-force.js";

const ringGap = 170;
/** Room that a node needs on its ring. */
const nodeRoom = 70;
/** A crowded ring becomes several rows, so far from each other. */
const rowGap = 70;
const rowMin = 60;

/** @param {number} centre index of the node in the middle @returns {Float64Array} x, y by turns */
export function radialLayout(count, from, to, centre = 0) {
    const at = new Float64Array(count * 2);
    const rows = neighbourRows(count, from, to);
    const {children, depth, roots} = trees(count, rows, centre);
    const leaves = countLeaves(children, roots, count);
    const {radii, rows: rowCounts} = ringRadii(depth, roots.length > 1);
    const placed = new Int32Array(radii.length);
    const total = roots.reduce((sum, root) => sum + leaves[root], 0);
    let angle = 0;
    for (const root of roots) {
        // Several parts without a connection share the circle.
        const width = 2 * Math.PI * leaves[root] / total;
        spread(root, angle, angle + width);
        angle += width;
    }
    return at;

    function spread(root, low, high) {
        const stack = [[root, low, high]];
        while (stack.length) {
            const [node, first, last] = stack.pop();
            const ring = depth[node];
            const radius = radii[ring] + placed[ring]++ % rowCounts[ring] * rowGap;
            at[2 * node] = radius * Math.cos((first + last) / 2);
            at[2 * node + 1] = radius * Math.sin((first + last) / 2);
            let begin = first;
            for (const child of children[node]) {
                const end = begin + (last - first) * leaves[child] / leaves[node];
                stack.push([child, begin, end]);
                begin = end;
            }
        }
    }
}

function trees(count, rows, centre) {
    const depth = new Int32Array(count).fill(-1);
    const children = Array.from({length: count}, () => []);
    const roots = [];
    const starts = [centre, ...[...Array(count).keys()].sort((a, b) => rows[b].length - rows[a].length)];
    for (const start of starts) {
        if (count === 0 || depth[start] >= 0) continue;
        depth[start] = 0;
        roots.push(start);
        const queue = [start];
        for (const node of queue) {
            for (const other of rows[node]) {
                if (depth[other] >= 0) continue;
                depth[other] = depth[node] + 1;
                children[node].push(other);
                queue.push(other);
            }
        }
    }
    return {children, depth, roots};
}

function countLeaves(children, roots, count) {
    const leaves = new Float64Array(count);
    const stack = roots.map(root => [root, false]);
    while (stack.length) {
        const [node, isDone] = stack.pop();
        if (isDone) {
            leaves[node] = children[node].reduce((sum, child) => sum + leaves[child], 0) || 1;
        } else {
            stack.push([node, true], ...children[node].map(child => [child, false]));
        }
    }
    return leaves;
}

/** A ring is as wide as its nodes need, and wider than the one before. */
function ringRadii(depth, hasSeveralRoots) {
    const sizes = [];
    for (const value of depth) sizes[value] = (sizes[value] ?? 0) + 1;
    const radii = [], rows = [];
    sizes.forEach((size, ring) => {
        rows[ring] = Math.max(1, Math.round(Math.sqrt(size / rowMin)));
        const needed = size * nodeRoom / (2 * Math.PI * rows[ring]);
        radii[ring] = ring === 0 ? (hasSeveralRoots ? Math.max(ringGap, needed) : 0)
            : Math.max(radii[ring - 1] + (rows[ring - 1] - 1) * rowGap + ringGap, needed);
    });
    return {radii, rows};
}
