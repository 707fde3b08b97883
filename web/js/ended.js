// How and when a company ended, or that it has not begun: what has to be said
// before anything else is told of it on the day.

import {h} from "./dom.js";
import {entityLink} from "./entity.js";
import {formOf, parentsOf} from "./forms.js";
import {t, word} from "./i18n.js";

const statuses = ["吊销后注销", "注销", "吊销", "撤销", "迁出"];

/**
 * The end of a company on the day of its panorama.
 *
 * @returns {{status: string, day: string|null}|null} null where it goes on, or had not ended by then
 */
export function endOf({subject, statements, asOf}) {
    const status = statuses.find(one => (subject.status ?? "").includes(one));
    if (!status) return null;
    const told = statements.map(one => one.fields.closed_on).find(Boolean);
    const day = subject.until ?? told ?? null;
    return day && day > asOf ? null : {status, day};
}

/** Whether the company is founded later than the day that is shown. */
export const isYetToCome = ({subject, asOf}) => Boolean(subject.since) && subject.since > asOf;

export const yetToComeNote = ({subject}) =>
    h("p", {class: "notice not-yet"}, t("company.notYet", {day: subject.since}));

/** That what is told is how a company was when it ended; nothing where it goes on. */
export function endNote(panorama) {
    const end = endOf(panorama);
    if (!end) return null;
    const how = word("end", end.status);
    return h("p", {class: "notice notice-warn end-note"},
        end.day ? t("company.ended", {day: end.day, how}) : t("company.ended.undated", {how}));
}

/** That a branch has no shareholders, and whose it is; nothing for what is no branch. */
export function branchNote(panorama) {
    if (formOf(panorama) !== "branch") return null;
    const parents = parentsOf(panorama);
    return h("p", {class: "notice branch-note"}, t("company.branch"),
        parents.length > 0 && [" ", t("company.branch.parent"), parents.map(({entity}) => entityLink(entity))]);
}
