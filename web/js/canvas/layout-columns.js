// A node between two columns of its neighbours: on the left who leads to it, on
// the right where it leads, and half of them on each side where all go one way.

/** Room beside a name, more where lines say something, and above it. */
const gapX = 36;
const gapY = 12;
/** So many names stand above each other at most. */
export const columnMax = 8;

/** Beside what a line says. */
const textRoom = 22;
/** How much more of one column than of the other there may be. */
const uneven = 3;

/**
 * @param {Array} nodes the neighbours
 * @param {Array<{from: string, to: string}>} edges
 * @param {{id: string}} centre
 * @param {(node: *) => [number, number]} sizeOf
 * @param {(edge: *) => number} textOf how wide it is what a line says
 * @returns {Map<string, {x: number, y: number}>}
 */
export function columnsLayout(nodes, edges, centre, sizeOf, textOf) {
    const leading = new Set(edges.filter(edge => edge.to === centre.id).map(edge => edge.from));
    let left = nodes.filter(node => leading.has(node.id)), right = nodes.filter(node => !leading.has(node.id));
    if (Math.abs(left.length - right.length) > uneven || Math.max(left.length, right.length) > columnMax) {
        const all = [...left, ...right], half = Math.ceil(all.length / 2);
        [left, right] = [all.slice(0, half), all.slice(half)];
    }
    const at = new Map([[centre.id, {x: 0, y: 0}]]);
    const half = sizeOf(centre)[0] / 2;
    for (const [column, side] of [[left, -1], [right, 1]]) {
        const width = Math.max(0, ...column.map(node => sizeOf(node)[0])), own = new Set(column.map(node => node.id));
        const text = Math.max(0, ...edges.filter(edge => own.has(edge.from) || own.has(edge.to)).map(textOf));
        const gap = text > 0 ? Math.max(gapX, text + textRoom) : gapX;
        const whole = column.reduce((sum, node) => sum + sizeOf(node)[1] + gapY, -gapY);
        let y = -whole / 2;
        for (const node of column) {
            const height = sizeOf(node)[1];
            at.set(node.id, {x: side * (half + gap + width / 2), y: y + height / 2});
            y += height + gapY;
        }
    }
    return at;
}
