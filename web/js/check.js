// The check before a registration: what speaks against it at this address, with
// this name, by this person.

import {address, post} from "./api.js";
import {fill, h} from "./dom.js";
import {asOf, entityLink} from "./entity.js";
import {familySums, findingList, ruleNote, scoreBadge} from "./findings.js";
import {count} from "./format.js";
import {say, t, word} from "./i18n.js";
import {placeLine} from "./risk.js";
import {divisionName} from "./divisions.js";
import {failure, loading, section} from "./states.js";

const fields = ["address", "city", "name", "representative", "contact", "scope"];
const tones = {pass: "good", needsProof: "warn", refer: "bad"};

/** What was typed and answered: kept while the page is drawn anew, as after a change of language. */
const draft = {values: {}, answer: null};

/** Mobile, landline with or without area code and extension, 400 and 800 numbers, e-mail addresses. */
const contactShape = /^((\+?86)?1[3-9]\d{9}|0\d{9,17}|[2-9]\d{6,7}|[48]00\d{7}|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

/** A contact without what people put between its digits. */
const plainContact = text => {
    const plain = text.normalize("NFKC").trim();
    return plain.includes("@") ? plain : plain.replace(/[\s()-]|转|ext\.?/gi, "");
};

/** What is wrong with a value, or null. */
function fieldProblem(name, value) {
    if (name === "address" && !value.trim()) return t("check.address.needed");
    if (name === "contact" && value.trim() && !contactShape.test(plainContact(value))) return t("check.contact.wrong");
    return null;
}

export function checkForm() {
    const result = h("div", {id: "check-result", "aria-live": "polite"}, draft.answer && verdict(draft.answer));
    const inputs = fields.map(name => input(name));
    // Of several that were sent the last one is told.
    let asked = 0;
    const send = async event => {
        event.preventDefault();
        const wrong = inputs.filter(one => !one.check());
        if (wrong.length) return wrong[0].control.focus();
        const own = asked += 1;
        fill(result, loading(6));
        draft.answer = null;
        try {
            const answer = await post(address("/v1/premises/check", {"as-of": asOf()}), bodyOf(draft.values));
            if (own !== asked) return;
            draft.answer = answer;
            fill(result, verdict(answer));
        } catch (error) {
            if (own === asked) fill(result, failure(error));
        }
    };
    const form = h("form", {class: "form", id: "check-form", novalidate: true, on: {submit: send}},
        inputs.map(one => one.label), 
        h("div", {class: "buttons"}, h("button", {class: "button primary"}, t("check.send"))));
    return h("div", {class: "columns-2"},
        section(t("board.check"), [h("p", {class: "hint"}, t("check.lead")), form]), result);
}

/** What is asked: the values that were given. */
const bodyOf = values => Object.fromEntries(fields.filter(name => values[name]?.trim()).map(name =>
    [name, values[name].normalize("NFKC").trim()]));

/** A field with its name and what is wrong with it. */
function input(name) {
    const told = h("span", {class: "field-problem", id: `check-${name}-problem`, role: "alert"});
    const check = () => {
        const problem = fieldProblem(name, control.value);
        fill(told, problem);
        control.setAttribute("aria-invalid", String(Boolean(problem)));
        return !problem;
    };
    const attributes = {name, "aria-describedby": told.id, value: draft.values[name] ?? "", on: {
        input: () => { draft.values[name] = control.value; if (told.textContent) check(); }, change: check}};
    const control = name === "scope" ? h("textarea", {...attributes, rows: 2, maxlength: 4000})
        : h("input", {...attributes, "aria-required": name === "address" ? "true" : null, maxlength: 400,
            placeholder: t(`check.${name}.example`)});
    const label = h("label", {class: name === "scope" || name === "address" ? "field wide" : "field"},
        h("span", {}, t(`check.${name}`), name === "address" && " *"), control, told);
    return {control, label, check};
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
                h("dt", {}, t("check.parts")), h("dd", {class: "address-parts"}, address.parts.map(part =>
                    h("span", {class: "tag", title: word("part", part.kind)}, part.text)),
                    address.confidence < 0.5 && h("span", {class: "badge badge-warn"}, t("check.unsure"))),
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
        section(t("risk.title"), [familySums(answer), findingList(answer), ruleNote(answer.rules)]),
    ];
}
