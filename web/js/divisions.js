// Names of the counties that the data sets of this repository are about; others
// are shown by their code.

import {lang} from "./i18n.js";

const names = {
    370202: ["市南区", "Shinan"], 370203: ["市北区", "Shibei"], 370211: ["黄岛区", "Huangdao"], 370212: ["崂山区", "Laoshan"],
    370213: ["李沧区", "Licang"], 370214: ["城阳区", "Chengyang"], 370215: ["即墨区", "Jimo"], 370281: ["胶州市", "Jiaozhou"],
    370283: ["平度市", "Pingdu"], 370285: ["莱西市", "Laixi"],
};

/** Their codes. */
export const divisions = Object.keys(names);

/** 崂山区 (370212). */
export function divisionName(code) {
    const pair = names[code];
    return pair ? `${pair[lang() === "zh" ? 0 : 1]} (${code})` : String(code ?? "—");
}
