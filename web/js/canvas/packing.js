// Parts of a picture that do not hang together, put side by side; and boxes that
// lie on each other, pushed apart.

/** The room that a name takes. */
const boxWidth = 126;
const boxHeight = 52;
/** Between parts. */
const gap = 90;

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
    const members = new Map();
    for (let node = 0; node < count; node += 1) {
        const of = find(node);
        if (!members.has(of)) members.set(of, []);
        members.get(of).push(node);
    }
    return [...members.values()].sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Moves the parts into rows beneath the first, which stays the largest. */
export function pack(at, groups) {
    const boxes = groups.map(nodes => extent(at, nodes));
    const area = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
    const rowWidth = Math.max(boxes[0].width, Math.sqrt(area) * 1.3);
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

function extent(at, nodes) {
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (const node of nodes) {
        left = Math.min(left, at[2 * node]);
        right = Math.max(right, at[2 * node]);
        top = Math.min(top, at[2 * node + 1]);
        bottom = Math.max(bottom, at[2 * node + 1]);
    }
    return {left, top, width: right - left + boxWidth / 2 + gap, height: bottom - top + gap};
}

/** Pushes names off each other; every pair is looked at, so for small pictures only. */
export function separate(at, count, fixed = null) {
    for (let round = 0; round < 40; round += 1) {
        let isClear = true;
        for (let a = 0; a < count; a += 1) {
            for (let b = a + 1; b < count; b += 1) {
                const x = at[2 * b] - at[2 * a], y = at[2 * b + 1] - at[2 * a + 1];
                const [overX, overY] = [boxWidth - Math.abs(x), boxHeight - Math.abs(y)];
                if (overX <= 0 || overY <= 0) continue;
                isClear = false;
                // Along the shorter way out.
                const axis = overX < overY * 1.5 ? 0 : 1;
                const step = (axis === 0 ? overX : overY) / 2 * ((axis === 0 ? x : y) < 0 ? -1 : 1);
                if (!fixed?.[a]) at[2 * a + axis] -= step;
                if (!fixed?.[b]) at[2 * b + axis] += step;
            }
        }
        if (isClear) return;
    }
}
