// What is seen on the canvas as DOT, GraphML, GEXF and CSV. The server writes
// these for a neighbourhood; what somebody has put together by hand is known
// here alone.

import {edgeLabel} from "./elements.js";

/**
 * What is seen with every group and place opened: its members, who say where
 * they belong, and their own relations, those among each other too.
 *
 * @param {import("./visible.js").Seen} seen
 * @param {import("./entries.js").Gathered} loaded
 */
export function opened({nodes, edges, inner}, {entities, places}) {
    return {
        nodes: nodes.flatMap(node => (node.members ?? [node.id]).map(id => ({...entities.get(id),
            group: node.kind === "group" ? node.name : "", place: places.get(id) ?? "", at: node.id}))),
        edges: [...edges, ...inner].map(edge => ({...edge, from: edge.ends[0], to: edge.ends[1]})),
    };
}

/** @typedef {ReturnType<typeof opened>} Opened */

/** What neither XML nor a picture made from DOT can hold. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const xmlSigns = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};
/** Text of XML: control characters cannot stand in it at all, and line breaks in attributes only by their numbers. */
export const xml = text => String(text ?? "").replace(control, "")
    .replace(/[&<>"'\t\r\n]/g, sign => xmlSigns[sign] ?? `&#${sign.charCodeAt(0)};`);
const quoted = text => `"${String(text ?? "").replace(control, "").replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\r?\n/g, "\\n")}"`;

/** A field of CSV; what a spreadsheet would take for a formula is kept from being one. */
function field(value) {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

const records = edge => (edge.sources ?? []).map(source => source.record).join(" ");
const edgeColumns = edge => ({kind: edge.kind, label: edge.label ?? "", since: edge.since ?? "",
    until: edge.until ?? "",
    shareMin: edge.share?.min ?? "", shareMax: edge.share?.max ?? "", records: records(edge)});
const nodeColumns = node => ({kind: node.kind, name: node.name, status: node.status ?? "", since: node.since ?? "",
    until: node.until ?? "", group: node.group, place: node.place});

const nodeNames = ["kind", "name", "status", "since", "until", "group", "place"];
const edgeNames = ["kind", "label", "since", "until", "shareMin", "shareMax", "records"];

/** @param {Opened} opened */
export function dot({nodes, edges}) {
    const shapes = {company: "box", person: "ellipse", premises: "hexagon", permit: "note", contact: "diamond"};
    const lines = nodes.map(node => `  ${quoted(node.id)} [label=${quoted(node.name)}, shape=${shapes[node.kind] ?? "box"}, kind=${quoted(node.kind)}, place=${quoted(node.place)}];`);
    [...Map.groupBy(nodes.filter(node => node.group), node => node.at).values()].forEach((members, index) =>
        lines.push(`  subgraph cluster_${index} {label=${quoted(members[0].group)}; ${members.map(node => quoted(node.id)).join("; ")}}`));
    for (const edge of edges) {
        lines.push(`  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(edgeLabel(edge))}, kind=${quoted(edge.kind)}, records=${quoted(records(edge))}];`);
    }
    return `digraph panorama {\n  rankdir=TB;\n  node [fontname="Noto Sans CJK SC"];\n${lines.join("\n")}\n}\n`;
}

/** @param {Opened} opened */
export function graphml({nodes, edges}) {
    const keys = [...nodeNames.map(name => ["node", name]), ...edgeNames.map(name => ["edge", name])];
    const data = (owner, columns) => Object.entries(columns).filter(([, value]) => value !== "").map(([name, value]) =>
        `<data key="${owner}-${name}">${xml(value)}</data>`).join("");
    return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${keys.map(([owner, name]) => `<key id="${owner}-${name}" for="${owner}" attr.name="${name}" attr.type="${/^share/.test(name) ? "double" : "string"}"/>`).join("\n")}
<graph id="panorama" edgedefault="directed">
${nodes.map(node => `<node id="${xml(node.id)}">${data("node", nodeColumns(node))}</node>`).join("\n")}
${edges.map(edge => `<edge id="${xml(edge.id)}" source="${xml(edge.from)}" target="${xml(edge.to)}">${data("edge", edgeColumns(edge))}</edge>`).join("\n")}
</graph>
</graphml>
`;
}

/** @param {Opened} opened */
export function gexf({nodes, edges}, at) {
    const attributes = (owner, names) => `<attributes class="${owner}">${names.map((name, index) =>
        `<attribute id="${index}" title="${name}" type="string"/>`).join("")}</attributes>`;
    const values = columns => `<attvalues>${Object.values(columns).map((value, index) => (value === "" ? ""
        : `<attvalue for="${index}" value="${xml(value)}"/>`)).join("")}</attvalues>`;
    const place = node => {
        const {x, y} = at.get(node.at);
        return `<viz:position x="${x.toFixed(1)}" y="${(-y).toFixed(1)}"/>`;
    };
    return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph defaultedgetype="directed">
${attributes("node", nodeNames)}
${attributes("edge", edgeNames)}
<nodes>
${nodes.map(node => `<node id="${xml(node.id)}" label="${xml(node.name)}">${values(nodeColumns(node))}${place(node)}</node>`).join("\n")}
</nodes>
<edges>
${edges.map(edge => `<edge id="${xml(edge.id)}" source="${xml(edge.from)}" target="${xml(edge.to)}" label="${xml(edgeLabel(edge))}">${values(edgeColumns(edge))}</edge>`).join("\n")}
</edges>
</graph>
</gexf>
`;
}

/** A row for each relation, and one for each node without any. @param {Opened} opened */
export function csv({nodes, edges}) {
    const known = new Map(nodes.map(node => [node.id, node]));
    const joined = new Set(edges.flatMap(edge => [edge.from, edge.to]));
    const head = ["from", "from_name", "kind", "to", "to_name", "label", "share_min", "share_max", "since", "until",
        "records", "from_group", "to_group", "from_place", "to_place"];
    const rows = edges.map(edge => {
        const [from, to] = [known.get(edge.from), known.get(edge.to)];
        return [from.id, from.name, edge.kind, to.id, to.name, edge.label, edge.share?.min, edge.share?.max, edge.since,
            edge.until, records(edge), from.group, to.group, from.place, to.place];
    });
    for (const node of nodes) {
        if (!joined.has(node.id)) rows.push([node.id, node.name, "", "", "", "", "", "", node.since, node.until, "",
            node.group, "", node.place, ""]);
    }
    // The mark tells spreadsheets that the bytes are UTF-8.
    return `\ufeff${[head, ...rows].map(row => row.map(field).join(",")).join("\r\n")}\r\n`;
}
