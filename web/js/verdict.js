// The answer of the check before a registration: what is to be done, what the
// address was read as, who is there, and what speaks against it.

import {divisionOf} from "./divisions.js";
import {h} from "./dom.js";
import {entityLink} from "./entity.js";
import {explanationNote, familySums, findingList, ruleNote, scoreBadge} from "./findings.js";
import {count} from "./format.js";
import {say, t, word} from "./i18n.js";
import {placeLine} from "./risk.js";
import {empty, othersNote, section} from "./states.js";

const tones = {pass: "good", cannotTell: "off", needsProof: "warn", refer: "bad"};

/** Remarks after which nobody knows who is at the address. */
const unplaced = ["unknownDivision", "strangeDivision"];

/**
 * @param {Object} answer of `/v1/premises/check`
 * @param {(address: string) => void} checkAt asks about another address
 */
export function verdict(answer, checkAt) {
    const {remarks, asOf} = answer;
    const said = outcomeOf(answer);
    return [
        section(t("check.result"), [
            h("p", {class: "verdict"}, h("span", {class: `badge badge-${tones[said]} big`},
                word("check.outcome", said)), scoreBadge(answer),
            h("span", {class: "hint"}, t("check.day", {day: asOf}))),
            h("p", {}, t(`check.advice.${said}`)),
            answer.address.isImprecise && h("p", {id: "check-wanted"}, t("check.wanted")),
            // What the check does not know, and what an officer should: beside the indicators.
            remarks.length > 0 && h("ul", {class: "check-remarks"},
                remarks.map(one => remarkItem(one, answer.address, checkAt))),
            addressFacts(answer),
        ]),
        section(t("risk.title"), [familySums(answer), risks(answer), ruleNote(answer.rules)]),
    ];
}

/** What the check comes to: that nothing is found says nothing where the store knows nobody. */
const outcomeOf = ({outcome, remarks}) =>
    (outcome === "pass" && remarks.some(one => one.id === "strangeDivision") ? "cannotTell" : outcome);

/** The findings; where there are none, what that means beside the remarks. */
function risks(answer) {
    if (answer.findings.length) return findingList(answer);
    const needsProof = answer.remarks.some(one => one.needsProof);
    return [explanationNote(answer), empty(t(!isPlaced(answer) ? "check.alone"
        : needsProof ? "check.noOthers" : "risk.noFindings"))];
}

/** Whether the address says where it is, so that others can be there too. */
const isPlaced = ({address, remarks}) => !address.isImprecise && address.level && address.division
    && !remarks.some(one => unplaced.includes(one.id));

function remarkItem(remark, address, checkAt) {
    const others = remark.id === "severalPremises" ? address.further ?? [] : [];
    return h("li", {}, remark.needsProof && h("span", {class: "badge badge-warn"}, t("check.needsProof")), " ",
        say(remark.sentence),
        others.length > 0 && h("div", {class: "buttons"}, h("span", {class: "hint"}, t("check.others")),
            others.map(({text}) => h("button", {type: "button", class: "button small check-further",
                on: {click: () => checkAt(text)}}, text))),
        remark.companyCount > 0 && h("details", {}, h("summary", {}, t("check.about", {n: count(remark.companyCount)})),
            companyList(remark)));
}

function companyList({companies, companyCount}) {
    return [h("ul", {class: "inline-list"}, companies.map(company => h("li", {}, entityLink(company)))),
        othersNote(companyCount - companies.length)];
}

/** What the address was read as, part by part. */
const addressParts = ({parts, confidence}) => [
    parts.map(part => h("span", {class: "address-part"},
        h("span", {class: "hint"}, word("part", part.kind)), h("span", {class: "tag"}, part.text))),
    parts.length === 0 && t("check.unread"),
    confidence < 0.5 && h("span", {class: "badge badge-warn"}, t("check.unsure"))];

/** Why nobody can tell who is at the address. */
const unplacedWords = ({address, remarks}) => (remarks.some(one => one.id === "strangeDivision")
    ? "check.notHere" : address.division ? "check.imprecise" : "check.noDivision");

/** The place of the address, and who is there as far as anybody can tell. */
function addressFacts(answer) {
    const {address, place, within, companyCount} = answer;
    const known = isPlaced(answer);
    return [
        h("dl", {class: "facts"},
            h("dt", {}, t("check.read")), h("dd", {class: "address-parts"}, addressParts(address)),
            h("dt", {}, t("premises.level")), h("dd", {},
                address.level ? word("level", address.level) : t("check.noLevel"),
                address.isImprecise && [" ", h("span", {class: "badge badge-warn"}, t("risk.imprecise"))]),
            h("dt", {}, t("premises.division")), h("dd", {}, address.division ? divisionOf(address) : "—"),
            h("dt", {}, t("check.place")), h("dd", {id: "check-place"}, !known ? t(unplacedWords(answer))
                : place ? placeLine(place) : [t("check.newPlace"), within && placeLine(within, t("check.within"))])),
        known && companyCount > 0 && [h("h3", {}, t("check.there", {n: count(companyCount)})), companyList(answer)],
    ];
}
