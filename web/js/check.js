// The check before a registration: what speaks against it at this address, with
// this name, by this person.

import {post} from "./api.js";
import {fill, h} from "./dom.js";
import {entityLink} from "./entity.js";
import {findingList, ruleNote, scoreBadge} from "./findings.js";
import {count} from "./format.js";
import {say, t, word} from "./i18n.js";
import {placeLine} from "./risk.js";
import {divisionName} from "./divisions.js";
import {failure, loading, section} from "./states.js";

const fields = [["address", true], ["city", false], ["name", false], ["representative", false], ["contact", false],
    ["scope", false]];
const tones = {pass: "good", needsProof: "warn", refer: "bad"};

export function checkForm() {
    const result = h("div", {id: "check-result", "aria-live": "polite"});
    // Of several that were sent the last one is told.
    let asked = 0;
    const send = async event => {
        event.preventDefault();
        const own = asked += 1;
        const body = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value.trim() !== ""));
        fill(result, loading(6));
        try {
            const answer = await post("/v1/premises/check", body);
            if (own === asked) fill(result, verdict(answer));
        } catch (error) {
            if (own === asked) fill(result, failure(error));
        }
    };
    const form = h("form", {class: "form", id: "check-form", on: {submit: send}}, fields.map(([name, isNeeded]) =>
        h("label", {class: name === "scope" || name === "address" ? "field wide" : "field"},
            h("span", {}, t(`check.${name}`), isNeeded && " *"),
            name === "scope" ? h("textarea", {name, rows: 2, maxlength: 4000})
                : h("input", {name, required: isNeeded, maxlength: 400, placeholder: t(`check.${name}.example`)}))),
    h("div", {class: "buttons"}, h("button", {class: "button primary"}, t("check.send"))));
    return h("div", {class: "columns-2"},
        section(t("board.check"), [h("p", {class: "hint"}, t("check.lead")), form]), result);
}

function verdict(answer) {
    const {address, place, within} = answer;
    return [
        section(t("check.result"), [
            h("p", {class: "verdict"}, h("span", {class: `badge badge-${tones[answer.outcome]} big`},
                word("check.outcome", answer.outcome)), scoreBadge(answer)),
            h("p", {}, t(`check.advice.${answer.outcome}`)),
            // What the check does not know, and what an officer should: beside the indicators.
            answer.remarks.length > 0 && h("ul", {class: "check-remarks"}, answer.remarks.map(remark =>
                h("li", {}, remark.needsProof && h("span", {class: "badge badge-warn"}, t("check.needsProof")), " ",
                    say(remark.sentence)))),
            h("dl", {class: "facts"},
                h("dt", {}, t("check.read")), h("dd", {}, h("code", {}, address.key || "—")),
                h("dt", {}, t("premises.level")), h("dd", {},
                    address.level ? word("level", address.level) : t("check.noLevel")),
                h("dt", {}, t("premises.division")), h("dd", {},
                    address.division ? divisionName(address.division) : "—"),
                h("dt", {}, t("check.place")), h("dd", {},
                    place ? placeLine(place) : within ? placeLine(within) : t("check.newPlace"))),
            answer.companyCount > 0 && [h("h3", {}, t("check.there", {n: count(answer.companyCount)})),
                h("ul", {class: "inline-list"}, answer.companies.map(company => h("li", {}, entityLink(company)))),
                answer.companyCount > answer.companies.length && h("p", {class: "hint"},
                    t("list.others", {n: count(answer.companyCount - answer.companies.length)}))],
        ]),
        section(t("risk.title"), [findingList(answer), ruleNote(answer.rules)]),
    ];
}
