// Numbers of permits: graphs tell their kind alone, and a company may have six of
// one kind.

import {get} from "../api.js";
import {apiPath} from "../entity.js";

/** Permits of one step whose numbers are asked for before it is drawn; of the others, when somebody selects them. */
const askedMost = 200;
/** Questions under way at a time: the browser would hold more back anyway. */
const atOnce = 6;

/** What was told of permits. @type {Map<string, {number: string, type: string, issuedBy: string}>} */
const told = new Map();

/** Number, kind and issuer of a permit. */
export async function permitFacts(id) {
    if (!told.has(id)) {
        const {number, type, issuedBy} = await get(apiPath(id));
        told.set(id, {number: number ?? "", type: type ?? "", issuedBy: issuedBy ?? ""});
    }
    return told.get(id);
}

/** The nodes, permits among them with their numbers. */
export async function withNumbers(nodes) {
    const wanted = nodes.filter(({kind, number}) => kind === "permit" && number === undefined).slice(0, askedMost);
    if (!wanted.length) return nodes;
    const rest = wanted.map(({id}) => id), found = new Map();
    const ask = async () => {
        for (let id = rest.pop(); id; id = rest.pop()) {
            // A picture without a number is better than none; the details ask again, and tell what is wrong.
            await permitFacts(id).then(facts => found.set(id, facts), () => {});
        }
    };
    await Promise.all(Array.from({length: atOnce}, ask));
    return nodes.map(node => (found.has(node.id) ? {...node, ...found.get(node.id)} : node));
}
