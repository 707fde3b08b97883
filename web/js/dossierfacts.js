// All facts of a company on paper, block by block: also those that do not come
// along with the panorama.

import {all} from "./api.js";
import {blockTitle, departmentTitle, themeTitle, whole} from "./catalogue.js";
import {h} from "./dom.js";
import {apiPath} from "./entity.js";
import {count, money} from "./format.js";
import {t} from "./i18n.js";
import {factWords} from "./panorama.js";
import {records} from "./sources.js";

/** Facts that are printed: some two hundred pages. More are told with their number. */
const factsMax = 5000;

/** The facts as tables. @returns {Promise<Node[]>} */
export async function factsPart(panorama, asOf) {
    const {facts, overview, subject} = panorama;
    if (!facts.total) return [h("p", {}, t("company.noFacts"))];
    const {items} = facts.returned < facts.total
        ? await all(apiPath(subject.id, "/timeline"), asOf, {most: factsMax}) : facts;
    const blocks = await factsByBlock(items);
    return [
        items.length < facts.total && h("p", {class: "notice"}, t("dossier.factsCut",
            {shown: count(items.length), total: count(facts.total), left: count(facts.total - items.length)})),
        panorama.laterFactCount > 0 && h("p", {class: "hint"}, t("fact.later", {n: count(panorama.laterFactCount)})),
        overview.filter(block => block.count > 0).map(block => [
            h("h3", {}, `${blockTitle(block.block, block.title)} (${count(block.count)})`),
            factTable(blocks.get(block.block) ?? [])]),
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

const factTable = facts => h("table", {class: "table dossier-facts"}, h("tbody", {}, facts.map(factRow)));

function factRow(fact) {
    const {text, badges} = factWords(fact);
    return h("tr", {},
        h("td", {class: "date"}, fact.date ?? "—"), h("td", {}, themeTitle(fact.theme, fact.title)),
        h("td", {}, text, badges.map(([tone, words]) => [" ", h("span", {class: `badge badge-${tone}`}, words)]),
            fact.hasFindings && h("span", {class: "hint"}, ` (${t("fact.finding")})`)),
        h("td", {class: "number"}, money(fact.amount, fact.currency)),
        h("td", {}, departmentTitle(fact.department)), h("td", {}, records([fact.record])));
}
