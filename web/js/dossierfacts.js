// All facts of a company on paper, block by block: also those that do not come
// along with the panorama.

import {all} from "./api.js";
import {blockTitle, departmentTitle, themeTitle, whole} from "./catalogue.js";
import {h} from "./dom.js";
import {apiPath} from "./entity.js";
import {count, money} from "./format.js";
import {t} from "./i18n.js";
import {factWords, inOrder} from "./panorama.js";

/** Facts that are printed: some two hundred pages. More are told with their number. */
const factsMax = 5000;

/**
 * The facts that are printed, also those that do not come along with the panorama.
 *
 * @returns {Promise<{items: Array, blocks: Map<string, Array>}>}
 */
export async function printedFacts({facts, subject}, asOf) {
    const {items} = facts.returned < facts.total
        ? await all(apiPath(subject.id, "/timeline"), asOf, {most: factsMax}) : facts;
    return {items, blocks: await factsByBlock(items)};
}

/** The facts as tables. @param {import("./sources.js").SourceList} sources */
export function factsPart(panorama, {items, blocks}, sources) {
    const {facts, overview} = panorama;
    if (!facts.total) return [h("p", {}, t("company.noFacts"))];
    return [
        items.length < facts.total && h("p", {class: "notice"}, t("dossier.factsCut",
            {shown: count(items.length), total: count(facts.total), left: count(facts.total - items.length)})),
        panorama.laterFactCount > 0 && h("p", {class: "hint"}, t("fact.later", {n: count(panorama.laterFactCount)})),
        inOrder(overview).map(block => [
            h("h3", {}, `${blockTitle(block.block, block.title)} (${count(block.count)})`),
            factTable(blocks.get(block.block) ?? [], sources)]),
    ];
}

/** Facts by the block of their theme, the latest first. */
async function factsByBlock(items) {
    const {themes} = await whole();
    const blockOf = new Map(themes.map(theme => [theme.id, theme.block]));
    const blocks = Map.groupBy(items, fact => blockOf.get(fact.theme));
    for (const list of blocks.values()) list.sort((a, b) => (b.date ?? "").localeCompare(a.date ?? ""));
    return blocks;
}

const factTable = (facts, sources) => h("table", {class: "table dossier-facts"},
    h("tbody", {}, facts.map(fact => factRow(fact, sources))));

function factRow(fact, sources) {
    const {text, badges} = factWords(fact);
    return h("tr", {},
        h("td", {class: "date"}, fact.date ?? "—"), h("td", {}, themeTitle(fact.theme, fact.title)),
        h("td", {}, text, badges.map(([tone, words]) => [" ", h("span", {class: `badge badge-${tone}`}, words)]),
            fact.hasFindings && h("span", {class: "hint"}, ` (${t("fact.finding")})`)),
        h("td", {class: "number"}, money(fact.amount, fact.currency)),
        h("td", {}, departmentTitle(fact.department)), h("td", {}, sources.beside([fact.record])));
}
