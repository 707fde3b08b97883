// Positions for pictures small enough to be read: every pair of nodes wants to
// be as far apart as the way between them is long (stress, made small by
// stochastic gradient descent; Zheng, Pawar, Goodman 2019, doi:10.1109/TVCG.2018.2859997).
// Hubs get more room: the way to a neighbour is longer the more others they have.

import {neighbourRows} from "./layout-force.js";

/** Pixels of a way of length one, across and down: names are wider than high, and many nodes stand closer. */
const units = count => {
    const share = Math.min(1, Math.max(0.7, 1.25 - 0.11 * Math.log(count)));
    return [84 * share, 62 * share];
};
const rounds = 40;
/** The share of a pair's difference that the last round still corrects. */
const lastStep = 0.05;
/** A picture that goes on moves no further than this share at once. */
const gentleStep = 0.25;
/** Beyond one, so that what is far apart counts less. */
const roomPower = 0.45;

/**
 * @param {number} count nodes, which should hang together
 * @param {Int32Array} from index of each edge's first end
 * @param {Int32Array} to
 * @param {{start?: Float64Array|null, fixed?: Uint8Array|null}} [options] positions to go on from
 * @returns {Float64Array} x, y by turns
 * @complexity time O(n³) for the ways, memory O(n²): for up to some hundred nodes
 */
export function stressLayout(count, from, to, {start = null, fixed = null} = {}) {
    const ways = waysBetween(count, from, to), unit = units(count);
    const at = start ? Float64Array.from(start, (value, index) => value / unit[index % 2]) : circle(count);
    const pairs = [];
    for (let a = 0; a < count; a += 1) {
        for (let b = a + 1; b < count; b += 1) if (ways[a * count + b] < Infinity) pairs.push([a, b]);
    }
    let longest = 1;
    for (const [a, b] of pairs) longest = Math.max(longest, ways[a * count + b]);
    const draw = numbers(7);
    const first = start ? gentleStep : longest * longest;
    const cooling = Math.log(first / lastStep) / (rounds - 1);
    for (let round = 0; round < rounds; round += 1) {
        const step = first * Math.exp(-cooling * round);
        shuffle(pairs, draw);
        for (const [a, b] of pairs) pull(at, a, b, ways[a * count + b], step, fixed);
    }
    return at.map((value, index) => value * unit[index % 2]);
}

/** Moves two nodes towards the distance that they should have. */
function pull(at, a, b, way, step, fixed) {
    let x = at[2 * b] - at[2 * a], y = at[2 * b + 1] - at[2 * a + 1];
    if (x === 0 && y === 0) [x, y] = [0.01 * (a % 7 - 3), 0.01 * (b % 5 + 1)];
    const length = Math.hypot(x, y);
    const share = Math.min(1, step / (way * way)) * (length - way) / length / 2;
    if (!fixed?.[a]) {
        at[2 * a] += x * share;
        at[2 * a + 1] += y * share;
    }
    if (!fixed?.[b]) {
        at[2 * b] -= x * share;
        at[2 * b + 1] -= y * share;
    }
}

/** How long the shortest way between every two nodes is (Floyd and Warshall). */
function waysBetween(count, from, to) {
    const ways = new Float64Array(count * count).fill(Infinity);
    const near = neighbourRows(count, from, to).map(row => new Set(row));
    for (let node = 0; node < count; node += 1) ways[node * count + node] = 0;
    for (let edge = 0; edge < from.length; edge += 1) {
        const [a, b] = [from[edge], to[edge]];
        // Neighbours that both have do not need room of their own twice.
        let both = 0;
        for (const one of near[a]) if (near[b].has(one)) both += 1;
        const way = Math.pow(near[a].size + near[b].size - both, roomPower);
        ways[a * count + b] = ways[b * count + a] = way;
    }
    for (let by = 0; by < count; by += 1) {
        for (let a = 0; a < count; a += 1) {
            const way = ways[a * count + by];
            if (way === Infinity) continue;
            for (let b = 0; b < count; b += 1) {
                const whole = way + ways[by * count + b];
                if (whole < ways[a * count + b]) ways[a * count + b] = whole;
            }
        }
    }
    return ways;
}

function circle(count) {
    const at = new Float64Array(count * 2);
    for (let node = 0; node < count; node += 1) {
        at[2 * node] = Math.cos(node * 2.399963) * Math.sqrt(node);
        at[2 * node + 1] = Math.sin(node * 2.399963) * Math.sqrt(node);
    }
    return at;
}

/** Numbers from 0 to 1, the same ones on every run. */
function numbers(seed) {
    let state = seed;
    return () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
}

function shuffle(list, draw) {
    for (let index = list.length - 1; index > 0; index -= 1) {
        const other = Math.floor(draw() * (index + 1));
        [list[index], list[other]] = [list[other], list[index]];
    }
}
