// How nodes and edges look, for the canvas and the small charts, in the colours
// of the theme. Kinds differ in shape as well, for those who see no colours.

const isDark = () => document.documentElement.dataset.theme === "dark";

/** The shapes of the kinds of node. */
const nodeShapes = {company: "round-rectangle", person: "ellipse", premises: "hexagon", permit: "tag",
    contact: "diamond", more: "round-rectangle", group: "round-octagon"};

/** Colours by their names in base.css, and lines, of the kinds of edge; many have the colour of what they lead to. */
const edgeLooks = {
    shareholder: ["kind-company", "solid"], legal_representative: ["kind-person", "solid"],
    officer: ["edge-officer", "solid"], kinship: ["edge-kinship", "dashed"],
    concerted_action: ["edge-concert", "dashed"], control_agreement: ["edge-concert", "solid"],
    registered_at: ["kind-premises", "solid"], operates_at: ["kind-premises", "dashed"],
    hosts: ["edge-hosts", "dotted"], holds_permit: ["kind-permit", "solid"],
    branch_of: ["kind-company", "dotted"], contact: ["kind-contact", "dotted"],
};
const otherEdge = ["edge-other", "dashed"];

/** How lines are broken, as SVG has it. */
export const dashes = {solid: null, dashed: "6 4", dotted: "2 3"};

/** From row to row of a name beside its node: less, and the halo of one row would cover the one above. */
export const lineHeight = 1.3;

/** Width and height of a node from afar. */
export const farSize = 34;

/** Colours of base.css that were read, in the theme that they were read in: asking the browser costs. */
const read = {theme: null, colours: new Map()};

/** A colour of base.css in the theme of the page. */
function colour(name) {
    const {theme} = document.documentElement.dataset;
    if (read.theme !== theme) Object.assign(read, {theme, colours: new Map()});
    if (!read.colours.has(name)) {
        read.colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
    }
    return read.colours.get(name);
}

/** Fill, line and shape of a kind of node. */
export function nodeLook(kind) {
    const known = Object.hasOwn(nodeShapes, kind) ? kind : "contact";
    return [colour(`kind-${known}-fill`), colour(`kind-${known}`), nodeShapes[known]];
}

/** Colour and line of a kind of edge, whatever theme declared it. */
export function edgeLook(kind) {
    const [name, style] = edgeLooks[kind] ?? otherEdge;
    return [colour(name), style];
}

/** Text, paper and what is marked, in the colours of the theme. */
export const inks = () => (isDark() ? {text: "#e6e9ee", paper: "#161b21", accent: "#ffd166"}
    : {text: "#1c2530", paper: "#ffffff", accent: "#d1006c"});

export const fontFamily = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";

/**
 * The style sheet of cytoscape. Nodes of the class `far` are small, and those
 * `named` among them have their names beside them.
 *
 * @param {{isLarge?: boolean}} options in large pictures edges are straight,
 *   looks hang on classes, and there are no rules for what these never have:
 *   each rule is held against each element
 */
export function styleSheet({isLarge = false} = {}) {
    const {text, paper, accent} = inks();
    const lettering = {color: text, "font-size": 11, "text-wrap": "wrap", "text-halign": "center",
        "font-family": fontFamily};
    // A halo keeps what lies beneath a name from being taken for a part of it.
    const beside = {"text-outline-color": paper, "text-outline-width": 2, "line-height": lineHeight,
        "text-valign": "bottom", "text-margin-y": 4};
    return [
        ...(isLarge ? largeStyles({...lettering, ...beside})
            : [...smallStyles(lettering, text, paper), {selector: "node.beside", style: beside}]),
        {selector: "node.centre", style: {"border-width": 3.5, "font-weight": "bold"}},
        {selector: "node.off", style: {"border-style": "dashed", "background-opacity": 0.45}},
        {selector: "node.pinned", style: {"border-style": "double", "border-width": 4}},
        {selector: "node.more", style: {"border-style": "dashed"}},
        ...(isLarge ? [] : farStyles(beside)),
        {selector: "node.named, node.hover", style: {label: "data(label)"}},
        {selector: "edge.ended", style: {opacity: 0.4, "line-style": "dashed"}},
        {selector: "node.path", style: {"border-color": accent, "border-width": 4, "z-index": 20}},
        {selector: "edge.path", style: {"line-color": accent, "target-arrow-color": accent, width: 4, opacity: 1,
            "z-index": 20}},
        {selector: ".faded", style: {opacity: 0.15}},
        {selector: "node.hover, edge.hover, node:selected", style: {"z-index": 30}},
        {selector: "node:selected", style: {"border-color": accent, "border-width": 4, "overlay-color": accent,
            "overlay-opacity": 0.12}},
        {selector: "edge:selected", style: {width: 4, "line-color": accent, "target-arrow-color": accent, opacity: 1}},
    ];
}

/** A hexagon as long as the name inside of it. */
const longHexagon = "-1 0 -0.88 -1 0.88 -1 1 0 0.88 1 -0.88 1";

const smallStyles = (lettering, text, paper) => [
    {selector: "node", style: {...lettering, "background-color": "data(fill)", "border-color": "data(line)",
        "border-width": 1.5, shape: "data(shape)", width: "data(width)", height: "data(height)", label: "data(label)",
        "text-valign": "center"}},
    {selector: "node.kind-premises", style: {shape: "polygon", "shape-polygon-points": longHexagon}},
    {selector: "edge", style: {"line-color": "data(line)", "line-style": "data(style)", width: "data(weight)",
        "target-arrow-color": "data(line)", "target-arrow-shape": "triangle", "arrow-scale": 0.8,
        "curve-style": "bezier", opacity: 0.85}},
    {selector: "edge.more", style: {"target-arrow-shape": "none"}},
    {selector: "edge[label]", style: {label: "data(label)", "font-size": 10, "font-family": fontFamily, color: text,
        "text-wrap": "wrap", "text-background-color": paper, "text-background-opacity": 1, "text-background-padding": 2,
        "text-background-shape": "roundrectangle", "text-rotation": "none"}},
];

const farStyles = beside => [
    {selector: "node.far", style: {width: farSize, height: farSize, label: "", ...beside}},
    {selector: "node.far.kind-premises", style: {shape: "hexagon"}},
    {selector: "node.far.hub", style: {shape: "polygon", "text-outline-width": 0, "z-index": 10}},
    {selector: "edge.far[label]", style: {label: ""}},
    {selector: "edge.named, edge.far.hover", style: {label: "data(label)"}},
];

function largeStyles(lettering) {
    const nodes = Object.keys(nodeShapes).map(kind => {
        const [fill, line, shape] = nodeLook(kind);
        return {selector: `node.kind-${kind}`, style: {"background-color": fill, "border-color": line, shape}};
    });
    const edges = Object.keys(edgeLooks).map(kind =>
        ({selector: `edge.kind-${kind}`, style: {"line-color": edgeLook(kind)[0]}}));
    return [
        {selector: "node", style: {...lettering, width: farSize, height: farSize, "border-width": 4}},
        ...nodes,
        {selector: "edge", style: {"line-color": edgeLook("")[0], width: 2.5, "curve-style": "haystack",
            "haystack-radius": 0, opacity: 0.4}},
        ...edges,
    ];
}
