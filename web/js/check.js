// The check before a registration: what speaks against it at this address, with
// this name, by this person. What was asked stands behind the `#` of the URL,
// which no server sees: going back and reloading bring it and its answer again.

import {address, post} from "./api.js";
import {fill, h} from "./dom.js";
import {asOf} from "./entity.js";
import {t} from "./i18n.js";
import {put} from "./router.js";
import {failure, loading, section} from "./states.js";
import {verdict} from "./verdict.js";

const fields = ["address", "city", "name", "representative", "contact", "scope"];

/** What was typed beside the question of the URL: kept while the page is drawn anew, as after a change of language. */
const draft = {values: {}, hash: ""};

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

/** The values that were given. */
const given = values => Object.fromEntries(fields.filter(name => values[name]?.trim())
    .map(name => [name, values[name].normalize("NFKC").trim()]));

/** The question of the URL. */
const asked = () => new URLSearchParams(location.hash.slice(1));

/** Takes what the URL asks, unless it is what the draft is about. */
function restore() {
    if (draft.hash === location.hash) return;
    const question = asked();
    draft.hash = location.hash;
    draft.values = Object.fromEntries(fields.map(name => [name, question.get(name) ?? ""]));
}

export function checkForm() {
    restore();
    const result = h("div", {id: "check-result", "aria-live": "polite"});
    const inputs = fields.map(name => input(name));
    // Of several that were sent the last one is told.
    let sent = 0;
    const ask = async () => {
        const own = sent += 1;
        fill(result, loading(6));
        try {
            const answer = await post(address("/v1/premises/check", {"as-of": asOf()}), Object.fromEntries(asked()));
            if (own === sent) fill(result, verdict(answer, checkAt));
        } catch (error) {
            if (own === sent) fill(result, failure(error, ask));
        }
    };
    const send = event => {
        event?.preventDefault();
        const wrong = inputs.filter(one => !one.check());
        if (wrong.length) return wrong[0].control.focus();
        put(`${location.pathname}${location.search}#${new URLSearchParams(given(draft.values))}`);
        draft.hash = location.hash;
        return ask();
    };
    /** Asks about another address, all else being the same. */
    const checkAt = text => {
        inputs[0].set(text);
        inputs[0].control.focus();
        return send();
    };
    if (asked().get("address")) ask();
    const form = h("form", {class: "form", id: "check-form", novalidate: true, on: {submit: send}},
        inputs.map(one => one.label),
        h("div", {class: "buttons"}, h("button", {class: "button primary"}, t("check.send")),
            h("button", {type: "button", class: "button", id: "check-clear",
                on: {click: () => clear(inputs, result)}}, t("check.clear"))));
    return h("div", {class: "columns-2"},
        section(t("board.check"), [h("p", {class: "hint"}, t("check.lead")), form]), result);
}

/** Empties the form; what was asked before is one step back. */
function clear(inputs, result) {
    for (const one of inputs) one.set("");
    fill(result);
    put(location.pathname + location.search);
    draft.hash = location.hash;
    inputs[0].control.focus();
}

/** A field with its name and what is wrong with it. */
function input(name) {
    const told = h("span", {class: "field-problem", id: `check-${name}-problem`, role: "alert"});
    const tell = problem => {
        fill(told, problem);
        control.setAttribute("aria-invalid", String(Boolean(problem)));
        return !problem;
    };
    const check = () => tell(fieldProblem(name, control.value));
    const set = text => {
        control.value = draft.values[name] = text;
        tell(null);
    };
    const attributes = {name, "aria-describedby": told.id, value: draft.values[name] ?? "", on: {
        input: () => { draft.values[name] = control.value; if (told.textContent) check(); }, change: check}};
    const control = name === "scope" ? h("textarea", {...attributes, rows: 2, maxlength: 4000})
        : h("input", {...attributes, "aria-required": name === "address" ? "true" : null, maxlength: 400,
            placeholder: t(`check.${name}.example`)});
    const label = h("label", {class: name === "scope" || name === "address" ? "field wide" : "field"},
        h("span", {}, t(`check.${name}`), name === "address" && " *"), control, told);
    return {control, label, check, set};
}
