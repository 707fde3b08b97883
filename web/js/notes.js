// What has to be said beside an answer on ownership: doubts, loops, what nobody
// holds. The page and the dossier say the same.

import {h} from "./dom.js";
import {asOf, entityLink} from "./entity.js";
import {count, percent, share, today} from "./format.js";
import {say, t, word} from "./i18n.js";

/** That rules were not in force on the day that the page is about. @returns {string|null} */
export function notYetInForce({inForceFrom}) {
    return inForceFrom && (asOf() ?? today()) < inForceFrom ? t("rules.notYet", {since: inForceFrom}) : null;
}

const names = entities => entities.map(one => one.name).join(t("list.comma"));

/** Companies off the register but the one that is asked about, which says so in its head. */
const others = ({offRegister, subject}) => (offRegister ?? []).filter(one => one.id !== subject?.id);

/** @returns {string[]} */
export function ownerNotes(answer) {
    const {unattributed, ofItself, notParties, loops, cut} = answer;
    return [
        unattributed > 0 && t("ownership.unattributed", {share: percent(unattributed)}),
        ofItself?.max > 0 && t("ownership.ofItself", {share: share(ofItself)}),
        notParties?.public > 0 && t("ownership.public", {share: percent(notParties.public)}),
        notParties?.unnamed > 0 && t("ownership.unnamed", {share: percent(notParties.unnamed)}),
        loops?.length > 0 && t("ownership.loops", {n: count(loops.length)}),
        others(answer).length > 0 && t("ownership.offRegister", {names: names(others(answer))}),
        cut?.length > 0 && t("ownership.cut", {n: count(cut.length)}),
    ].filter(Boolean);
}

/** How control came out, and why where that says more. @returns {string[]} */
export const outcomeWords = ({outcome, reason}) => [...new Set([word("outcome", outcome), say(reason)])];

/** What control rests on, without what the reason has named. @returns {string[]} */
export const basesBeside = (reason, bases) => bases.map(basis => word("basis", basis))
    .filter(words => !reason?.includes(words));

/** Control that goes through companies off the register. */
function offRegisterNote(answer) {
    const companies = others(answer);
    if (!companies.length) return null;
    if (!answer.controllers.length) return t("ownership.offRegister", {names: names(companies)});
    return h("span", {class: "warning"}, h("b", {}, t("ownership.throughOffRegister")), t("list.colon"),
        companies.map(one => entityLink(one)));
}

/** That a company does not file its beneficial owners at all, or what is known of its exemption. */
export function filingWords({filing, exemption}) {
    if (filing && !filing.isSubject) return say(filing.title);
    return exemption ? `${t("ownership.exemption")} ${word("exemption", exemption)}` : null;
}

/** Whether the beneficial owners are of a company that has nothing to file. */
export const isNoFiler = ({filing}) => Boolean(filing) && !filing.isSubject;

/** @returns {Array<string|Node>} */
export function controlNotes(answer) {
    const {doubts, suspected, headOutcome, isWithoutLoopVotes, families} = answer;
    return [
        offRegisterNote(answer),
        ...doubts.map(doubt => word("doubt", doubt)),
        suspected && `${t("ownership.suspected")}${suspected.name}`,
        headOutcome && t("ownership.headOutcome", {outcome: word("outcome", headOutcome)}),
        isWithoutLoopVotes && t("ownership.withoutLoopVotes"),
        ...(families ?? []).map(family => t("ownership.family", {title: say(family.title), company: family.company.name,
            names: names(family.members), share: percent(family.votes)})),
    ].filter(Boolean);
}

/** The notes as lists, warnings before the others; or nothing. */
export function noteList(notes) {
    const isWarning = note => note instanceof Element && note.classList.contains("warning");
    const list = (some, extra) => some.length > 0 && h("ul", {class: `notice notes ${extra}`},
        some.map(note => h("li", {}, note)));
    return [list(notes.filter(isWarning), "notice-warn"), list(notes.filter(note => !isWarning(note)), "")]
        .filter(Boolean);
}
