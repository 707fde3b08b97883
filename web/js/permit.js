// The page of a permit: number, holders, who issued it, whether it holds.

import {h} from "./dom.js";
import {term} from "./english.js";
import {canvasButton, opened, relationGroups, statementCards} from "./entitypage.js";
import {dayBefore} from "./format.js";
import {entityHead} from "./head.js";
import {t} from "./i18n.js";
import {isCounting, permitBadges} from "./permits.js";
import {recordButton} from "./record.js";

export async function show({params}) {
    const page = await opened(params.id);
    const left = page.daysLeft;
    return h("main", {class: "page"},
        entityHead({entity: page, day: page.asOf, actions: [canvasButton(page.id)],
            badges: [...permitBadges(page), isCounting(page) && left !== null && left !== undefined && left >= 0 &&
                h("span", {class: "badge badge-plain"}, t("permit.daysLeft", {n: left}))],
            facts: [[t("permit.number"), page.number],
                [t("permit.type"), term(page.type)],
                [t("permit.issuedBy"), page.issuedBy], [t("permit.from"), page.since],
                [t("permit.until"), page.until && dayBefore(page.until)],
                [t("record.title"), page.statedBy && recordButton([page.statedBy.record])]]}),
        relationGroups(page), statementCards(page));
}
