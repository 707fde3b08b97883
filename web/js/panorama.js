// The panorama's views of the same facts: by block, by department. The third,
// the timeline, has filters of its own.

import {get} from "./api.js";
import {blockTitle, columnTitle, departmentTitle, sourceTitle, themeBlock, themeTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {summaryText, term} from "./english.js";
import {asOf, entityLink} from "./entity.js";
import {formOf, representativeTitle} from "./forms.js";
import {count, fieldText, moment, money, today} from "./format.js";
import {t} from "./i18n.js";
import {openRecords, recordButton} from "./record.js";
import {empty, section} from "./states.js";

/** Facts of a block that are shown before somebody asks for the rest. */
const shownMax = 5;

/**
 * The words of a fact. That of a permit tells its term and at its end the status
 * on record, which nobody changes when the term ends: both are told for themselves.
 *
 * @returns {{text: string, badges: Array<[string, string]>}} badges as tones with words
 */
export function factWords({theme, summary}) {
    if (themeBlock(theme) !== "permits") return {text: summaryText(summary), badges: []};
    const [, text, status] = /^(.*?)(?: (有效|注销|撤销|吊销|过期))?$/s.exec(summary ?? "");
    const until = /至(\d{4}-\d\d-\d\d)/.exec(text)?.[1];
    const day = asOf() ?? today();
    const isOver = until && until < day && (status ?? "有效") === "有效";
    // On an earlier day nobody can know that the term will end.
    const isTold = status && !(status === "过期" && until >= day);
    return {text: summaryText(text), badges: [isOver && ["warn", t("permit.expired")],
        isTold && ["plain", t("permit.status", {status: term(status)})]].filter(Boolean)};
}

const factDate = fact => h("time", {class: "fact-date"}, fact.date ?? t("fact.undated"));

function factText(fact) {
    const {text, badges} = factWords(fact);
    return h("span", {class: "fact-text"},
        h("span", {class: "fact-theme"}, themeTitle(fact.theme, fact.title)),
        h("span", {class: "fact-summary"}, text),
        badges.map(([tone, words]) => h("span", {class: `badge badge-${tone}`}, words)));
}

const factSide = (fact, ...rest) => h("span", {class: "fact-side"},
    fact.amount !== null && fact.amount !== undefined &&
        h("span", {class: "amount"}, money(fact.amount, fact.currency)),
    fact.hasFindings && h("span", {class: "badge badge-warn"}, t("fact.finding")), rest);

const factDepartment = fact => h("span", {class: "fact-department"}, departmentTitle(fact.department));

/** A fact, which opens its record. */
export const factRow = (fact, {department = true} = {}) => h("li", {class: "fact"},
    h("button", {type: "button", class: "fact-button", title: t("record.open"),
        on: {click: () => openRecords([fact.record])}},
    factDate(fact), factText(fact), factSide(fact, department && factDepartment(fact))));

/** A fact among those of other entities: whom it is about is a link, all the rest of the row opens the record. */
export const factOfRow = fact => h("li", {class: "fact fact-of"}, factDate(fact), entityLink(fact.subject),
    factText(fact), factSide(fact, factDepartment(fact)), recordButton([fact.record]));

/** A list of facts, the first few, and a button for the others. */
function factList(facts, options) {
    const list = h("ol", {class: "fact-list"}, facts.slice(0, shownMax).map(fact => factRow(fact, options)));
    if (facts.length <= shownMax) return list;
    const more = h("button", {type: "button", class: "link-button", on: {click: () => {
        list.append(...facts.slice(shownMax).map(fact => factRow(fact, options)));
        more.remove();
    }}}, t("fact.rest", {n: count(facts.length - shownMax)}));
    return [list, more];
}

/** The facts of a block or department, the latest first, undated ones last. */
const pick = (panorama, indices) => indices.map(index => panorama.facts.items[index]).filter(Boolean)
    .sort((a, b) => (b.date ?? "").localeCompare(a.date ?? ""));

/** That more facts exist than the answer holds, or lie after the day. */
export function factNote(panorama) {
    const notes = [];
    if (panorama.facts.returned < panorama.facts.total) {
        notes.push(t("fact.cut", {shown: count(panorama.facts.returned), total: count(panorama.facts.total)}));
    }
    if (panorama.laterFactCount > 0) notes.push(t("fact.later", {n: count(panorama.laterFactCount)}));
    return notes.length ? h("p", {class: "notice"}, notes.join(" ")) : null;
}

/** Registration and the facts, block by block. */
export function overviewView(panorama) {
    return [
        factNote(panorama),
        panorama.statements.length ? registrationCard(panorama)
            : section(t("company.registration"), empty(t("company.noRegistration"))),
        inOrder(panorama.overview).map(block => section(
            blockTitle(block.block, block.title), blockBody(panorama, block),
            {id: `block-${block.block}`, aside: h("span", {class: "count"}, count(block.count))})),
        panorama.overview.length === 0 && empty(t("company.noFacts")),
    ];
}

/** Blocks that have facts, warnings before all others. */
export const inOrder = blocks => blocks.filter(block => block.count > 0)
    .sort((a, b) => Number(b.block === "risk") - Number(a.block === "risk"));

function blockBody(panorama, block) {
    const facts = pick(panorama, block.facts);
    const themes = block.themes.length > 1 && h("p", {class: "theme-counts"}, block.themes.map(theme =>
        h("span", {class: "tag"}, `${themeTitle(theme.theme, theme.title)} ${count(theme.count)}`)));
    return [themes, factList(facts), facts.length < block.count && h("p", {class: "hint"},
        t("fact.cut", {shown: count(facts.length), total: count(block.count)}))];
}

/**
 * The day that the newest registration record was delivered, where the page shows an earlier one: records of
 * the register tell how things are, not how they were.
 *
 * @returns {Promise<string|null>}
 */
export async function registrationDelivered({statements, asOf: day}) {
    if (!statements.length || day >= today()) return null;
    const records = await Promise.all(statements.map(one => get(`/v1/records/${encodeURIComponent(one.record)}`)));
    return records.map(one => moment(one.imported).slice(0, 10)).sort().at(-1);
}

/** The registration as each source states it, side by side where there are several. */
export function registrationCard(panorama) {
    const {statements, delivered} = panorama;
    const form = formOf(panorama);
    const columns = Object.keys(Object.assign({}, ...statements.map(one => one.fields)))
        .filter(id => statements.some(one => one.fields[id] !== null && one.fields[id] !== ""));
    const wide = new Set(["scope", "address", "business_address", "former_names"]);
    // Those that take a whole line come last, so that the others leave no gaps.
    const ordered = [...columns.filter(id => !wide.has(id)), ...columns.filter(id => wide.has(id))];
    const cells = ordered.map(id => h("div", {class: wide.has(id) ? "pair wide" : "pair"},
        h("dt", {}, registrationTitle(id, statements[0].columns[id] ?? id, form)),
        different(statements, id).map(value => h("dd", {}, shownValue(id, value)))));
    const checks = statements.flatMap(codeNotes);
    const aside = h("span", {class: "card-sources"}, statements.map(one =>
        [h("span", {class: "hint"}, sourceTitle(one.source)), recordButton([one.record])]));
    return section(delivered ? t("company.registration.latest", {day: delivered}) : t("company.registration"), [
        statements.length > 1 && h("p", {class: "notice"}, t("company.severalStatements", {n: statements.length})),
        checks, h("dl", {class: "pairs"}, cells)], {aside, id: "registration"});
}

/** The title of a column; who represents the company is called as companies of its form call it. */
function registrationTitle(id, otherwise, form) {
    const represents = representativeTitle(form);
    if (id === "legal_representative") return represents;
    if (id === "legal_representative_id") return t("represents.identifier", {title: represents});
    return columnTitle("registration", id, otherwise);
}

/** Of another currency the capital is a text: 2000000 USD. */
function shownValue(id, value) {
    const [, amount, currency] = id === "capital" ? /^([\d.]+)(?: ([A-Z]{3}))?$/.exec(String(value)) ?? [] : [];
    return amount ? money(Number(amount), currency) : fieldText(value);
}

/** What the statements say, each once. */
const different = (statements, id) => [...new Map(statements.map(one => one.fields[id] ?? null)
    .map(value => [JSON.stringify(value), value])).values()];

function codeNotes({codeCheck}) {
    if (!codeCheck) return [];
    const wrong = ["formatOk", "uscOk", "orgOk"].filter(name => codeCheck[name] === false);
    return wrong.map(name => h("p", {class: "notice notice-warn"}, t(`codeCheck.${name}`)));
}

/** The facts, department by department. */
export function departmentsView(panorama) {
    if (!panorama.departments.length) return empty(t("company.noFacts"));
    return h("div", {class: "department-grid"}, panorama.departments.map(department => section(
        departmentTitle(department.department, department.title),
        [
            h("p", {class: "theme-counts"}, department.themes.map(theme =>
                h("span", {class: "tag"}, `${themeTitle(theme.theme, theme.title)} ${count(theme.count)}`))),
            factList(pick(panorama, department.facts), {department: false}),
        ],
        {aside: h("span", {class: "count"}, count(department.count))})));
}
