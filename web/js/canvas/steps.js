// How things come onto the canvas: the neighbourhood of an entity, a path, a
// ring, a company's owners. A list of steps is short enough for a URL, and
// loading it again gives the same canvas.

import {get} from "../api.js";
import {apiPath} from "../entity.js";

/** Relations of a node that one page brings. */
export const pageSize = 60;
/** Nodes that an expansion by several hops brings at most, unless chosen otherwise. */
export const budgetDefault = 600;
/** Layers of owners that a chart on the canvas has at most. */
const ownersDepth = 20;

/**
 * @typedef {{type: "around", of: string, depth: number, kinds: string[], direction: string, pages: number, budget: number,
 *   join: "records"|"merged"}
 *   | {type: "path", between: string[]} | {type: "ring", of: string} | {type: "owners", of: string}} Step
 */

/** Addresses are written in many ways: from one, what is at all of its spellings is looked for. */
const joinOf = of => (of.startsWith("premises:") ? "merged" : "records");

/** The neighbourhood of an entity as a step. @returns {Step} */
export const around = (of, {depth = 1, kinds = [], direction = "both", pages = 1, budget = budgetDefault,
    join = joinOf(of)} = {}) =>
    ({type: "around", of, depth, kinds, direction, pages, budget, join});

/** What the canvas begins with: of a place everybody who is there, under whatever spelling. */
export const beginning = of => (of.startsWith("premises:")
    ? around(of, {depth: 2, kinds: ["registered_at", "operates_at", "hosts", "same_premises"]}) : around(of));

/** @param {Step} step */
export function encode(step) {
    if (step.type === "around") {
        return ["a", step.of, step.depth, step.kinds.join(","), step.direction, step.pages, step.budget,
            step.join].join("~");
    }
    if (step.type === "path") return ["p", ...step.between].join("~");
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
    if (type === "p" && rest.length >= 2) return {type: "path", between: rest};
    if ((type === "r" || type === "o") && rest[0]) return {type: type === "r" ? "ring" : "owners", of: rest[0]};
    return null;
}

/**
 * What a step brings.
 *
 * @param {Step} step
 * @param {{asOf: string|null, cursor?: string|null}} options with a cursor only the page behind it
 */
export async function load(step, {asOf, cursor = null}) {
    if (step.type === "around") return neighbourhood(step, asOf, cursor);
    if (step.type === "path") return path(step, asOf);
    if (step.type === "ring") return plain(await get(apiPath(step.of, "/ring"), {"as-of": asOf}));
    return owners(step, asOf);
}

async function neighbourhood(step, asOf, cursor) {
    // Past and future relations come along: the slider decides which are seen.
    const parameters = {of: step.of, depth: step.depth, kinds: step.kinds.join(","), direction: step.direction,
        "in-force": "all", "as-of": asOf, ...(step.join === "merged"
            ? {"same-person": "merged", "same-premises": "unit"} : {}), limit: step.depth > 1 ? step.budget : pageSize};
    const nodes = [], edges = [];
    let answer = await get("/v1/graph/neighbourhood", cursor ? {...parameters, limit: pageSize, cursor} : parameters);
    nodes.push(...answer.nodes);
    edges.push(...answer.edges);
    for (let page = 1; !cursor && page < step.pages && answer.next.length === 1; page += 1) {
        answer = await get("/v1/graph/neighbourhood", {...parameters, limit: pageSize, cursor: answer.next[0].cursor});
        nodes.push(...answer.nodes);
        edges.push(...answer.edges);
    }
    const centre = nodes[0]?.id;
    const rests = new Map(step.depth === 1 && centre ? [[centre, null]] : []);
    const paged = answer.omitted.filter(one => one.reason === "page");
    for (const {node, cursor: next} of answer.next) {
        // Only a page of a single node tells how many relations wait there.
        const isOnly = answer.next.length === 1;
        rests.set(node, {count: isOnly ? paged.reduce((sum, one) => sum + one.count, 0) : null,
            kinds: isOnly ? paged : [], cursor: node === centre && step.depth === 1 ? next : null,
                step: node === centre && step.depth === 1 ? step
                : around(node, {kinds: step.kinds, direction: step.direction, pages: 0, join: step.join})});
    }
    const cuts = answer.omitted.filter(one => !["page", "notInForce"].includes(one.reason));
    return {nodes, edges, rests, cuts, centre, asOf: answer.asOf};
}

async function path(step, asOf) {
    const answer = await get("/v1/graph/paths", {between: step.between, "as-of": asOf});
    const found = plain(answer);
    found.outcome = answer.outcome;
    found.hops = answer.hops;
    found.pathCount = answer.pathCount;
    found.marked = [...answer.nodes, ...answer.edges].map(one => one.id);
    return found;
}

async function owners(step, asOf) {
    const answer = await get(apiPath(step.of, "/owners"), {format: "cytoscape", depth: ownersDepth, "as-of": asOf});
    // What the chart folds together waits behind the company, as a crowded node's rest does.
    const rests = new Map(answer.elements.nodes.filter(({data}) => data.id.startsWith("fold:")).map(({data}) => {
        const of = data.id.slice("fold:".length);
        const count = Number(data.attributes?.find(one => one.key === "合并数")?.value) || null;
        return [of, {count, kinds: [], cursor: null,
            step: around(of, {kinds: ["shareholder"], direction: "in", pages: 0})}];
    }));
    return {
        nodes: answer.elements.nodes.filter(({data}) => !data.id.startsWith("fold:"))
            .map(({data}) => ({id: data.id, kind: data.kind, name: data.name, status: data.status ?? null})),
        edges: answer.elements.edges.filter(({data}) => !data.id.startsWith("edge:fold:")).map(({data}) =>
            ({id: data.id, kind: data.kind, title: data.kindTitle, from: data.source,
            to: data.target, label: data.label ?? null, since: data.since ?? null, until: data.until ?? null,
                inForce: !data.ended,
            share: data.shareMin === undefined ? undefined : {min: Number(data.shareMin), max: Number(data.shareMax)},
            sources: (data.records ?? []).map(record => ({record}))})),
        rests, cuts: answer.data.omitted ?? [], centre: step.of, asOf: answer.data.asOf,
    };
}

const plain = answer => ({nodes: answer.nodes, edges: answer.edges, rests: new Map(), cuts: answer.omitted ?? [],
    centre: answer.nodes[0]?.id, asOf: answer.asOf});
