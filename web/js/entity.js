// Entities as links and badges, the same on every page.

import {address} from "./api.js";
import {h} from "./dom.js";
import {term} from "./english.js";
import {t, word} from "./i18n.js";
import {permitBadges} from "./permits.js";
import {query} from "./router.js";

export const kinds = ["company", "person", "premises", "permit", "contact"];

const folders = {company: "companies", person: "persons", premises: "premises", permit: "permits", contact: "contacts"};

/** The kind of an identifier such as `person:12`. */
export const kindOf = id => (id.includes(":") ? id.slice(0, id.indexOf(":")) : "company");

/** The API's path of an entity. */
export const apiPath = (id, rest = "") => `/v1/${folders[kindOf(id)]}/${encodeURIComponent(id)}${rest}`;

/** The day that the page shows, to be kept from page to page. */
export const asOf = () => query().get("as-of");

/** Whether a company is known by its unified social credit code. */
export const hasCode = id => /^company:[0-9A-Z]{18}$/.test(id);

/** The page of an entity. */
export function pageOf(id, parameters = {}) {
    const kind = kindOf(id);
    const name = hasCode(id) ? id.slice("company:".length) : id;
    return address(`/${folders[kind]}/${name}`, {"as-of": asOf(), ...parameters});
}

/** A canvas that starts with an entity. */
export const canvasOf = (id, parameters = {}) =>
    address("/graph", {of: id, "as-of": asOf(), ...parameters});

/** The page of the records that meet these filters, of whatever entity. @param {Object<string, string>} [filters] */
export const recordsPage = (filters = {}) => address("/records", {...filters, "as-of": asOf()});

/** The mark of a kind: shape and colour, with its name for those who see neither. */
export const kindMark = kind => h("span", {class: `kind kind-${kind}`, title: t(`kind.${kind}`), role: "img",
    "aria-label": t(`kind.${kind}`)});

/**
 * A link to an entity with what distinguishes it.
 *
 * @param {{id: string, kind: string, name: string, status?: string, ageBand?: string, ageBandTitle?: string}} entity
 * @param {{plain?: boolean, mark?: boolean, found?: string}} [options] `found` is marked in the name
 */
export function entityLink(entity, {plain = false, mark = true, found = ""} = {}) {
    return h("span", {class: "entity"},
        mark && kindMark(entity.kind ?? kindOf(entity.id)),
        h("a", {href: pageOf(entity.id), class: "entity-name"}, marked(nameOf(entity), found)),
        // Permits are called by their kind, of which a company may have several.
        entity.number && h("span", {class: "permit-number"}, entity.number),
        !plain && entity.ageBand && entity.ageBand !== "unknown" &&
            h("span", {class: "tag"}, word("age", entity.ageBand, entity.ageBandTitle)),
        !plain && stateBadges(entity));
}

/** What sets an entity apart from one that is as usual: a company out of business, premises out of use. */
function stateBadges(entity) {
    const {id, status} = entity;
    if (kindOf(id) === "permit") return permitBadges(entity);
    if (!status || isAlive(status) || status === "在用") return null;
    return kindOf(id) === "company" ? statusBadge(status) : h("span", {class: "badge badge-off"}, term(status));
}

/** The name as it is; a permit without one of its own is called by its kind. */
export const nameOf = ({kind, name, id}) => (kind === "permit" ? term(name) : name) || id;

/** A text with what was looked for marked in it. */
export function marked(text, found) {
    const at = found ? text.toLowerCase().indexOf(found.toLowerCase()) : -1;
    return at < 0 ? text : [text.slice(0, at), h("mark", {}, text.slice(at, at + found.length)),
        text.slice(at + found.length)];
}

/** Whether a status of the register says that a company is in business. */
export const isAlive = status => /^(存续|在业|开业|在营|正常|登记成立)/.test(status);

/** A company's status in the register, in its colour. */
export function statusBadge(status) {
    return h("span", {class: `badge badge-${statusTone(status)}`},
        status ? word("status", status) : t("status.unknown"));
}

function statusTone(status) {
    if (!status) return "plain";
    if (isAlive(status)) return "good";
    return /吊销|撤销/.test(status) ? "bad" : /注销|迁出/.test(status) ? "off" : "warn";
}

/** What a stage says that a status says too: the status is enough, but for these, of which the stage tells more. */
const ends = /吊销|注销|撤销|迁出|停业|歇业/;
const tellsMore = {revoked: "bad", relocated: "off"};

/**
 * How a company stands on the day, each thing said once.
 *
 * @param {{subject: {status: string|null}, stage: string|null, stageTitle: string|null}} panorama
 * @returns {Array<[string, string]>} tones with words
 */
export function lifeWords({subject: {status}, stage, stageTitle}) {
    const told = stage && word("stage", stage, stageTitle);
    if (stage === "notYetEstablished") return [["plain", told]];
    if (tellsMore[stage]) return [[tellsMore[stage], told]];
    return [[statusTone(status), status ? word("status", status) : t("status.unknown")],
        told && !ends.test(status ?? "") && ["plain", told]].filter(Boolean);
}

export const lifeBadges = panorama => lifeWords(panorama).map(([tone, text]) =>
    h("span", {class: `badge badge-${tone}`}, text));
