// Counties as the answers name them. The names are data: an English page shows
// them with their code.

import {lang, t} from "./i18n.js";

/** 山东省青岛市崂山区; with its code in English, where nobody may be able to read it, or where two could be one. */
export function divisionName(code, name = null, {isCoded = lang() === "en"} = {}) {
    if (!code) return t("board.noDivision");
    if (!name) return String(code);
    return isCoded ? `${name} (${code})` : name;
}

/** The county of a place. @param {{division: string|null, divisionName?: string|null}} place */
export const divisionOf = (place, options) => divisionName(place.division, place.divisionName, options);
