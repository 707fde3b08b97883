// Where the statements of a dossier come from: a few record numbers stand beside
// the statement, more of them in an appendix, which says all of them and the
// departments, so that paper tells what the screen tells. On paper nobody can
// open a number: the appendix says of each of them where its record stands.

import {get} from "./api.js";
import {departmentTitle, sourceTitle, themeTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {count, moment} from "./format.js";
import {t} from "./i18n.js";
import {openRecords} from "./record.js";
import {failure} from "./states.js";

/** Record numbers that stand beside a statement. */
const besideMax = 4;
/** Records that the server tells of at once. */
const batchMax = 200;

const numbers = ids => ids.map(id => `#${id}`).join(" ");

/** To the list in the appendix, without a change of the URL, which would draw the page anew. */
function follow(event) {
    event.preventDefault();
    document.querySelector(event.currentTarget.hash)?.scrollIntoView();
}

/** What one dossier cites: every record, and the long lists of numbers in the order of their statements. */
export class SourceList {
    constructor() {
        /** @type {Set<string>} */
        this.cited = new Set();
        /** @type {Array<{number: number, about: string[], ids: string[], departments: string[], omitted: number}>} */
        this.entries = [];
    }

    /** A few record numbers, beside what they state. @param {string[]} ids */
    beside(ids) {
        if (!ids?.length) return null;
        this.cite(ids);
        return h("span", {class: "source-note"}, ` [${numbers(ids)}]`);
    }

    cite(ids) {
        for (const id of ids) this.cited.add(id);
    }

    /**
     * Where a statement comes from: the records, or the number of the list in the appendix.
     *
     * @param {string[]} ids
     * @param {{about: string, departments?: string[], omitted?: number}} statement `omitted` records are kept back
     *   by the server
     */
    note(ids, {about, departments = [], omitted = 0}) {
        if (!ids?.length) return null;
        if (ids.length <= besideMax && !omitted) return this.beside(ids);
        this.cite(ids);
        const {number} = this.entry(ids, about, departments, omitted);
        return h("span", {class: "source-note"}, " [", h("a", {href: `#source-${number}`, on: {click: follow}},
            t("dossier.source", {number, n: count(ids.length + omitted)})), "]");
    }

    /** The list of the appendix, which several statements may share. */
    entry(ids, about, departments, omitted) {
        const same = this.entries.find(one => one.omitted === omitted && one.ids.join() === ids.join());
        if (!same) return this.entries[this.entries.push({number: this.entries.length + 1, about: [about], ids,
            departments, omitted}) - 1];
        if (!same.about.includes(about)) same.about.push(about);
        same.departments = [...new Set([...same.departments, ...departments])];
        return same;
    }

    /** Where the cited records stand, by number. @returns {Promise<{items: Array, missing: string[]}>} */
    async whereabouts() {
        const ids = [...this.cited].sort((a, b) => a - b);
        const items = [], missing = [];
        for (let at = 0; at < ids.length; at += batchMax) {
            const answer = await get("/v1/records", {id: ids.slice(at, at + batchMax).join(",")});
            items.push(...answer.items);
            missing.push(...answer.missing);
        }
        return {items, missing};
    }

    /**
     * The appendix; nothing where nothing is cited.
     *
     * @param {{items: Array, missing: string[]}|Error} whereabouts of the cited records, or why nobody knows them
     */
    part(whereabouts) {
        if (!this.cited.size) return null;
        return h("section", {class: "dossier-part source-list"}, h("h2", {}, t("dossier.sources")),
            this.entries.length > 0 && [h("p", {class: "hint"}, t("dossier.sourcesNote")),
                h("ul", {}, this.entries.map(entryLine))],
            h("h3", {}, t("dossier.cited", {n: count(this.cited.size)})),
            whereabouts instanceof Error ? failure(whereabouts) : citedRecords(whereabouts));
    }
}

const entryLine = ({number, about, ids, departments, omitted}) => h("li", {id: `source-${number}`},
    h("b", {}, t("dossier.sourceHead", {number, about: about.join(t("list.semicolon"))})),
    departments.length > 0 && ` · ${departments.map(id => departmentTitle(id)).join(t("list.comma"))}`,
    h("div", {class: "source-numbers"}, numbers(ids),
        omitted > 0 && ` ${t("dossier.sourceOmitted", {n: count(omitted)})}`));

/** What records of one delivered file have in common; numbers of different imports never mix. */
const fileOf = one => [one.theme, one.department, one.source, one.file, one.import].join("\n");

/** All records, file by file: what the file is stands once above its numbers. */
const citedRecords = ({items, missing}) => [
    h("p", {class: "hint"}, t("dossier.citedNote")),
    missing.length > 0 && h("p", {class: "notice notice-warn", id: "missing-records"},
        t("dossier.missing", {n: count(missing.length), list: numbers(missing)})),
    [...Map.groupBy(items, fileOf).values()].map(same => h("div", {class: "cited-file"},
        h("p", {}, h("b", {}, themeTitle(same[0].theme, same[0].title)), " · ", fileWords(same[0])),
        h("ul", {class: "cited-records"}, same.map(citedRecord)))),
];

const fileWords = one => [departmentTitle(one.department), sourceTitle(one.source), one.file,
    t("record.importedAt", {number: one.import, at: moment(one.imported).slice(0, 10)})].filter(Boolean).join(" · ");

const citedRecord = ({id, row, date, toEpoch}) => h("li", {},
    h("button", {type: "button", class: "link-button", title: t("record.open"), on: {click: () => openRecords([id])}},
        `#${id}`), " ",
    [row !== null && t("dossier.row", {n: row}), date,
        toEpoch !== null && t("record.replaced", {epoch: toEpoch})].filter(Boolean).join(" · "));
