// What is said of a permit: which one it is, whether it holds on the day, and
// what its record says where that is something else.

import {h} from "./dom.js";
import {term} from "./english.js";
import {dayNumber, today} from "./format.js";
import {t, word} from "./i18n.js";
import {query} from "./router.js";

const tones = {valid: "good", expiring: "warn", expired: "warn", withdrawn: "off"};

/** A permit that ends within so many days is about to expire. */
const expiringDays = 90;
const withdrawn = new Set(["注销", "撤销", "吊销"]);

/** The day that the page shows; the canvas has one of its own. */
const pageDay = () => query().get("as-of") ?? today();

/** Whether a permit holds on a day, by the rule of the server: by its dates, unless it was withdrawn. */
export function permitStateOn({status, since, until}, day) {
    if (since && day < since) return "notYetValid";
    if (withdrawn.has(status)) return "withdrawn";
    if (!until) return status === "过期" ? "expired" : "unknown";
    if (until <= day) return "expired";
    return dayNumber(until) - 1 - dayNumber(day) <= expiringDays ? "expiring" : "valid";
}

/** What a record calls each state; where it does, it need not be said twice. */
const onRecord = {valid: ["有效"], expiring: ["有效"], expired: ["过期"], withdrawn: ["注销", "撤销", "吊销"]};

/**
 * @returns {Array<[string, string]>} tones with words
 */
export function permitWords(entity, day = pageDay()) {
    const {status} = entity, state = entity.permitState ?? permitStateOn(entity, day);
    const isSame = onRecord[state]?.includes(status);
    const words = state === "withdrawn" && isSame ? t("permit.withdrawnAs", {status: term(status)})
        : word("permit", state, entity.permitStateTitle);
    // The status on record is how things were when it was delivered: of days before it says nothing.
    const isTold = status && !isSame && day >= today();
    return [state && [tones[state] ?? "plain", words],
        isTold && ["plain", t("permit.status", {status: term(status)})]].filter(Boolean);
}

export const permitBadges = (entity, day) => permitWords(entity, day).map(([tone, text]) =>
    h("span", {class: `badge badge-${tone}`}, text));

/** Whether the days that are left mean anything: of what was withdrawn or has not begun, none are. */
export const isCounting = ({permitState: state}) => state === "valid" || state === "expiring";
