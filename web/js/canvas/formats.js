// What is seen on the canvas as DOT, GraphML, GEXF, CSV and SVG. The server
// writes these for a neighbourhood; what somebody has put together by hand is
// known here alone.

import {bundled, edgeLabel, edgeLook, nodeLooks, wrapped} from "./style.js";

/** @typedef {{nodes: Array, edges: Array}} Seen */

const xmlSigns = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};
/** Text of XML: control characters cannot stand in it at all. */
const xml = text => String(text ?? "").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"']/g,
    sign => xmlSigns[sign]);
const quoted = text => `"${String(text ?? "").replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\r?\n/g, "\\n")}"`;

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
    until: node.until ?? ""});

/** @param {Seen} seen */
export function dot({nodes, edges}) {
    const shapes = {company: "box", person: "ellipse", premises: "hexagon", permit: "note", contact: "diamond",
        group: "octagon"};
    const lines = nodes.map(node => `  ${quoted(node.id)} [label=${quoted(node.name)}, shape=${shapes[node.kind] ?? "box"}, kind=${quoted(node.kind)}];`);
    for (const edge of edges) {
        lines.push(`  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(edgeLabel(edge))}, kind=${quoted(edge.kind)}, records=${quoted(records(edge))}];`);
    }
    return `digraph panorama {\n  rankdir=TB;\n  node [fontname="Noto Sans CJK SC"];\n${lines.join("\n")}\n}\n`;
}

/** @param {Seen} seen */
export function graphml({nodes, edges}) {
    const keys = [...["kind", "name", "status", "since", "until"].map(name => ["node", name]),
        ...["kind", "label", "since", "until", "shareMin", "shareMax", "records"].map(name => ["edge", name])];
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

/** @param {Seen} seen */
export function gexf({nodes, edges}, at) {
    const attributes = (owner, names) => `<attributes class="${owner}">${names.map((name, index) =>
        `<attribute id="${index}" title="${name}" type="string"/>`).join("")}</attributes>`;
    const values = columns => `<attvalues>${Object.values(columns).map((value, index) => (value === "" ? ""
        : `<attvalue for="${index}" value="${xml(value)}"/>`)).join("")}</attvalues>`;
    const place = id => (at.has(id) ? `<viz:position x="${at.get(id).x.toFixed(1)}" y="${(-at.get(id).y).toFixed(1)}"/>` : "");
    return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph defaultedgetype="directed">
${attributes("node", ["kind", "name", "status", "since", "until"])}
${attributes("edge", ["kind", "label", "since", "until", "shareMin", "shareMax", "records"])}
<nodes>
${nodes.map(node => `<node id="${xml(node.id)}" label="${xml(node.name)}">${values(nodeColumns(node))}${place(node.id)}</node>`).join("\n")}
</nodes>
<edges>
${edges.map(edge => `<edge id="${xml(edge.id)}" source="${xml(edge.from)}" target="${xml(edge.to)}" label="${xml(edgeLabel(edge))}">${values(edgeColumns(edge))}</edge>`).join("\n")}
</edges>
</graph>
</gexf>
`;
}

/** A row for each relation, and one for each node without any. @param {Seen} seen */
export function csv({nodes, edges}) {
    const names = new Map(nodes.map(node => [node.id, node.name]));
    const joined = new Set(edges.flatMap(edge => [edge.from, edge.to]));
    const head = ["from", "from_name", "kind", "to", "to_name", "label", "share_min", "share_max", "since", "until",
        "records"];
    const rows = edges.map(edge => [edge.from, names.get(edge.from), edge.kind, edge.to, names.get(edge.to), edge.label,
        edge.share?.min, edge.share?.max, edge.since, edge.until, records(edge)]);
    for (const node of nodes) if (!joined.has(node.id)) rows.push([node.id, node.name, "", "", "", "", "", "",
        node.since, node.until, ""]);
    // The mark tells spreadsheets that the bytes are UTF-8.
    return `\ufeff${[head, ...rows].map(row => row.map(field).join(",")).join("\r\n")}\r\n`;
}

/** The picture as it stands. @param {Seen} seen @param {Map<string, {x: number, y: number}>} at */
export function svgPicture({nodes, edges}, at, title) {
    const placed = nodes.filter(node => at.has(node.id));
    const xs = placed.map(node => at.get(node.id).x), ys = placed.map(node => at.get(node.id).y);
    const [left, top] = [least(xs) - 90, least(ys) - 60];
    const [width, height] = [-least(xs.map(x => -x)) + 90 - left, -least(ys.map(y => -y)) + 60 - top];
    const paper = document.documentElement.dataset.theme === "dark" ? "#12161b" : "#ffffff";
    const ink = paper === "#ffffff" ? "#1c2530" : "#e6e9ee";
    const known = new Map(placed.map(node => [node.id, node]));
    return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${Math.round(width)}" height="${Math.round(height)}" font-family="Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif">
<title>${xml(title)}</title>
<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${paper}"/>
${bundled(edges).filter(edge => known.has(edge.from)
    && known.has(edge.to)).map(edge => line(edge, at, ink, paper)).join("\n")}
${placed.map(node => shape(node, at.get(node.id), ink)).join("\n")}
</svg>
`;
}

const least = values => values.reduce((low, value) => Math.min(low, value), Infinity);

function line(edge, at, ink, paper) {
    const [colour, style] = edgeLook(edge.kind);
    const a = at.get(edge.from), b = at.get(edge.to);
    const dash = style === "solid" ? "" : ` stroke-dasharray="${style === "dashed" ? "6 4" : "2 3"}"`;
    const label = edge.text ?? edgeLabel(edge);
    const x = (a.x + b.x) / 2, y = (a.y + b.y) / 2;
    return `<g><title>${xml(label)}</title><line x1="${a.x.toFixed(1)}" y1="${a.y.toFixed(1)}" x2="${b.x.toFixed(1)}" y2="${b.y.toFixed(1)}" stroke="${colour}" stroke-width="${edge.share ? (1 + 3 * edge.share.max).toFixed(1) : 1.4}"${dash}/>`
        + label.split("\n").map((row, index) =>
            `<text x="${x.toFixed(1)}" y="${(y + index * 11).toFixed(1)}" font-size="9" text-anchor="middle" fill="${ink}" stroke="${paper}" stroke-width="3" paint-order="stroke">${xml(row)}</text>`).join("") + "</g>";
}

function shape(node, {x, y}, ink) {
    const [fill, stroke] = nodeLooks()[node.kind] ?? nodeLooks().contact;
    const rows = wrapped(node.name).split("\n");
    const isBox = ["company", "group"].includes(node.kind);
    const width = Math.max(56, ...rows.map(row => row.length * 11 + 14)), height = rows.length > 1 ? 38 : 26;
    const body = isBox
        ? `<rect x="${(x - width / 2).toFixed(1)}" y="${(y - height / 2).toFixed(1)}" width="${width}" height="${height}" rx="5" fill="${fill}" stroke="${stroke}" stroke-width="1.5"/>`
        : `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="13" fill="${fill}" stroke="${stroke}" stroke-width="1.5"/>`;
    const first = isBox ? y + 4 - (rows.length - 1) * 7 : y + 27;
    return `<g><title>${xml(node.name)}</title>${body}${rows.map((row, index) =>
        `<text x="${x.toFixed(1)}" y="${(first + index * 14).toFixed(1)}" font-size="11" text-anchor="middle" fill="${ink}">${xml(row)}</text>`).join("")}</g>`;
}
