// Lists that a company is put on and taken off again. Who was taken off is on
// the list no longer: the two are counted apart, as of the day.

import {all, get} from "./api.js";
import {themeTitle} from "./catalogue.js";
import {h} from "./dom.js";
import {apiPath, asOf, pageOf} from "./entity.js";
import {count} from "./format.js";
import {t} from "./i18n.js";

/** The themes, with the columns of their records that tell how a listing ended. */
const themes = {abnormal_listing: {until: "removed_on", state: "result"}, serious_violation: {until: "removed_on"}};
/** Who became a serious violator is on the other list instead. */
const removedStates = ["移出", "转严重违法"];

/** Records of a theme that are asked one by one for the day of removal; more are counted as records alone. */
const askedMax = 30;

/**
 * @typedef {Object} Listing
 * @property {string} theme
 * @property {number} count of the records up to the day
 * @property {Array} listed facts of what is in force on the day
 * @property {Array} removed facts of what is over
 * @property {boolean} isTold false where nobody knows which is which
 */

/** The listings of a company as of the day of its panorama. @returns {Promise<Listing[]>} */
export function listingsOf(panorama) {
    const counted = panorama.overview.flatMap(block => block.themes)
        .filter(one => one.count > 0 && Object.hasOwn(themes, one.theme));
    return Promise.all(counted.map(async ({theme, count: total}) => {
        const split = await splitFacts(panorama, theme, total).catch(() => null);
        return {theme, count: total, listed: [], removed: [], isTold: split !== null, ...split};
    }));
}

async function splitFacts(panorama, theme, total) {
    if (total > askedMax) return null;
    const here = panorama.facts.items.filter(fact => fact.theme === theme);
    // A panorama brings the latest facts along, not always all of them.
    const facts = here.length === total ? here
        : (await all(apiPath(panorama.subject.id, "/timeline"), {theme, "as-of": asOf()})).items;
    const ended = await Promise.all(facts.map(fact => isRemoved(fact, themes[theme], panorama.asOf)));
    return {listed: facts.filter((_, index) => !ended[index]), removed: facts.filter((_, index) => ended[index])};
}

/** Whether a listing is over by the day. */
async function isRemoved(fact, columns, day) {
    const {fields} = await get(`/v1/records/${encodeURIComponent(fact.record)}`);
    const removed = fields[columns.until];
    return removed ? removed <= day : removedStates.includes(fields[columns.state]);
}

/** A listing in words: what is in force as a warning, what is over as a plain statement. */
export function listingWords({theme, count: total, listed, removed, isTold}) {
    if (!isTold) return [["warn", t("company.listing.untold", {title: themeTitle(theme), n: count(total)})]];
    return [
        listed.length > 0 && ["warn", t(`company.listing.${theme}.listed`, {n: count(listed.length)})],
        removed.length > 0 && ["plain", t(`company.listing.${theme}.removed`, {n: count(removed.length)})],
    ].filter(Boolean);
}

/** The listings as badges that lead to their records. @param {Listing[]} listings */
export const listingBadges = (listings, id) => listings.flatMap(listing => listingWords(listing).map(([tone, text]) =>
    h("a", {class: `badge badge-${tone} listing`, href: pageOf(id, {view: "timeline", theme: listing.theme})}, text)));
