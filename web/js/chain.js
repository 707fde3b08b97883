// Who controls the company, level by level, and the group that it belongs to.

import {get} from "./api.js";
import {h} from "./dom.js";
import {apiPath, asOf, entityLink} from "./entity.js";
import {count, percent} from "./format.js";
import {say, t, word} from "./i18n.js";
import {controllerLevels, groupWithLevels} from "./levels.js";
import {controlNotes, noteList} from "./notes.js";
import {recordButton, recordsBehind} from "./record.js";
import {nextPages} from "./results.js";
import {empty} from "./states.js";

/** Members of a group that are shown at once. */
const pageLength = 20;

/** The number of levels, as a badge. */
export const levelBadge = level => Number.isInteger(level) && level > 0 &&
    h("span", {class: "badge badge-plain level-badge"}, t("control.levels", {n: level}));

/** The answer on who controls a company. */
export async function controllerVerdict(id) {
    const answer = await get(apiPath(id, "/controller"), {"as-of": asOf()});
    const levels = controllerLevels(answer);
    const bases = answer.bases.map(basis => word("basis", basis)).join(t("list.comma"));
    return [
        h("p", {class: "verdict"}, answer.controllers.map(one => entityLink(one)),
            h("span", {class: "badge badge-plain"}, word("outcome", answer.outcome)),
            levelBadge(answer.levels ?? levels.get(answer.subject.id))),
        h("p", {}, say(answer.reason), bases && h("span", {class: "hint"}, ` · ${bases}`)),
        noteList(controlNotes(answer)),
        controlChain(answer, levels),
        answer.omitted.steps > 0 && h("p", {class: "hint"}, t("list.others", {n: count(answer.omitted.steps)})),
    ];
}

/** From the controller down to the company, level by level. */
function controlChain(answer, levels) {
    if (!answer.steps.length) return null;
    const records = recordsBehind(answer);
    const levelOf = step => levels.get(step.company.id) ?? Infinity;
    const ordered = [...new Set(answer.steps.map(levelOf))].sort((a, b) => a - b);
    return h("ol", {class: "chain"},
        answer.controllers.length > 0 && h("li", {}, h("span", {class: "chain-level"}, t("control.top")),
            h("div", {}, answer.controllers.map(one => h("div", {}, entityLink(one))))),
        ordered.map(level => h("li", {},
            h("span", {class: "chain-level"}, level < Infinity && t("control.level", {n: level})),
            h("div", {}, answer.steps.filter(step => levelOf(step) === level).map(step =>
                controlStep(step, records, step.company.id === answer.subject.id))))));
}

function controlStep(step, records, isSubject) {
    return h("div", {class: isSubject ? "chain-step is-subject" : "chain-step"},
        h("div", {}, entityLink(step.company), step.votes !== null && step.votes !== undefined &&
            h("span", {class: "share"}, t("ownership.votes", {share: percent(step.votes)}))),
        h("ul", {}, step.voters.map(voter => h("li", {}, "← ", entityLink(voter.entity),
            h("span", {class: "share"}, percent(voter.votes)), recordButton(records([voter.edge].filter(Boolean))))),
        step.agreements.map(agreement =>
            h("li", {}, t("basis.agreement"), " ", recordButton(records([agreement])))),
        step.omitted > 0 && h("li", {class: "hint"}, t("list.others", {n: count(step.omitted)}))));
}

/** The control group of a company, those next to its head first, page by page. */
export async function controlGroup(id) {
    const {head, members, edges, total} = await groupWithLevels(id);
    if (!members.length) return empty(t("ownership.noGroup"));
    const records = recordsBehind({edges});
    const row = member => h("li", {class: member.entity.id === id ? "is-subject" : ""}, entityLink(member.entity),
        member.votes !== null && h("span", {class: "share"}, percent(member.votes)),
        levelBadge(member.level), recordButton(records(member.edges)));
    const list = h("ul", {class: "plain-list"}, members.slice(0, pageLength).map(row));
    const rest = at => (at < members.length ? at : null);
    return [
        head && h("p", {}, t("ownership.head"), " ", entityLink(head)),
        h("p", {class: "hint", id: "group-total"}, t("control.members", {n: count(total)})),
        list,
        nextPages(list, rest(pageLength), async at =>
            ({items: members.slice(at, at + pageLength), next: rest(at + pageLength)}), row),
        members.length < total && h("p", {class: "hint"},
            t("list.shown", {shown: count(members.length), total: count(total)})),
    ];
}
