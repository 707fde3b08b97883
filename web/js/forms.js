// The legal form of a company, as far as pages speak differently of it: who
// represents it, and whether it can have shareholders.

import {t} from "./i18n.js";

/** Forms by what the type of the registration says; the first that fits. */
const patterns = [
    ["branch", /分公司|分支|办事处|代表处|代表机构|营业部/],
    ["individualBusiness", /个体/],
    ["partnership", /合伙/],
    ["soleProprietorship", /个人独资/],
];

/** The companies that this one is a branch of. */
export const parentsOf = ({relations}) => (relations?.branches?.items ?? [])
    .filter(item => item.kind === "branch_of" && item.direction === "out");

/**
 * The form of the company of a panorama.
 *
 * @returns {"company"|"branch"|"individualBusiness"|"partnership"|"soleProprietorship"} `company` too where
 *   nothing is known
 */
export function formOf(panorama) {
    const types = (panorama.statements ?? []).map(one => one.fields.type ?? "");
    const found = patterns.find(([, pattern]) => types.some(type => pattern.test(type)));
    if (found) return found[0];
    return parentsOf(panorama).length ? "branch" : "company";
}

/** Roles that are called so themselves. */
const roles = ["法定代表人", "负责人", "经营者", "执行事务合伙人", "投资人"];

export const isRole = label => roles.includes(label);

/** The label of a relation, but for one that repeats its title. @param {string|null} label in the page's language */
export const labelBeside = (label, title) => (label?.toLowerCase() === title?.toLowerCase() ? "" : label ?? "");

/** What who represents a company of this form is called; without a form, of any company. */
export const representativeTitle = (form = "any") => t(`represents.${form}`);
