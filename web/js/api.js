// Questions to the server. Answers are kept for half a minute, so that going
// back and changing a view ask nothing twice; an import throws them away.

const keptSeconds = 30;
const keptMax = 200;
/** @type {Map<string, {at: number, answer: Promise<*>}>} */
const kept = new Map();

/** What the server refuses, as RFC 9457 has it, or that it cannot be reached. */
export class Problem extends Error {
    /** @param {{title?: string, detail?: string, status?: number, code?: string, requestId?: string}} body */
    constructor(body) {
        super(body.detail ?? body.title ?? "");
        this.name = "Problem";
        this.status = body.status ?? 0;
        this.code = body.code ?? "unknown";
        this.title = body.title ?? "";
        this.detail = body.detail ?? "";
        this.requestId = body.requestId ?? null;
        /** The entities that an ambiguous identifier may mean. */
        this.candidates = body.candidates ?? [];
    }
}

/**
 * A path with its parameters; lists give a parameter for each value.
 *
 * @param {string} path
 * @param {Object<string, *>} [parameters] null, undefined and "" are left out.
 */
export function address(path, parameters = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined && one !== "") query.append(name, String(one));
        }
    }
    const text = query.toString();
    return text ? `${path}?${text}` : path;
}

/** The answer to a GET as JSON. @param {{signal?: AbortSignal, fresh?: boolean}} [options] */
export async function get(path, parameters = {}, {signal, fresh = false} = {}) {
    const url = address(path, parameters);
    const known = kept.get(url);
    if (known && !fresh && Date.now() - known.at < keptSeconds * 1000) return known.answer;
    // What is kept is not aborted: another page may wait for the same answer.
    if (fresh) return request(url, {signal});
    const answer = request(url, {});
    keep(url, answer);
    return answer;
}

function keep(url, answer) {
    kept.delete(url);
    kept.set(url, {at: Date.now(), answer});
    answer.catch(() => { if (kept.get(url)?.answer === answer) kept.delete(url); });
    if (kept.size > keptMax) kept.delete(kept.keys().next().value);
}

/** Sends JSON and takes JSON. */
export function post(path, body, {signal} = {}) {
    return request(path, {
        method: "POST", body: JSON.stringify(body), signal, headers: {"Content-Type": "application/json"},
    });
}

/** Forgets all answers: the data have changed. */
export function forget() {
    kept.clear();
}

async function request(url, options) {
    let response;
    try {
        response = await fetch(url, {...options, headers: {Accept: "application/json", ...options.headers}});
    } catch (error) {
        if (error.name === "AbortError") throw error;
        throw new Problem({code: "client.unreachable", title: String(error.message)});
    }
    if (response.ok) return response.json();
    throw await problem(response);
}

/** The problem that a response tells, whatever its body is. */
async function problem(response) {
    const text = await response.text().catch(() => "");
    try {
        return new Problem({status: response.status, ...JSON.parse(text)});
    } catch {
        return new Problem({status: response.status, code: "client.notProblem", title: text.slice(0, 200)});
    }
}

/**
 * All items of a list, page by page, with the relations that they rest on.
 *
 * @param {number} most After so many the rest stays unread, and `isWhole` is false.
 * @returns {Promise<{items: Array, edges: Array, total: number, isWhole: boolean, first: *}>}
 */
export async function all(path, parameters, {signal, most = 5000} = {}) {
    const items = [], edges = [];
    let first = null, cursor = null;
    do {
        const page = await get(path, {...parameters, limit: 500, cursor}, {signal});
        first ??= page;
        items.push(...page.items);
        edges.push(...page.edges ?? []);
        cursor = page.next;
    } while (cursor && items.length < most);
    return {items, edges, total: first.total, isWhole: !cursor, first};
}
