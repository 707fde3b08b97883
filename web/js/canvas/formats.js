// What is seen on the canvas as DOT, GraphML, GEXF and CSV. The server writes
// these for a neighbourhood; what somebody has put together by hand is known
// here alone.

import {relationTitle} from "../catalogue.js";
import {hasCode} from "../entity.js";
import {recordedEnd, share, shortID} from "../format.js";
import {t, word} from "../i18n.js";
import {waitingAt} from "./colophon.js";
import {edgeLabel} from "./elements.js";
import {ofDay} from "./ofday.js";

/**
 * What is seen with every group and place opened: its members, who say where
 * they belong, and their own relations, those among each other too.
 *
 * @param {import("./visible.js").Seen} seen
 * @param {import("./entries.js").Gathered} loaded
 * @param {string} day what statuses are of
 */
export function opened({nodes, edges, inner}, {entities, ones, rests}, day) {
    const waiting = waitingAt(rests);
    return {
        nodes: nodes.flatMap(node => (node.members ?? [node.id]).map(id => ({...ofDay(entities.get(id), day),
            group: node.kind === "group" ? node.name : "", at: node.id, notShown: waiting.get(id),
            ...oneOf(entities.get(id), ones)}))),
        edges: [...edges, ...inner].map(edge => ({...edge, from: edge.ends[0], to: edge.ends[1]})),
    };
}

/** The spelling that stands for a place, the mention that stands for a person. */
const oneOf = ({id, kind}, ones) => ({place: kind === "premises" ? ones.get(id) ?? id : "",
    person: kind === "person" ? ones.get(id) ?? id : ""});

/** @typedef {ReturnType<typeof opened>} Opened */

/** What neither XML nor a picture made from DOT can hold. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const xmlSigns = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};
/** Text of XML: control characters cannot stand in it at all, and line breaks in attributes only by their numbers. */
export const xml = text => String(text ?? "").replace(control, "")
    .replace(/[&<>"'\t\r\n]/g, sign => xmlSigns[sign] ?? `&#${sign.charCodeAt(0)};`);
const quoted = text => `"${String(text ?? "").replace(control, "").replace(/\\/g, "\\\\").replace(/"/g, '\\"')
    .replace(/\r?\n/g, "\\n")}"`;

/** A field of CSV; what a spreadsheet would take for a formula is kept from being one. */
function field(value) {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The ends of an edge in XML. */
const endsOf = edge => `source="${xml(edge.from)}" target="${xml(edge.to)}"`;

/** The number that people know: a company's code, that of a permit. */
const numberOf = ({id, kind, number}) => number ?? (kind === "company" && hasCode(id) ? shortID(id) : "");

const records = edge => (edge.sources ?? []).map(source => source.record).join(" ");
/** What is told of nodes and edges in GraphML and GEXF, by name; nothing where there is nothing to tell. */
const columns = {
    node: {kind: node => node.kind, name: node => node.name, number: numberOf, status: node => node.status,
        permitState: node => node.permitState, since: node => node.since,
        until: node => recordedEnd(node.until, node.kind), overFrom: node => node.until, group: node => node.group,
        place: node => node.place, person: node => node.person, notShown: node => node.notShown},
    edge: {kind: edge => edge.kind, label: edge => edge.label, since: edge => edge.since,
        until: edge => recordedEnd(edge.until, edge.kind), overFrom: edge => edge.until,
        inForce: edge => String(!edge.isEnded), shareMin: edge => edge.share?.min, shareMax: edge => edge.share?.max,
        records},
};
/** What people would ask of a column in GraphML. */
const explained = {until: "column.until", overFrom: "column.overFrom", inForce: "column.inForce",
    status: "column.status", permitState: "column.status"};

/** What is told of one of them: the number and name of each column, and what stands in it. */
const told = (owner, one) => Object.entries(columns[owner]).map(([name, valueOf], index) =>
    ({index, name, value: valueOf(one) ?? ""})).filter(({value}) => value !== "");

/** Each with a line of its own. */
const rows = (things, rowOf) => things.map(rowOf).join("\n");

/** @param {Opened} opened @param {ReturnType<import("./colophon.js").colophon>} about */
function dot({nodes, edges}, about) {
    const shapes = {company: "box", person: "ellipse", premises: "hexagon", permit: "note", contact: "diamond"};
    const attributes = values => `[${Object.entries(values).map(([name, value]) => `${name}=${value}`).join(", ")}];`;
    // A group is a cluster, and what Graphviz would draw has names of its own.
    const rest = (owner, one) => Object.fromEntries(told(owner, one).filter(({name}) =>
        !["name", "label", "group"].includes(name)).map(({name, value}) => [name, quoted(value)]));
    const named = node => [node.name, node.number].filter(Boolean).join("\n");
    const lines = nodes.map(node => `  ${quoted(node.id)} ${attributes({label: quoted(named(node)),
        shape: shapes[node.kind] ?? "box", ...rest("node", node)})}`);
    const groups = Map.groupBy(nodes.filter(node => node.group), node => node.at);
    [...groups.values()].forEach((members, index) => lines.push(`  subgraph cluster_${index} {label=${
        quoted(members[0].group)}; ${members.map(node => quoted(node.id)).join("; ")}}`));
    for (const edge of edges) {
        lines.push(`  ${quoted(edge.from)} -> ${quoted(edge.to)} ${attributes({label: quoted(edgeLabel(edge)),
            role: quoted(edge.label), ...rest("edge", edge)})}`);
    }
    const graph = attributes({...Object.fromEntries(Object.entries(about).map(([name, text]) => [name, quoted(text)])),
        label: quoted(toldWhole(about)), labelloc: "b", fontname: quoted("Noto Sans CJK SC")});
    return `digraph panorama {\n  graph ${graph}\n  rankdir=TB;\n  node [fontname="Noto Sans CJK SC"];\n${
        lines.join("\n")}\n}\n`;
}

/** What a file says of itself as lines of text. */
const toldWhole = about => Object.entries(about).map(([name, text]) => `${t(`colophon.${name}`)}${text}`).join("\n");

/** @param {Opened} opened @param {ReturnType<import("./colophon.js").colophon>} about */
function graphml({nodes, edges}, about) {
    const keys = ["node", "edge"].flatMap(owner => Object.keys(columns[owner]).map(name => [owner, name]));
    const key = ([owner, name]) => `<key id="${owner}-${name}" for="${owner}" attr.name="${name}" attr.type="${
        /^share/.test(name) ? "double" : name === "inForce" ? "boolean" : "string"}">${
        explained[name] ? `<desc>${xml(t(explained[name]))}</desc>` : ""}</key>`;
    const own = Object.entries(about);
    const data = (owner, one) => told(owner, one).map(({name, value}) =>
        `<data key="${owner}-${name}">${xml(value)}</data>`).join("");
    return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${rows([...own.map(([name]) => ["graph", name]), ...keys], key)}
<graph id="panorama" edgedefault="directed">
<desc>${xml(toldWhole(about))}</desc>
${rows(own, ([name, text]) => `<data key="graph-${name}">${xml(text)}</data>`)}
${rows(nodes, node => `<node id="${xml(node.id)}">${data("node", node)}</node>`)}
${rows(edges, edge => `<edge id="${xml(edge.id)}" ${endsOf(edge)}>${data("edge", edge)}</edge>`)}
</graph>
</graphml>
`;
}

/** @param {Opened} opened @param {ReturnType<import("./colophon.js").colophon>} about */
function gexf({nodes, edges}, about, at) {
    const attributes = owner => `<attributes class="${owner}">${Object.keys(columns[owner]).map((name, index) =>
        `<attribute id="${index}" title="${name}" type="string"/>`).join("")}</attributes>`;
    const values = (owner, one) => `<attvalues>${told(owner, one).map(({index, value}) =>
        `<attvalue for="${index}" value="${xml(value)}"/>`).join("")}</attvalues>`;
    const start = (one, label) => `id="${xml(one.id)}" label="${xml(label)}"`;
    const place = node => {
        const {x, y} = at.get(node.at);
        return `<viz:position x="${x.toFixed(1)}" y="${(-y).toFixed(1)}"/>`;
    };
    return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta lastmodifieddate="${new Date().toISOString().slice(0, 10)}">
<creator>Panorama</creator>
<description>${xml(toldWhole(about))}</description>
</meta>
<graph defaultedgetype="directed">
${attributes("node")}
${attributes("edge")}
<nodes>
${rows(nodes, node => `<node ${start(node, node.name)}>${values("node", node)}${place(node)}</node>`)}
</nodes>
<edges>
${rows(edges, edge => `<edge ${start(edge, edgeLabel(edge))} ${endsOf(edge)}>${values("edge", edge)}</edge>`)}
</edges>
</graph>
</gexf>
`;
}

/** A status of the day as people read it. */
const statusText = ({kind, status, permitState}) => (kind === "permit" ? word("permit", permitState) : status);

/** What a row of CSV tells of a relation and its ends, by column; each says too what the table is of. */
const csvValues = (from, edge, to, {asOf, dataVersion, filters, notShown}) => ({
    from: from.id, from_name: from.name, kind: edge.kind, kind_title: edge.kind && relationTitle(edge.kind, edge.title),
    to: to.id, to_name: to.name, label: edge.label, share: edge.share && share(edge.share), share_min: edge.share?.min,
    share_max: edge.share?.max, since: edge.since, until: recordedEnd(edge.until, edge.kind ?? from.kind),
    over_from: edge.until, in_force: edge.id && t(edge.isEnded ? "value.no" : "value.yes"), records: records(edge),
    from_number: from.id && numberOf(from), to_number: to.id && numberOf(to), from_status: statusText(from),
    to_status: statusText(to), from_group: from.group, to_group: to.group, from_place: from.place,
    to_place: to.place, from_person: from.person, to_person: to.person, as_of: asOf, data_version: dataVersion,
    filters, not_shown: notShown,
});

/**
 * A row for each relation, and one for each node without any.
 *
 * @param {Opened} opened
 * @param {ReturnType<import("./colophon.js").colophon>} about
 */
function csv({nodes, edges}, about) {
    const known = new Map(nodes.map(node => [node.id, node]));
    const joined = new Set(edges.flatMap(edge => [edge.from, edge.to]));
    const alone = nodes.filter(node => !joined.has(node.id));
    const lines = [...edges.map(edge => csvValues(known.get(edge.from), edge, known.get(edge.to), about)),
        ...alone.map(node => csvValues(node, {since: node.since, until: node.until}, {}, about))];
    const names = Object.keys(csvValues({}, {}, {}, about));
    const rowsOf = [names.map(name => t(`csv.${name}`)), ...lines.map(line => names.map(name => line[name]))];
    // The mark tells spreadsheets that the bytes are UTF-8.
    return `\ufeff${rowsOf.map(row => row.map(field).join(",")).join("\r\n")}\r\n`;
}

/** The formats of text: what writes them (of what is opened, what a file says of itself, where nodes lie), and media
 * types. */
export const writers = {
    dot: {write: dot, type: "text/vnd.graphviz"}, graphml: {write: graphml, type: "application/graphml+xml"},
    gexf: {write: gexf, type: "application/gexf+xml"}, csv: {write: csv, type: "text/csv"},
};
