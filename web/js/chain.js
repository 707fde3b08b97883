// Who controls the company, level by level, and the group that it belongs to.

import {get} from "./api.js";
import {h} from "./dom.js";
import {branchNote} from "./ended.js";
import {apiPath, asOf, entityLink} from "./entity.js";
import {count, percent} from "./format.js";
import {t} from "./i18n.js";
import {groupByLevel, levelBadge, stateMark} from "./levels.js";
import {basesBeside, controlNotes, noteList, outcomeWords} from "./notes.js";
import {nextPages} from "./paging.js";
import {recordButton, recordsBehind} from "./record.js";
import {empty, othersNote, shownNote} from "./states.js";

/** Members of a group that are shown at once. */
const pageLength = 20;

/** The answer on who controls the company of a panorama; a branch has nobody who could hold it. */
export async function controllerVerdict(panorama) {
    const answer = await get(apiPath(panorama.subject.id, "/controller"), {"as-of": asOf()});
    const branch = branchNote(panorama);
    if (branch && !answer.controllers.length) return branch;
    const [outcome, reason] = outcomeWords(answer);
    const bases = basesBeside(reason, answer.bases).join(t("list.comma"));
    return [
        branch,
        h("p", {class: "verdict"}, answer.controllers.map(one => entityLink(one)),
            h("span", {class: "badge badge-plain"}, outcome), levelBadge(answer.levels)),
        (reason || bases) && h("p", {}, reason, bases && h("span", {class: "hint"}, ` · ${bases}`)),
        noteList(controlNotes(answer)),
        controlChain(answer),
        othersNote(answer.omitted.steps),
    ];
}

/** From the controller down to the company, level by level. */
function controlChain(answer) {
    if (!answer.steps.length) return null;
    const records = recordsBehind(answer);
    const levels = [...Map.groupBy(answer.steps, step => step.level ?? Infinity)].sort(([a], [b]) => a - b);
    return h("ol", {class: "chain"},
        answer.controllers.length > 0 && h("li", {}, h("span", {class: "chain-level"}, t("control.top")),
            h("div", {}, answer.controllers.map(one => h("div", {}, entityLink(one))))),
        levels.map(([level, steps]) => h("li", {},
            h("span", {class: "chain-level"}, level < Infinity && t("control.level", {n: level})),
            h("div", {}, steps.map(step => controlStep(step, records, step.company.id === answer.subject.id))))));
}

function controlStep(step, records, isSubject) {
    return h("div", {class: isSubject ? "chain-step is-subject" : "chain-step"},
        h("div", {}, entityLink(step.company), step.votes !== null && step.votes !== undefined &&
            h("span", {class: "share"}, t("ownership.votes", {share: percent(step.votes)}))),
        h("ul", {}, step.voters.map(voter => h("li", {}, "← ", entityLink(voter.entity),
            h("span", {class: "share"}, percent(voter.votes)), recordButton(records([voter.edge].filter(Boolean))))),
        step.agreements.map(agreement =>
            h("li", {}, t("basis.agreement"), " ", recordButton(records([agreement])))),
        othersNote(step.omitted, "li")));
}

/** The control group of a company, those next to its head first, page by page. */
export async function controlGroup(id) {
    const {head, headIsState, members, edges, total} = await groupByLevel(id);
    // A company that is controlled alone makes no group.
    if (total < 2) return empty(t("ownership.noGroup"));
    const records = recordsBehind({edges});
    const row = member => h("li", {class: member.entity.id === id ? "is-subject" : ""}, entityLink(member.entity),
        member.votes !== null && h("span", {class: "share"}, percent(member.votes)),
        levelBadge(member.levels), recordButton(records(member.edges)));
    const rows = page => page.items.map(row);
    const page = at => ({items: members.slice(at, at + pageLength),
        next: at + pageLength < members.length ? at + pageLength : null});
    const list = h("ul", {class: "plain-list"}, rows(page(0)));
    return [
        head && h("p", {}, t("ownership.head"), " ", entityLink(head), stateMark({headIsState})),
        h("p", {class: "hint", id: "group-total"}, t("control.members", {n: count(total)})),
        list,
        nextPages(list, page(0).next, async at => page(at), rows),
        shownNote(members.length, total),
    ];
}
