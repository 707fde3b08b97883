// Rings of companies: which one a company is in, and the link to its graph.

import {all} from "./api.js";
import {h} from "./dom.js";
import {asOf, canvasOf} from "./entity.js";
import {count} from "./format.js";
import {t} from "./i18n.js";

/** The rings with an alert by the companies in them. @returns {Promise<Map<string, Object>>} */
export async function ringsByCompany() {
    const {items} = await all("/v1/rings", {"as-of": asOf()});
    return new Map(items.flatMap(ring => ring.companies.map(company => [company.id, ring])));
}

/** The graph of a ring, by any of its members. */
export const ringCanvas = ring => canvasOf(ring.companies[0].id, {ring: "1"});

/** Links to the rings that any of the companies is in. @param {Map<string, Object>} rings by company */
export function ringLinks(rings, companies) {
    const found = new Set([...companies].map(id => rings.get(id)).filter(Boolean));
    return [...found].map(ring => ringLink({company: ring.companies[0].id, companyCount: ring.companyCount}));
}

/** The link to a ring by one of its companies. */
export const ringLink = ({company, companyCount}) => h("a", {href: canvasOf(company, {ring: "1"}), class: "ring-link"},
    t("ring.link", {n: count(companyCount)}));

/** The companies that findings name. */
export const companiesOf = findings => new Set(findings.flatMap(one => one.companies));
