// How nodes and edges look, for the canvas and the small charts, in the colours
// of the theme. Kinds differ in shape as well, for those who see no colours.

const isDark = () => document.documentElement.dataset.theme === "dark";

/** Fill, line and shape of the kinds of node: light, then dark. */
const nodeLooks = {
    company: [["#e3effa", "#1b62a5"], ["#1d3a57", "#7db4e6"], "round-rectangle"],
    person: [["#fdeadb", "#b75510"], ["#4a2d17", "#f0a56b"], "ellipse"],
    premises: [["#dff3ea", "#1d7a56"], ["#1c4034", "#72c8a5"], "hexagon"],
    permit: [["#efe6f8", "#7144a4"], ["#3d2b52", "#bd9be0"], "tag"],
    contact: [["#eceef1", "#5f6b7a"], ["#3a3d42", "#aab2bd"], "diamond"],
    more: [["#f4f5f7", "#7d8794"], ["#2a2f36", "#8b95a1"], "round-rectangle"],
    group: [["#fbf3d0", "#9a7d0a"], ["#4d4420", "#e0c45c"], "round-octagon"],
};

/** Colour in the light and the dark, and line, of the kinds of edge. */
const edgeLooks = {
    shareholder: ["#1b62a5", "#7db4e6", "solid"], legal_representative: ["#b75510", "#f0a56b", "solid"],
    officer: ["#c98b2b", "#d9b36a", "solid"], kinship: ["#b03a6f", "#e58bb3", "dashed"],
    concerted_action: ["#a3324a", "#ef8d9d", "dashed"], control_agreement: ["#a3324a", "#ef8d9d", "solid"],
    registered_at: ["#1d7a56", "#72c8a5", "solid"], operates_at: ["#1d7a56", "#72c8a5", "dashed"],
    hosts: ["#5d8f3a", "#a4cf84", "dotted"], holds_permit: ["#7144a4", "#bd9be0", "solid"],
    branch_of: ["#1b62a5", "#7db4e6", "dotted"], contact: ["#5f6b7a", "#aab2bd", "dotted"],
};
const otherEdge = ["#77808c", "#99a3af", "dashed"];

/** Fill, line and shape of a kind of node. */
export function nodeLook(kind) {
    const [light, dark, shape] = nodeLooks[kind] ?? nodeLooks.contact;
    return [...(isDark() ? dark : light), shape];
}

/** Colour and line of a kind of edge, whatever theme declared it. */
export function edgeLook(kind) {
    const [light, dark, style] = edgeLooks[kind] ?? otherEdge;
    return [isDark() ? dark : light, style];
}

/** Text, paper and what is marked, in the colours of the theme. */
export const inks = () => (isDark() ? {text: "#e6e9ee", paper: "#161b21", accent: "#ffd166"}
    : {text: "#1c2530", paper: "#ffffff", accent: "#d1006c"});

export const fontFamily = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";

/**
 * The style sheet of cytoscape. Nodes of the class `far` are small, and those
 * `named` among them have their names beside them.
 *
 * @param {{isLarge?: boolean}} options in large pictures edges are straight and
 *   looks hang on classes: what is worked out for each element costs
 */
export function styleSheet({isLarge = false} = {}) {
    const {text, paper, accent} = inks();
    const lettering = {color: text, "font-size": 11, "text-wrap": "wrap", "text-halign": "center",
        "font-family": fontFamily};
    // A halo keeps what lies beneath a name from being taken for a part of it.
    const beside = {"text-outline-color": paper, "text-outline-width": 2.5, "text-valign": "bottom",
        "text-margin-y": 4};
    return [
        ...(isLarge ? largeStyles({...lettering, ...beside}) : smallStyles(lettering, text, paper)),
        {selector: "node.beside", style: beside},
        {selector: "node.centre", style: {"border-width": 3.5, "font-weight": "bold"}},
        {selector: "node.off", style: {"border-style": "dashed", "background-opacity": 0.45}},
        {selector: "node.pinned", style: {"border-style": "double", "border-width": 4}},
        {selector: "node.more", style: {"border-style": "dashed"}},
        {selector: "node.far", style: {width: 34, height: 34, label: "", ...beside}},
        {selector: "node.far.kind-premises", style: {shape: "hexagon"}},
        {selector: "node.far.hub", style: {shape: "polygon", "text-outline-width": 0, "z-index": 10}},
        {selector: "edge.far[label]", style: {label: ""}},
        {selector: "node.named, node.hover, edge.named, edge.far.hover", style: {label: "data(label)"}},
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

function largeStyles(lettering) {
    const nodes = Object.keys(nodeLooks).map(kind => {
        const [fill, line, shape] = nodeLook(kind);
        return {selector: `node.kind-${kind}`, style: {"background-color": fill, "border-color": line, shape}};
    });
    const edges = Object.keys(edgeLooks).map(kind =>
        ({selector: `edge.kind-${kind}`, style: {"line-color": edgeLook(kind)[0]}}));
    return [
        {selector: "node", style: {...lettering, width: 34, height: 34, "border-width": 4}},
        ...nodes,
        {selector: "edge", style: {"line-color": edgeLook("")[0], width: 2.5, "curve-style": "haystack",
            "haystack-radius": 0, opacity: 0.4}},
        ...edges,
    ];
}
