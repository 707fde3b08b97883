// The dossier of a company: everything on paper, with where each thing comes
// from and the version of the data that it tells. Nothing is left out without
// being told, and the document says whether it is whole: `data-state` of the
// root is `ready`, or `failed` with the reasons in `data-problem`.

import {address, all, get} from "./api.js";
import {needed, relationTitle} from "./catalogue.js";
import {companyID} from "./company.js";
import {h} from "./dom.js";
import {clauseText, summaryText, term} from "./english.js";
import {factsPart, printedFacts} from "./dossierfacts.js";
import {riskPart} from "./dossierrisk.js";
import {branchNote, endNote, isYetToCome, yetToComeNote} from "./ended.js";
import {apiPath, kindOf, lifeWords, nameOf, pageOf} from "./entity.js";
import {count, momentWithZone, percent, period, share, shortID} from "./format.js";
import {lang, say, t, word} from "./i18n.js";
import {ruleNote} from "./findings.js";
import {formOf, labelBeside} from "./forms.js";
import {listingsOf, listingWords} from "./listings.js";
import {basesBeside, controlNotes, filingWords, isNoFiler, noteList, outcomeWords, ownerNotes} from "./notes.js";
import {registrationCard, registrationDelivered} from "./panorama.js";
import {permitWords} from "./permits.js";
import {sourcesBehind} from "./record.js";
import {tellState} from "./router.js";
import {SourceList} from "./sources.js";
import {failure, othersNote} from "./states.js";

const groups = ["people", "shareholders", "holdings", "permits", "premises", "contacts", "branches", "others"];
/** Owners and related parties that are printed; more than that nobody reads on paper. */
const partiesMax = 1000;

export async function show({params, query, signal}) {
    const id = companyID(params.id);
    const asOf = {"as-of": query.get("as-of")};
    const [panorama] = await Promise.all([get(apiPath(id, "/panorama"), asOf), needed()]);
    // What fails is told in its place; the rest of the dossier stands.
    const problems = [];
    const kept = answer => answer.catch(error => { problems.push(error); return error; });
    const one = rest => kept(get(apiPath(id, rest), asOf));
    const many = rest => kept(all(apiPath(id, rest), asOf, {most: partiesMax}));
    const [controller, beneficial, owners, related, risk, facts, delivered, listings] = await Promise.all([
        one("/controller"), one("/beneficial-owners"), many("/owners"), many("/related-parties"),
        one("/registration-risk"), kept(printedFacts(panorama, asOf)),
        registrationDelivered(panorama).catch(() => null), listingsOf(panorama)]);
    const part = (title, answer, draw = answer => answer) => h("section", {class: "dossier-part"}, h("h2", {}, title),
        answer instanceof Error ? failure(answer) : draw(answer));
    const subject = panorama.subject;
    // In the order of the document: the arguments below are worked out one by one.
    const sources = new SourceList();
    document.title = `${t("dossier.title")} · ${subject.name}`;
    const chart = h("img", {class: "dossier-chart", alt: t("ownership.chart"),
        src: address(apiPath(id, "/owners"), {format: "svg", ...asOf})});
    const form = formOf(panorama);
    const body = [
        listingPart(listings, sources),
        isYetToCome(panorama) ? yetToComeNote(panorama) : endNote(panorama),
        panorama.statements.length > 0 && [registrationCard({...panorama, delivered}), h("p", {class: "hint"},
            t("dossier.sources"), sources.beside(panorama.statements.map(one => one.record)))],
        part(t("summary.risk"), risk, answer => riskPart(answer, sources)),
        part(t("summary.control"), controller, answer => controlPart(panorama, answer, sources)),
        part(t("ownership.beneficial"), beneficial, answer => beneficialPart(answer, sources)),
        part(t("ownership.owners"), owners, answer => [chart, ownersPart(panorama, answer, sources)]),
        groups.map(name => relationPart(name, panorama.relations[name], form, sources)),
        panorama.relations.notInForce > 0 &&
            h("p", {class: "hint"}, t("summary.notInForce", {n: count(panorama.relations.notInForce)})),
        part(t("company.view.related"), related, answer => relatedPart(answer, sources)),
        part(t("dossier.facts", {n: count(panorama.facts.total)}), facts,
            answer => factsPart(panorama, answer, sources)),
    ];
    const whereabouts = await kept(sources.whereabouts());
    const page = h("main", {class: "page dossier"}, tools(id, panorama), head(panorama), body,
        sources.part(whereabouts), h("footer", {class: "dossier-foot"}, t("dossier.note")));
    runningHead(`${subject.name} · ${t("asOf.label")} ${panorama.asOf}`, signal);
    finish(chart, problems, signal);
    return page;
}

/** Prints a text on top of every page, as long as this document is shown. */
function runningHead(text, signal) {
    const sheet = new CSSStyleSheet();
    const quoted = text.replace(/[\\"\n]/g, mark => `\\${mark.codePointAt(0).toString(16)} `);
    sheet.replaceSync(`@page { @top-left { content: "${quoted}"; font-size: 8.5pt; color: #444; } }`);
    document.adoptedStyleSheets.push(sheet);
    signal.addEventListener("abort", () => {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet);
    }, {once: true});
}

/** Says on the document whether the dossier is whole, once the chart has come too. */
async function finish(chart, problems, signal) {
    const lost = await chart.decode().then(() => null, () => new Error(t("dossier.noChart")));
    // Where the owners failed too, their problem stands in this place already.
    if (lost && chart.parentNode) chart.replaceWith(failure(lost));
    const told = [...problems, lost].filter(Boolean).map(error => error.message || String(error));
    if (!signal.aborted) tellState(told.length ? "failed" : "ready", told.join("; "));
}

function tools(id, panorama) {
    return h("div", {class: "dossier-tools no-print"},
        h("a", {class: "button", href: pageOf(id)}, t("dossier.back")),
        h("button", {type: "button", class: "button primary", id: "print", on: {click: () => print()}},
            t("dossier.print")),
        h("a", {class: "button", id: "pdf", href: pdfPath(panorama.asOf), download: ""}, t("dossier.pdf")));
}

function head(panorama) {
    const {subject, asOf, epoch} = panorama;
    return h("header", {class: "dossier-head"}, h("p", {class: "overline"}, t("dossier.title")),
        h("h1", {tabindex: "-1"}, subject.name),
        h("p", {}, [shortID(subject.id), ...lifeWords(panorama).map(([, text]) => text)].join(" · ")),
        h("p", {class: "hint", id: "dossier-version"},
            t("dossier.version", {asOf, epoch, made: momentWithZone(new Date())})));
}

/** The same page as PDF, where the server has a Chromium to print it. */
const pdfPath = asOf => `${location.pathname}.pdf?as-of=${asOf}&lang=${lang()}`;

/** The lists that the company is on, and those that it was on: what a reader has to know first. */
function listingPart(listings, sources) {
    const words = listings.flatMap(listing => listingWords(listing).map(([tone, text]) =>
        [tone, text, tone === "warn" ? listing.listed : listing.removed]))
        .sort(([a], [b]) => Number(b === "warn") - Number(a === "warn"));
    return h("section", {class: "dossier-part", id: "listings"}, h("h2", {}, t("company.listings")),
        words.length ? h("ul", {}, words.map(([tone, text, facts]) =>
            h("li", {}, h("span", {class: `badge badge-${tone}`}, text), tone === "warn" && listedFacts(facts), " ",
                sources.note(facts.map(fact => fact.record), {about: text}))))
            : h("p", {}, t("company.listings.none")));
}

const listedFacts = facts => h("ul", {}, facts.map(fact =>
    h("li", {}, [fact.date, summaryText(fact.summary)].filter(Boolean).join(" · "))));

/** Tells where a statement comes from that rests on edges of an answer. @param {string} title of what is stated */
function edgeRecords(sources, title, answer) {
    const behind = sourcesBehind(answer);
    return (name, ids) => {
        const found = behind(ids);
        return sources.note([...new Set(found.map(one => one.record))], {about: `${title} · ${name}`,
            departments: [...new Set(found.map(one => one.department).filter(Boolean))]});
    };
}

function controlPart(panorama, answer, sources) {
    const {controllers, bases, steps, omitted, levels} = answer;
    const [outcome, reason] = outcomeWords(answer);
    const recordsOf = edgeRecords(sources, t("summary.control"), answer);
    if (isYetToCome(panorama)) return yetToComeNote(panorama);
    const branch = branchNote(panorama);
    if (branch && !controllers.length) return branch;
    return [
        branch,
        h("p", {}, h("b", {}, controllers.map(one => one.name).join(t("list.comma")) || outcome),
            [reason, basesBeside(reason, bases).join(t("list.comma")),
                levels > 0 && t("control.levels", {n: levels})].filter(Boolean).map(text => ` · ${text}`)),
        noteList(controlNotes(answer)),
        steps.length > 0 && h("ol", {}, steps.map(step => h("li", {}, `${step.company.name} ← `,
            step.voters.map((voter, index) => [index > 0 && t("list.comma"),
                `${voter.entity.name} ${percent(voter.votes)}`]),
            step.agreements.length > 0 && ` ${t("basis.agreement")}`,
            step.omitted > 0 && [" ", othersNote(step.omitted, "span")],
            recordsOf(step.company.name,
                [...step.voters.map(voter => voter.edge).filter(Boolean), ...step.agreements])))),
        othersNote(omitted.steps),
    ];
}

function beneficialPart(answer, sources) {
    const {rules, outcome, items} = answer;
    const recordsOf = edgeRecords(sources, t("ownership.beneficial"), answer);
    const outcomeText = isNoFiler(answer) ? filingWords(answer) : word("ubo", outcome);
    return [ruleNote(rules), h("p", {class: "hint"}, outcomeText),
        h("ul", {}, items.map(one => h("li", {}, h("b", {}, one.entity.name),
            one.share ? ` ${share(one.share)} ` : " ", say(one.title), ` ${clauseText(one.clause) ?? ""}`,
            !one.isCertain && ` (${t("ownership.uncertain")})`,
            recordsOf(one.entity.name, one.chain)))),
        !isNoFiler(answer) && filingWords(answer) && h("p", {class: "hint"}, filingWords(answer))];
}

/** That a list holds more than is printed, and where the rest is. */
const cutNote = (shown, total) => shown < total && h("p", {class: "hint"},
    t("dossier.cut", {shown: count(shown), total: count(total), left: count(total - shown)}));

function ownersPart(panorama, answer, sources) {
    const {items, total, first} = answer;
    const recordsOf = edgeRecords(sources, t("ownership.owners"), answer);
    if (!items.length) {
        return branchNote(panorama) ?? [h("p", {}, t("ownership.noOwners")), noteList(ownerNotes(first))];
    }
    return [
        h("table", {class: "table"}, h("tbody", {}, items.map(item => h("tr", {}, h("td", {}, item.entity.name),
            h("td", {}, item.isUltimate && t("ownership.ultimate")),
            h("td", {class: "number"}, share(item.share)),
            h("td", {}, recordsOf(item.entity.name, item.paths.flatMap(path => path.edges))))))),
        noteList(ownerNotes(first)), cutNote(items.length, total),
    ];
}

function relationPart(name, group, form, sources) {
    if (!group?.items.length) return null;
    return h("section", {class: "dossier-part"}, h("h2", {}, `${t(`relations.${name}`)} (${count(group.total)})`),
        h("table", {class: "table"}, h("tbody", {}, group.items.map(item => printedRelation(item, form, sources)))),
        cutNote(group.items.length, group.total));
}

function printedRelation(item, form, sources) {
    const {entity, kind, label, share: part, since, until, records: ids} = item;
    const title = relationTitle(kind, item.title, form), beside = labelBeside(term(label), title);
    const name = [nameOf(entity), entity.number].filter(Boolean).join(" ");
    const about = entity.ageBand && entity.ageBand !== "unknown" ? word("age", entity.ageBand, entity.ageBandTitle)
        : kindOf(entity.id) === "permit" ? permitWords(entity).map(([, text]) => text).join(" · ") : "";
    return h("tr", {}, h("td", {}, name), h("td", {}, title, beside && ` · ${beside}`), h("td", {}, about),
        h("td", {class: "number"}, part ? share(part) : ""),
        h("td", {}, period(since, until, kind, item)),
        h("td", {}, sources.note(ids, {about: `${title} · ${name}`})));
}

function relatedPart(answer, sources) {
    const {items, total, first} = answer;
    const recordsOf = edgeRecords(sources, t("company.view.related"), answer);
    const rules = ruleNote(first.rules);
    if (!items.length) return [rules, h("p", {}, t("related.none"))];
    return [rules,
        h("table", {class: "table"}, h("tbody", {}, items.map(item => h("tr", {},
            h("td", {}, item.entity.name), h("td", {}, word("relation", item.relation)),
            h("td", {}, clauseText(item.clause)),
            h("td", {}, recordsOf(item.entity.name, item.chain)))))),
        cutNote(items.length, total),
        first.excepted.length > 0 && h("p", {class: "hint"},
            t("related.excepted", {n: count(first.excepted.length)}), " ",
            first.excepted.map(one => one.entity.name).join(t("list.comma"))),
        first.isCut && h("p", {class: "hint"}, t("related.cut"))];
}
