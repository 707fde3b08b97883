// Counties as the answers name them. The names are data: an English page shows
// them with their code.

import {lang, t} from "./i18n.js";

/**
 * The county of a place: 山东省青岛市崂山区. With its code in English, where
 * nobody may be able to read it, or where two could be one.
 *
 * @param {{division: string|null, divisionName?: string|null}} place
 */
export function divisionOf({division, divisionName}, {isCoded = lang() === "en"} = {}) {
    if (!division) return t("board.noDivision");
    if (!divisionName) return division;
    return isCoded ? `${divisionName} (${division})` : divisionName;
}
