// Values of the data in English where they are one of a list that is known:
// choices of the catalogue, the fixed parts of summaries, clauses. Everything
// else stays as it was delivered. The words are loaded by English pages alone.

import {lang} from "./i18n.js";

let terms = null;

/** Loads the words if the page is English; called before a page is drawn. */
export async function neededWords() {
    if (lang() === "en") terms ??= (await import("./words/terms.js")).default;
}

const known = text => (Object.hasOwn(terms, text) ? terms[text] : null);

/** A value, or values with 、 between them, in the language of the page. */
export function term(text) {
    if (lang() !== "en" || !terms || typeof text !== "string") return text;
    const plain = text.replaceAll("（", "(").replaceAll("）", ")");
    const whole = known(plain);
    if (whole) return whole;
    const parts = plain.split(/[、,，;；]/).map(known);
    return parts.length > 1 && parts.every(Boolean) ? parts.join(", ") : text;
}

/** What the catalogue's summaries put around values: pattern and English. */
const phrases = [
    [/^罚款([\d.]+)$/, "fined $1"], [/^货值([\d.]+)$/, "goods of $1"], [/^持股([\d.]+%)$/, "has $1"],
    [/^认缴([\d.]+)$/, "subscribed $1"], [/^实缴([\d.]+)$/, "paid $1"], [/^注册资本([\d.]+)$/, "capital $1"],
    [/^法定代表人(.+)$/, "represented by $1"], [/^(\d{4}-\d\d-\d\d)起$/, "from $1"], [/^至(\d{4}-\d\d-\d\d)$/, "until $1"],
    [/^有效期至(.+)$/, "valid until $1"], [/^任期(\d+)年$/, "for $1 years"], [/^移出(\d{4}-\d\d-\d\d)$/, "removed $1"],
    [/^(\d{4})年度$/, "year $1"], [/^(\d{4})年$/, "$1"], [/^从业(\d+)人$/, "$1 staff"], [/^营业总收入([\d.-]+)$/, "revenue $1"],
    [/^纳税([\d.-]+)$/, "taxes $1"], [/^奖励([\d.]+)$/, "award $1"], [/^隶属(.+)$/, "of $1"],
    [/^争议([\d.]+)$/, "disputed $1"], [/^合计表决权([\d.]+%)$/, "together $1 of the votes"],
    [/^表决权([\d.]+%)$/, "$1 of the votes"], [/^一致行动组(.+)$/, "concert party $1"], [/^建造师(\d+)人$/, "$1 builders"],
    [/^安许证(.+)$/, "safety permit $1"], [/^(.+)采集$/, "by $1"], [/^标的([\d.]+)$/, "claim $1"],
    [/^未履行([\d.]+)$/, "unpaid $1"], [/^核定(\d+)户$/, "for $1 companies"], [/^核定([\d.]+)$/, "approved $1"],
    [/^保证金([\d.]+)$/, "deposit $1"], [/^距学校(\d+)米$/, "$1 m from a school"], [/^进口([\d.]+)$/, "imports $1"],
    [/^出口([\d.]+)$/, "exports $1"], [/^超标([\d.]+)倍$/, "$1 times the limit"], [/^排放口(.+)$/, "outlet $1"],
    [/^股权([\d.]+%)$/, "$1 of the equity"], [/^出质([\d.]+%)$/, "pledges $1"], [/^(\d+)处$/, "$1 places"],
    [/^整改期限(.+)$/, "to be corrected by $1"], [/^核定储量([\d.]+)吨$/, "$1 t of storage"],
    [/^重大危险源(.+)$/, "major hazard: $1"], [/^卫生等级(.+)$/, "hygiene $1"],
    [/^持健康证(\d+)人$/, "$1 with health certificates"], [/^研发占比([\d.]+%)$/, "R&D $1"],
    [/^科技人员(\d+)人$/, "$1 in research"], [/^满意度(.+)$/, "satisfaction: $1"], [/^第(.+)类$/, "class $1"],
    [/^(.+)类$/, "class $1"], [/^医保在职(\d+)人$/, "health insurance: $1 staff"], [/^退休(\d+)人$/, "$1 retired"],
    [/^费率([\d.]+%)$/, "rate $1"], [/^应缴([\d.]+)$/, "due $1"], [/^欠缴([\d.]+)$/, "owed $1"],
    [/^在校(\d+)人$/, "$1 pupils"], [/^期限(\d+)年$/, "for $1 years"], [/^参保(\d+)人$/, "$1 insured"],
    [/^30岁以下(\d+)$/, "$1 under 30"], [/^30–39岁(\d+)$/, "$1 from 30 to 39"], [/^40–49岁(\d+)$/, "$1 from 40 to 49"],
    [/^检验(.+)$/, "inspection: $1"], [/^下次检验(.+)$/, "next inspection $1"], [/^(\d+)层$/, "$1 floors"],
    [/^(\d+)户$/, "$1 units"], [/^国有股([\d.]+%)$/, "state $1"], [/^出资人(.+)$/, "by $1"], [/^欠(.+)$/, "owes $1"],
    [/^新增([\d.]+)$/, "new $1"], [/^滞纳(\d+)天$/, "$1 days late"], [/^清缴(.+)$/, "settled $1"],
    [/^(\d{4})年度纳税信用(.+)级$/, "tax credit of $1: $2"], [/^得分([\d.]+)$/, "score $1"],
    [/^扣分指标(.+)$/, "points lost by $1"], [/^车辆(\d+)台$/, "$1 vehicles"], [/^信誉(.+)$/, "rating $1"],
    [/^([\d.]+)平方米$/, "$1 m²"], [/^(国家级|省级|市级|区县级|中央)(.+)$/, "$1 $2"],
];

/** A part of a summary: a known value, or a known phrase with its value, or an amount of yuan. */
function part(text) {
    const value = term(text);
    if (value !== text) return value;
    if (/\d元$/.test(text)) {
        const amount = text.slice(0, -1), words = part(amount);
        return words !== amount || /^-?[\d.]+$/.test(amount) ? `${words} yuan` : text;
    }
    for (const [pattern, english] of phrases) {
        const match = pattern.exec(text);
        if (match) return english.replace(/\$(\d)/g, (_, number) => term(match[number]));
    }
    return text;
}

/** Marks of a summary as English has them; brackets within a name stay. */
const marks = {"，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "「": ' "', "」": '" '};
const inName = /(?<=[\u4e00-\u9fff])（([^（）]*)）(?=[\u4e00-\u9fff])/g;

/** A record's summary, which the catalogue makes of its values. */
export function summaryText(text) {
    if (lang() !== "en" || !terms || !text) return text;
    // Brackets of names are set aside while the others are read.
    const aside = text.replace(inName, (whole, inside) => (known(inside) ? whole : `\u{E000}${inside}\u{E001}`));
    const pieces = aside.split(/([\s，；：（）「」]+)/).map((piece, index) => (index % 2 ? piece : part(piece)));
    const told = pieces.map((piece, index) => (index % 2 ? mark(piece, pieces[index - 1], pieces[index + 1]) : piece));
    return told.join("")
        .replace(/\s+/g, " ").replace(/ ([,;:)])/g, "$1").replace(/\( /g, "(").trim()
        .replace(/\u{E000}/gu, "（").replace(/\u{E001}/gu, "）");
}

/** Marks between two pieces; a comma within what somebody wrote in Chinese stays. */
function mark(text, before, after) {
    if (/^[，；]$/.test(text) && /[\u4e00-\u9fff]$/.test(before) && /^[\u4e00-\u9fff]/.test(after)) return text;
    return text.replace(/./gs, one => marks[one] ?? one);
}

const numerals = "零一二三四五六七八九十";

/** A Chinese number up to 99. */
function number(text) {
    const at = text.indexOf("十");
    if (at < 0) return numerals.indexOf(text);
    const tens = at === 0 ? 1 : numerals.indexOf(text[0]);
    return tens * 10 + (at === text.length - 1 ? 0 : numerals.indexOf(text.at(-1)));
}

const clauseWords = {关联法人: "related legal persons", 关联自然人: "related natural persons",
    "国有独资、国有控股公司": "state-owned and state-controlled companies"};

/** A clause such as 第四条（一）, as English cites it: Article 4 (1). */
export function clauseText(clause) {
    if (lang() !== "en" || !clause) return clause;
    const digits = "([一二三四五六七八九十]+)";
    let text = clause.replace(new RegExp(`第${digits}条`, "g"), (_, n) => `Article ${number(n)} `)
        .replace(new RegExp(`第${digits}款`, "g"), (_, n) => `paragraph ${number(n)} `)
        .replace(new RegExp(`第?（${digits}）项?`, "g"), (_, n) => `(${number(n)}) `);
    for (const [chinese, english] of Object.entries(clauseWords)) text = text.replace(chinese, `${english} `);
    return text.replace("（", "(").replace(/ ?）/, ")").trim();
}
