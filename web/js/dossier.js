// The dossier of a company: everything on paper, with where each thing comes
// from and the version of the data that it tells.

import {address, get} from "./api.js";
import {blockTitle, departmentTitle, needed, themeTitle} from "./catalogue.js";
import {companyID} from "./company.js";
import {h} from "./dom.js";
import {apiPath, pageOf} from "./entity.js";
import {count, money, period, percent, share, shortID} from "./format.js";
import {lang, say, t, word} from "./i18n.js";
import {registrationCard} from "./panorama.js";
import {relationTitle} from "./catalogue.js";
import {failure} from "./states.js";

const people = ["people", "shareholders", "holdings", "permits", "premises", "contacts", "branches", "others"];

export async function show({params, query}) {
    const id = companyID(params.id);
    const asOf = {"as-of": query.get("as-of")};
    const [panorama] = await Promise.all([get(apiPath(id, "/panorama"), asOf), needed()]);
    // What fails is told in its place; the rest of the dossier stands.
    const ask = rest => get(apiPath(id, rest), asOf).catch(error => error);
    const [controller, beneficial, owners, related, risk] = await Promise.all(
        ["/controller", "/beneficial-owners", "/owners", "/related-parties", "/registration-risk"].map(ask));
    const subject = panorama.subject;
    document.title = `${t("dossier.title")} · ${subject.name}`;
    const part = (title, answer, draw) => h("section", {class: "dossier-part"}, h("h2", {}, title),
        answer instanceof Error ? failure(answer) : draw(answer));
    return h("main", {class: "page dossier"},
        h("div", {class: "dossier-tools no-print"}, h("a", {class: "button", href: pageOf(id)}, t("dossier.back")),
            h("button", {type: "button", class: "button primary", id: "print", on: {click: () => print()}},
                t("dossier.print")),
            h("a", {class: "button", id: "pdf", href: pdfPath(panorama.asOf), download: ""}, t("dossier.pdf"))),
        h("header", {class: "dossier-head"}, h("p", {class: "overline"}, t("dossier.title")),
            h("h1", {tabindex: "-1"}, subject.name),
            h("p", {}, [shortID(subject.id), subject.status && word("status", subject.status),
                panorama.stage && word("stage", panorama.stage, panorama.stageTitle)].filter(Boolean).join(" · ")),
            h("p", {class: "hint"}, t("dossier.version",
                {asOf: panorama.asOf, epoch: panorama.epoch,
                made: new Date().toISOString().slice(0, 16).replace("T", " ")}))),
        panorama.statements.length > 0 && registrationCard(panorama),
        part(t("summary.risk"), risk, riskPart),
        part(t("summary.control"), controller, controlPart),
            part(t("ownership.beneficial"), beneficial, beneficialPart),
        part(t("ownership.owners"), owners, answer => ownersPart(answer, id, asOf)),
        people.map(name => relationPart(name, panorama.relations[name])),
        part(t("company.view.related"), related, relatedPart),
        part(t("dossier.facts", {n: count(panorama.facts.total)}), panorama, factsPart),
        h("footer", {class: "dossier-foot"}, t("dossier.note")));
}

/** The same page as PDF, where the server has a Chromium to print it. */
const pdfPath = asOf => `${location.pathname}.pdf?as-of=${asOf}&lang=${lang()}`;

function riskPart({own, premises, ring, rules}) {
    return [h("p", {class: "hint"}, `${say(rules.title)} · ${rules.instrument} · ${say(rules.note)}`),
        [["own", own], ["premises", premises], ["ring", ring]].filter(([, one]) => one).map(([name, one]) => [
            h("h3", {}, `${t(`risk.${name}`)}: ${one.score} · ${t(one.isAlert ? "risk.alert" : "risk.noAlert")}`),
            one.findings.length ? h("ul", {}, one.findings.map(finding =>
                h("li", {}, h("b", {}, say(finding.title)), ` (${finding.indicator}, +${finding.points}) `,
                say(finding.sentence), records(finding.records)))) : h("p", {}, t("risk.noFindings"))])];
}

const records = ids => ids?.length > 0 && h("span", {class: "source-note"},
    ` [${ids.slice(0, 12).map(id => `#${id}`).join(" ")}${ids.length > 12 ? " …" : ""}]`);

const edgeRecords = (answer, ids) => {
    const known = new Map(answer.edges.map(edge => [edge.id, edge.sources.map(source => source.record)]));
    return records([...new Set(ids.flatMap(id => known.get(id) ?? []))]);
};

function controlPart(answer) {
    return [h("p", {}, h("b", {}, answer.controllers.map(one => one.name).join("、")
        || word("outcome", answer.outcome)), " · ", say(answer.reason)),
        answer.steps.length > 0 && h("ol", {}, answer.steps.map(step => h("li", {}, `${step.company.name} ← `,
            step.voters.map((voter, index) => [index > 0 && "、", `${voter.entity.name} ${percent(voter.votes)}`]),
            edgeRecords(answer, step.voters.map(voter => voter.edge).filter(Boolean)))))];
}

function beneficialPart(answer) {
    return [h("p", {class: "hint"}, `${say(answer.rules.title)} · ${word("ubo", answer.outcome)}`),
        h("ul", {}, answer.items.map(one => h("li", {}, h("b", {}, one.entity.name),
            one.share ? ` ${share(one.share)} ` : " ", say(one.title), ` ${one.clause ?? ""}`,
            !one.isCertain && ` (${t("ownership.uncertain")})`, edgeRecords(answer, one.chain))))];
}

function ownersPart(answer, id, asOf) {
    return [
        h("img", {class: "dossier-chart", alt: t("ownership.chart"),
            src: address(apiPath(id, "/owners"), {format: "svg", ...asOf})}),
        h("table", {class: "table"}, h("tbody", {},
            answer.items.map(item => h("tr", {}, h("td", {}, item.entity.name),
            h("td", {}, item.isUltimate && t("ownership.ultimate")),
            h("td", {class: "number"}, share(item.share)),
                h("td", {}, edgeRecords(answer, item.paths.flatMap(path => path.edges))))))),
        answer.total > answer.returned && h("p", {class: "hint"},
            t("list.shown", {shown: answer.returned, total: answer.total})),
    ];
}

function relationPart(name, group) {
    if (!group?.items.length) return null;
    return h("section", {class: "dossier-part"}, h("h2", {}, `${t(`relations.${name}`)} (${count(group.total)})`),
        h("table", {class: "table"}, h("tbody", {},
        group.items.map(item => h("tr", {}, h("td", {}, item.entity.name),
            h("td", {}, relationTitle(item.kind, item.title), item.label ? ` · ${item.label}` : ""),
            h("td", {}, item.entity.ageBand && item.entity.ageBand !== "unknown"
                ? word("age", item.entity.ageBand, item.entity.ageBandTitle) : item.entity.permitState
                ? word("permit", item.entity.permitState, item.entity.permitStateTitle) : ""),
            h("td", {class: "number"}, item.share ? share(item.share) : ""),
                h("td", {}, period(item.since, item.until)), h("td", {}, records(item.records)))))),
    group.total > group.items.length && h("p", {class: "hint"},
        t("list.shown", {shown: count(group.items.length), total: count(group.total)})));
}

function relatedPart(answer) {
    if (!answer.items.length) return h("p", {}, t("related.none"));
    return [h("p", {class: "hint"}, say(answer.rules.title)),
        h("table", {class: "table"}, h("tbody", {}, answer.items.map(item => h("tr", {},
        h("td", {}, item.entity.name), h("td", {}, word("relation", item.relation)), h("td", {}, item.clause),
            h("td", {}, edgeRecords(answer, item.chain)))))),
    answer.total > answer.returned && h("p", {class: "hint"},
        t("list.shown", {shown: answer.returned, total: answer.total}))];
}

function factsPart(panorama) {
    return panorama.overview.filter(block => block.count > 0).map(block => [
        h("h3", {}, `${blockTitle(block.block, block.title)} (${count(block.count)})`),
        h("table", {class: "table dossier-facts"},
            h("tbody", {}, block.facts.map(index => panorama.facts.items[index]).filter(Boolean).map(fact => h("tr", {},
            h("td", {class: "date"}, fact.date ?? "—"), h("td", {}, themeTitle(fact.theme, fact.title)),
                h("td", {}, fact.summary),
            h("td", {class: "number"}, money(fact.amount, fact.currency)),
                h("td", {}, departmentTitle(fact.department)), h("td", {}, records([fact.record])))))),
    ]);
}
