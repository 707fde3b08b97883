// How things come onto the canvas: the neighbourhood of an entity, a path, a
// ring, a company's owners. A list of steps is short enough for a URL, and
// loading it again gives the same canvas.

import {get} from "../api.js";
import {apiPath, kindOf} from "../entity.js";

/** Relations of a node that one page brings. */
const pageSize = 60;
/** Nodes that an expansion by several hops brings at most, unless chosen otherwise. */
const budgetDefault = 600;
/** Of the strongest ways between two so many are looked at. */
const strongPaths = 20;
/** A longer way between two is told by its length alone, unless somebody asks for as many as the server takes. */
const pathHops = 8;
export const pathHopsMax = 20;
/** The greatest budget that the server takes. */
export const budgetMax = 5000;
/** Layers of owners that a chart on the canvas has at most. */
const ownersDepth = 20;
/** Nodes that one question about what is one names at most; the server refuses more. */
const togetherMax = 100;
/** What is told apart on record and is one thing: by kind of node, the edges that say so and how they are asked for. */
const togetherBy = {
    premises: {kinds: "same_premises", "same-premises": "unit", depth: 1},
    // Mentions of a person hang together by a chain, whose links may be elsewhere.
    person: {kinds: "same_as", "same-person": "merged", depth: 4},
};
/** The kinds of edge that join what is one. */
export const sameKinds = new Set(Object.values(togetherBy).map(one => one.kinds));
/** People and places as one, whatever they are called on record. */
const merged = {"same-person": "merged", "same-premises": "unit"};

/**
 * @typedef {{type: "around", of: string, depth: number, kinds: string[], direction: string, pages: number,
 *   budget: number, join: "records"|"merged"}
 *   | {type: "path", between: string[], hops: number} | {type: "ring", of: string} | {type: "owners", of: string}} Step
 *
 * @typedef {{key: string, node: string, count: number|null, kinds: Array, cursor: string|null, step: Step}} Rest
 *   relations of a crowded node that wait, and the step that goes on with them; a cursor continues that very step
 *
 * @typedef {{step: Step, nodes: Array, edges: Array, rests: Rest[],
 *   cuts: Array<{kind: string, count: number, reason: string}>, together: Array, centre: string,
 *   asOf: string, epoch: number, marked?: string[], way?: Way}} Entry what a step brought
 *
 * @typedef {{outcome: "found"|"longer"|"none"|"stopped", length: number|null, limit: number, hops: number,
 *   drawn: number}} Way how two are connected: how long the shortest way on record is and how long one may be to be
 *   drawn; how many ways are, and their hops without the steps within one person or place
 */

const isPlace = id => kindOf(id) === "premises";

/** What somebody has chosen for expansions, until the page is loaded anew. */
export const chosen = {join: "merged"};

/** The neighbourhood of an entity as a step. @returns {Step} */
export const around = (of, {depth = 1, kinds = [], direction = "both", pages = 1, budget = budgetDefault,
    join = "merged"} = {}) =>
    ({type: "around", of, depth, kinds, direction, pages, budget, join});

/** What the canvas begins with: of a place everybody who is there, under whatever spelling. */
export const beginning = of => (isPlace(of)
    ? around(of, {depth: 2, kinds: ["registered_at", "operates_at", "hosts", "same_premises"]}) : around(of));

/** How two are connected, as a step. @returns {Step} */
export const pathBetween = (between, hops = pathHops) => ({type: "path", between, hops});

/** What a step asks for, however far it has read. */
export const questionOf = step => (step.type === "around"
    ? ["around", step.of, step.depth, [...step.kinds].sort(), step.direction, step.join].join("~")
    : [step.type, step.of ?? step.between].join("~"));

/** What is left of a node by some kinds in some direction is one thing, whichever step met it. */
export const restKey = step => questionOf({...step, depth: 1});

/** Whether a step answers for one day alone; the others bring relations of all times. */
export const isOfDay = step => step.type !== "around";

/** @param {Step} step */
export function encode(step) {
    if (step.type === "around") {
        return ["a", step.of, step.depth, step.kinds.join(","), step.direction, step.pages, step.budget,
            step.join].join("~");
    }
    if (step.type === "path") {
        return ["p", ...step.between, ...(step.hops === pathHops ? [] : [`hops=${step.hops}`])].join("~");
    }
    return [step.type === "ring" ? "r" : "o", step.of].join("~");
}

/** @returns {Step|null} */
export function decode(text) {
    const [type, ...rest] = text.split("~");
    if (type === "a" && rest[0]) {
        const [of, depth, kinds, direction, pages, budget, join] = rest;
        return around(of, {depth: Number(depth) || 1, kinds: (kinds ?? "").split(",").filter(Boolean),
            direction: direction || "both", pages: Number(pages) || 1, budget: Number(budget) || budgetDefault,
            join: join === "merged" ? "merged" : "records"});
    }
    if (type === "p") {
        const isHops = one => one.startsWith("hops="), ends = rest.filter(one => !isHops(one));
        const hops = Number(rest.find(isHops)?.slice("hops=".length)) || pathHops;
        return ends.length < 2 ? null : pathBetween(ends, hops);
    }
    if ((type === "r" || type === "o") && rest[0]) return {type: type === "r" ? "ring" : "owners", of: rest[0]};
    return null;
}

const loaders = {around: neighbourhood, path, ring, owners};

/**
 * What a step brings.
 *
 * @param {Step} step
 * @param {{asOf: string|null, cursor?: string|null}} options with a cursor only the page behind it
 * @returns {Promise<Entry>}
 */
export async function load(step, {asOf, cursor = null}) {
    const brought = await loaders[step.type](step, asOf, cursor);
    return {...brought, step, together: await together(brought.nodes)};
}

/** A neighbourhood as the server is asked for it. */
export const questionFor = ({of, depth, kinds, direction, join}) => ({of, depth, kinds: kinds.join(","), direction,
    ...(join === "merged" ? merged : {})});

async function neighbourhood(step, asOf, cursor) {
    // Past and future relations come along: the slider decides which are seen.
    const parameters = {...questionFor(step), "in-force": "all", "as-of": asOf,
        limit: step.depth > 1 ? step.budget : pageSize};
    const ask = behind => get("/v1/graph/neighbourhood", behind ? {...parameters, limit: pageSize, cursor: behind}
        : parameters);
    let answer = await ask(cursor);
    const nodes = [...answer.nodes], edges = [...answer.edges];
    for (let page = 1; !cursor && page < step.pages && answer.next.length === 1; page += 1) {
        answer = await ask(answer.next[0].cursor);
        nodes.push(...answer.nodes);
        edges.push(...answer.edges);
    }
    const centre = nodes[0]?.id;
    const cuts = answer.omitted.filter(one => !["page", "notInForce"].includes(one.reason));
    return {nodes, edges, rests: restsOf(step, answer, centre), cuts, centre, asOf: answer.asOf,
        epoch: answer.epoch};
}

/** @returns {Rest[]} */
function restsOf(step, answer, centre) {
    const paged = answer.omitted.filter(one => one.reason === "page");
    // Only a page of a single node tells how many relations wait there.
    const isOnly = answer.next.length === 1;
    return answer.next.map(({node, cursor}) => {
        const goesOn = node === centre && step.depth === 1;
        const next = goesOn ? step
            : around(node, {kinds: step.kinds, direction: step.direction, pages: 0, join: step.join});
        return {key: restKey(next), node, step: next, cursor: goesOn ? cursor : null, kinds: isOnly ? paged : [],
            count: isOnly ? paged.reduce((sum, one) => sum + one.count, 0) : null};
    });
}

/**
 * The shortest ways between two, and those of the strongest that are as short once mentions of a person and spellings
 * of a place count as one: the server counts a step from one mention to another, and a shared telephone would win.
 */
async function path(step, asOf) {
    const ask = more => get("/v1/graph/paths", {between: step.between, "as-of": asOf, ...merged, ...more});
    const [short, strong] = await Promise.all([ask({"max-hops": step.hops}), ask({rank: "strength", k: strongPaths})]);
    const edges = new Map([...strong.edges, ...short.edges].map(edge => [edge.id, edge]));
    const within = new Set([...edges.values()].filter(({kind}) => sameKinds.has(kind))
        .flatMap(({from, to}) => [`${from}|${to}`, `${to}|${from}`]));
    const hopsOf = ({nodes}) => nodes.slice(1).filter((id, index) => !within.has(`${nodes[index]}|${id}`)).length;
    const isFound = short.outcome === "found", ranked = strong.ranked ?? [];
    const hops = Math.min(...(short.paths ?? []).map(nodes => hopsOf({nodes})), ...ranked.map(hopsOf));
    // Of ways that are told by their length alone nothing is here; the strongest of them may be.
    const others = ranked.filter(way => hopsOf(way) === hops && !(isFound && way.edges.length === short.hops));
    const kept = new Set([...others.flatMap(way => [...way.nodes, ...way.edges]),
        ...[...short.nodes, ...short.edges].map(one => one.id)]);
    const nodes = new Map([...short.nodes, ...strong.nodes].map(node => [node.id, node]));
    const found = {...short, nodes: [...nodes.values()].filter(({id}) => kept.has(id)),
        edges: [...edges.values()].filter(({id}) => kept.has(id))};
    const drawn = (isFound ? short.pathCount : 0) + others.length;
    // A bound that ended the search has its name behind the word.
    const way = {outcome: short.outcome.split(":")[0], length: short.hops, limit: step.hops, hops, drawn};
    return {...plain(found), way, marked: drawn > 0 ? [...kept] : []};
}

async function ring(step, asOf) {
    // It is about whom was asked for, whoever comes first.
    return {...plain(await get(apiPath(step.of, "/ring"), {"as-of": asOf})), centre: step.of};
}

async function owners(step, asOf) {
    const answer = await get(apiPath(step.of, "/owners"), {format: "cytoscape", depth: ownersDepth, "as-of": asOf});
    const {nodes, edges, folds} = chart(answer);
    // What the chart folds together waits behind the company, as a crowded node's rest does.
    const rests = folds.map(fold => {
        const next = around(fold.of, {kinds: ["shareholder"], direction: "in", pages: 0});
        return {key: restKey(next), node: fold.of, count: fold.count, kinds: [], cursor: null, step: next};
    });
    return {
        nodes: nodes.map(data => ({id: data.id, kind: data.kind, name: data.name, status: data.status ?? null,
            statusDay: answer.data.asOf})),
        edges, rests, cuts: answer.data.omitted ?? [], centre: step.of, asOf: answer.data.asOf,
        epoch: answer.data.epoch,
    };
}

/** Whether a node of a chart stands for several that were folded together. */
export const isFold = ({id}) => id.startsWith("fold:");

/** The chart of owners as nodes and edges of ours, and what it folds together. */
function chart({elements}) {
    const nodes = elements.nodes.map(one => one.data);
    return {
        nodes: nodes.filter(data => !isFold(data)),
        edges: elements.edges.filter(({data}) => !data.id.startsWith("edge:fold:")).map(({data}) => chartEdge(data)),
        folds: nodes.filter(isFold).map(data => ({of: data.id.slice("fold:".length),
            count: Number(data.attributes?.find(one => one.key === "合并数")?.value) || null})),
    };
}

/** An edge of a chart that the server made for cytoscape, as other answers have it. */
export const chartEdge = data => ({
    id: data.id, kind: data.kind, title: data.kindTitle, from: data.source, to: data.target, label: data.label ?? null,
    since: data.since ?? null, until: data.until ?? null, inForce: !data.ended,
    share: data.shareMin === undefined ? undefined : {min: Number(data.shareMin), max: Number(data.shareMax)},
    sources: (data.records ?? []).map(record => ({record})),
});

const plain = answer => ({nodes: answer.nodes, edges: answer.edges, rests: [], cuts: answer.omitted ?? [],
    centre: answer.nodes[0]?.id, asOf: answer.asOf, epoch: answer.epoch});

/** Which addresses are one place and which mentions one person, told by edges that may pass through others. */
async function together(nodes) {
    const edges = [];
    for (const [kind, question] of Object.entries(togetherBy)) {
        const ids = nodes.filter(node => node.kind === kind).map(node => node.id);
        // A single one is asked about too: another step may have brought another that is the same.
        for (let from = 0; from < ids.length; from += togetherMax) {
            const answer = await get("/v1/graph/neighbourhood", {of: ids.slice(from, from + togetherMax), ...question,
                "in-force": "all", limit: budgetMax});
            edges.push(...answer.edges.map(({kind: by, from: one, to}) => ({kind: by, from: one, to})));
        }
    }
    return edges;
}
