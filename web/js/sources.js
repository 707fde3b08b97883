// Where the statements of a dossier come from: a few record numbers stand beside
// the statement, more of them in an appendix, which says all of them and the
// departments, so that paper tells what the screen tells.

import {departmentTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {count} from "./format.js";
import {t} from "./i18n.js";

/** Record numbers that stand beside a statement. */
const besideMax = 4;

const numbers = ids => ids.map(id => `#${id}`).join(" ");

/** A few record numbers, beside what they state. @param {string[]} ids */
export const records = ids => ids?.length > 0 && h("span", {class: "source-note"}, ` [${numbers(ids)}]`);

/** To the list in the appendix, without a change of the URL, which would draw the page anew. */
function follow(event) {
    event.preventDefault();
    document.querySelector(event.currentTarget.hash)?.scrollIntoView();
}

/** The long lists of record numbers of one dossier, in the order of their statements. */
export class SourceList {
    constructor() {
        /** @type {Array<{number: number, about: string[], ids: string[], departments: string[], omitted: number}>} */
        this.entries = [];
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
        if (ids.length <= besideMax && !omitted) return records(ids);
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

    /** The appendix; nothing where no list was long. */
    part() {
        if (!this.entries.length) return null;
        return h("section", {class: "dossier-part source-list"}, h("h2", {}, t("dossier.sources")),
            h("p", {class: "hint"}, t("dossier.sourcesNote")),
            h("ul", {}, this.entries.map(entryLine)));
    }
}

const entryLine = ({number, about, ids, departments, omitted}) => h("li", {id: `source-${number}`},
    h("b", {}, t("dossier.sourceHead", {number, about: about.join(t("list.semicolon"))})),
    departments.length > 0 && ` · ${departments.map(id => departmentTitle(id)).join(t("list.comma"))}`,
    h("div", {class: "source-numbers"}, numbers(ids),
        omitted > 0 && ` ${t("dossier.sourceOmitted", {n: count(omitted)})}`));
