// The page of a company: header, tabs, and one view at a time.

import {get} from "./api.js";
import {needed} from "./catalogue.js";
import {h} from "./dom.js";
import {term} from "./english.js";
import {isYetToCome} from "./ended.js";
import {apiPath, canvasOf, hasCode, lifeBadges, pageOf} from "./entity.js";
import {shortID} from "./format.js";
import {formOf, representativeTitle} from "./forms.js";
import {entityHead, tabs, viewOf} from "./head.js";
import {t} from "./i18n.js";
import {listingBadges, listingsOf} from "./listings.js";
import {departmentsView, factNote, overviewView, registrationDelivered} from "./panorama.js";
import {looked} from "./settings.js";
import {summaryColumn} from "./summary.js";

/** The views, and the modules of those that the first one does not need. */
const views = {
    overview: null,
    departments: null,
    timeline: () => import("./timeline.js"),
    ownership: () => import("./ownership.js"),
    related: () => import("./related.js"),
    relations: () => import("./relations.js"),
    risk: () => import("./risk.js"),
};

export async function show({params, query}) {
    const asOf = query.get("as-of");
    const [answer] = await Promise.all([
        get(apiPath(companyID(params.id), "/panorama"), {"as-of": asOf}), needed()]);
    const [delivered, listings] = await Promise.all([
        registrationDelivered(answer).catch(() => null), listingsOf(answer)]);
    const panorama = {...answer, delivered, listings};
    const subject = panorama.subject;
    looked(subject);
    document.title = `${subject.name} · ${t("app.title")}`;
    const view = viewOf(query, Object.keys(views));
    return h("main", {class: "page"},
        companyHead(panorama),
        tabs(Object.keys(views).map(name => [name, t(`company.view.${name}`)]), view),
        h("div", {class: "view", role: "tabpanel"}, await content(view, panorama, query)));
}

/** An identifier of the URL as the API takes it. */
export const companyID = id => (id.includes(":") ? id : `company:${id}`);

async function content(view, panorama, query) {
    if (view === "overview") {
        return h("div", {class: "columns-2"}, h("div", {}, overviewView(panorama)), summaryColumn(panorama));
    }
    if (view === "departments") return [factNote(panorama), departmentsView(panorama)];
    return (await views[view]()).view(panorama, query);
}

/** Who represents the company on the day; where no relation tells, whom the record names. */
function representative({relations, statements}) {
    const people = relations.people.items.filter(item => item.kind === "legal_representative");
    const names = [...new Set(people.map(item => item.entity.name))];
    return names.join(t("list.comma")) || statements[0]?.fields.legal_representative;
}

function companyHead(panorama) {
    const {subject, statements, listings} = panorama;
    const current = statements[0]?.fields ?? {};
    const facts = [
        [t(hasCode(subject.id) ? "company.code" : "company.number"), shortID(subject.id)],
        [t("company.established"), subject.since],
        [representativeTitle(formOf(panorama)), !isYetToCome(panorama) && representative(panorama)],
        [t("company.type"), term(current.type)],
    ];
    return entityHead({
        entity: subject,
        badges: [lifeBadges(panorama), listingBadges(listings, subject.id)], facts, day: panorama.asOf,
        actions: [
            h("a", {class: "button primary", href: canvasOf(subject.id)}, t("action.canvas")),
            h("a", {class: "button", href: pageOf(subject.id).replace(/(\?|$)/, "/dossier$1")}, t("action.dossier")),
        ],
    });
}
