// Numbers, shares, dates and sums as a reader of either language writes them.

import {term} from "./english.js";
import {lang, t} from "./i18n.js";

const locale = () => (lang() === "zh" ? "zh-CN" : "en-GB");

export const count = number => new Intl.NumberFormat(locale()).format(number);

/** 0.17325 as 17.325 %; as many digits as are known, six at most. */
export function percent(fraction) {
    const text = (fraction * 100).toFixed(6).replace(/\.?0+$/, "");
    return `${text}%`;
}

/** A share, which may be a range. @param {{min: number, max: number}|null} share */
export function share(share) {
    if (!share) return t("share.unknown");
    if (share.min === share.max) return percent(share.min);
    if (share.min === 0 && share.max === 1) return t("share.unknown");
    return `${percent(share.min)} – ${percent(share.max)}`;
}

const plain = (number, digits) => new Intl.NumberFormat(locale(), {maximumFractionDigits: digits}).format(number);

/** Yuan, in 万元 and 亿元 where a Chinese reader would write them. */
export function money(amount, currency = "CNY") {
    if (amount === null || amount === undefined) return "";
    const unit = currency && currency !== "CNY" ? `${currency} ` : "";
    if (lang() === "en") return `${unit || "¥"}${plain(amount, 2)}`;
    if (Math.abs(amount) >= 1e8) return `${unit}${plain(amount / 1e8, 4)} 亿元`;
    if (Math.abs(amount) >= 1e4) return `${unit}${plain(amount / 1e4, 4)} 万元`;
    return `${unit}${plain(amount, 2)} 元`;
}

/** What holds through the last day on record, such as 有效期至: the API's `until` is the day after. */
const endsAfterRecord = new Set(["permit", "holds_permit", "operates_at", "hosts"]);

/**
 * From the first day to the date that the record gives as its end.
 *
 * @param {string} [kind] of the relation or entity
 * @param {{endedUndated?: boolean}} [relation] whether it is over since a day that no record tells
 */
export function period(since, until, kind = null, {endedUndated = false} = {}) {
    // Its printed end is not its end, and no record tells that one.
    if (endedUndated) return [since && t("period.since", {since}), t("period.ended")].filter(Boolean)
        .join(t("list.semicolon"));
    if (!since && !until) return t("period.unknown");
    if (!until) return t("period.since", {since});
    const end = recordedEnd(until, kind);
    return since ? t("period.between", {since, until: end}) : t("period.until", {until: end});
}

/** The date that the record gives as the end: of some kinds the last day that counts, of others the day after. */
export const recordedEnd = (until, kind) => (until && endsAfterRecord.has(kind) ? dayBefore(until) : until);

export function dayBefore(day) {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - 1);
    return date.toISOString().slice(0, 10);
}

/** China's day, as the server's answers have it, wherever the reader is. */
export const today = () => dayOf(Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000));

/** Days since 1970 of a YYYY-MM-DD. */
export const dayNumber = day => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

/** The YYYY-MM-DD of such a number. */
export const dayOf = number => new Date(number * 86_400_000).toISOString().slice(0, 10);

const two = number => String(number).padStart(2, "0");

/** A moment of the API in local time, to the minute: 2026-11-22 14:05. */
export function moment(text) {
    if (!text) return "";
    const date = new Date(text);
    const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A moment with the reader's distance from UTC: 2026-11-22 14:05 (UTC+08:00). */
export function momentWithZone(date) {
    const minutes = -date.getTimezoneOffset();
    const ahead = Math.abs(minutes);
    return `${moment(date)} (UTC${minutes < 0 ? "−" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)})`;
}

export const seconds = number =>
    number < 1 ? t("time.milliseconds", {n: Math.round(number * 1000)}) : t("time.seconds", {n: number.toFixed(1)});

export function bytes(number) {
    const units = ["B", "KB", "MB", "GB"];
    let unit = 0;
    while (number >= 1024 && unit < units.length - 1) {
        number /= 1024;
        unit += 1;
    }
    return `${unit === 0 ? number : number.toFixed(1)} ${units[unit]}`;
}

/** A value of a record as text. Personal identifiers come masked, as birth year and sex alone. */
export function fieldText(value) {
    if (value === null || value === undefined || value === "") return "—";
    if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
    if (Array.isArray(value)) return value.map(fieldText).join(t("list.comma"));
    if (typeof value !== "object") return term(String(value));
    const about = [value.birthYear, value.sex && t(`value.sex.${value.sex}`)].filter(Boolean);
    return t("value.masked", {about: about.join(" · ")});
}

/** The identifier that people know: a company's code, without the kind before it. */
export const shortID = id => id.slice(id.indexOf(":") + 1);
