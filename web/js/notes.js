// What has to be said beside an answer on ownership: doubts, loops, what nobody
// holds. The page and the dossier say the same.

import {h} from "./dom.js";
import {count, percent, share} from "./format.js";
import {say, t, word} from "./i18n.js";

const names = entities => entities.map(one => one.name).join(t("list.comma"));

/** @returns {string[]} */
export function ownerNotes(answer) {
    const {unattributed, ofItself, notParties, loops, offRegister, cut} = answer;
    return [
        unattributed > 0 && t("ownership.unattributed", {share: percent(unattributed)}),
        ofItself?.max > 0 && t("ownership.ofItself", {share: share(ofItself)}),
        notParties?.public > 0 && t("ownership.public", {share: percent(notParties.public)}),
        notParties?.unnamed > 0 && t("ownership.unnamed", {share: percent(notParties.unnamed)}),
        loops?.length > 0 && t("ownership.loops", {n: count(loops.length)}),
        offRegister?.length > 0 && t("ownership.offRegister", {names: names(offRegister)}),
        cut?.length > 0 && t("ownership.cut", {n: count(cut.length)}),
    ].filter(Boolean);
}

/** @returns {string[]} */
export function controlNotes(answer) {
    const {doubts, suspected, headOutcome, isWithoutLoopVotes, families, offRegister} = answer;
    return [
        ...doubts.map(doubt => word("doubt", doubt)),
        suspected && `${t("ownership.suspected")}${suspected.name}`,
        headOutcome && t("ownership.headOutcome", {outcome: word("outcome", headOutcome)}),
        isWithoutLoopVotes && t("ownership.withoutLoopVotes"),
        ...(families ?? []).map(family => t("ownership.family", {title: say(family.title), company: family.company.name,
            names: names(family.members), share: percent(family.votes)})),
        offRegister?.length > 0 && t("ownership.offRegister", {names: names(offRegister)}),
    ].filter(Boolean);
}

/** The notes as a list, or nothing. */
export const noteList = notes =>
    (notes.length ? h("ul", {class: "notice notes"}, notes.map(note => h("li", {}, note))) : null);
