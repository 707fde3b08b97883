// Rings of companies: their graphs, and the links to them.

import {h} from "./dom.js";
import {canvasOf} from "./entity.js";
import {count} from "./format.js";
import {t} from "./i18n.js";

/** The graph of a ring, by any of its companies. */
export const ringCanvas = company => canvasOf(company, {ring: "1"});

/** A link to the graph of a ring, as places name theirs. @param {string} key of its words */
export const ringLink = ({company, companyCount}, key = "ring.link") =>
    h("a", {href: ringCanvas(company), class: "ring-link"}, t(key, {n: count(companyCount)}));
