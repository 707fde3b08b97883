// What is said of a permit: which one it is, whether it holds on the day, and
// what its record says where that is something else.

import {h} from "./dom.js";
import {term} from "./english.js";
import {today} from "./format.js";
import {t, word} from "./i18n.js";
import {query} from "./router.js";

const tones = {valid: "good", expiring: "warn", expired: "warn", withdrawn: "off"};

/** Whether a permit holds on the day, as the server says it or else by its term. */
function permitState({permitState: state, status, since, until}) {
    if (state || !until) return state ?? null;
    const day = query().get("as-of") ?? today();
    if (until <= day) return "expired";
    return since > day ? "notYetValid" : (status ?? "有效") === "有效" ? "valid" : null;
}

/** What a record calls each state; where it does, it need not be said twice. */
const onRecord = {valid: ["有效"], expiring: ["有效"], expired: ["过期"], withdrawn: ["注销", "撤销", "吊销"]};

/** Whether the page shows a day before today: the status on record is how things were when it was delivered. */
const isPast = () => (query().get("as-of") ?? today()) < today();

/**
 * @returns {Array<[string, string]>} tones with words
 */
export function permitWords(entity) {
    const {status} = entity, state = permitState(entity);
    const isSame = onRecord[state]?.includes(status);
    const words = state === "withdrawn" && isSame ? t("permit.withdrawnAs", {status: term(status)})
        : word("permit", state, entity.permitStateTitle);
    const isTold = status && !isSame && !(state && isPast());
    return [state && [tones[state] ?? "plain", words],
        isTold && ["plain", t("permit.status", {status: term(status)})]].filter(Boolean);
}

export const permitBadges = entity => permitWords(entity).map(([tone, text]) =>
    h("span", {class: `badge badge-${tone}`}, text));

/** Whether the days that are left mean anything: of what was withdrawn or has not begun, none are. */
export const isCounting = ({permitState: state}) => state === "valid" || state === "expiring";
