// Around an exported picture: its title above, below the legend of what is seen
// and when it was made.

import {textWidth} from "./elements.js";
import {xml} from "./formats.js";
import {body, n, written} from "./shapes.js";
import {dashes, edgeLook} from "./style.js";

/** Pixels above and below the picture, and beside it. */
const headHeight = 52, rowHeight = 20, footHeight = 30, side = 20;
const titleFont = 17, dayFont = 12;
/** A narrow picture is made so wide at least, for its title. */
const leastWidth = 520;
/** Of a legend's entry: its sign, and the room after its text. */
const signWidth = 34, gap = 18;

/**
 * The frame around a picture that has room for its caption, and this as SVG.
 *
 * @param {import("./caption.js").Caption} caption
 * @param {{left: number, top: number, width: number, height: number}} drawn
 * @param {string} ink
 */
export function framed(caption, drawn, ink) {
    const titleWidth = Math.max(textWidth(caption.title) * titleFont, textWidth(caption.day) * dayFont) / 11 + 2 * side;
    const width = Math.max(drawn.width, leastWidth, titleWidth);
    const left = drawn.left - (width - drawn.width) / 2, top = drawn.top - headHeight;
    const text = (x, y, words, look) => `<text ${written({x: n(x), y: n(y), fill: ink, ...look})}>${xml(words)}</text>`;
    const signs = [...caption.nodes.map(one => ({...one, sign: nodeSign})),
        ...caption.edges.map(one => ({...one, sign: edgeSign})),
        ...caption.dashes.map(one => ({...one, sign: (kind, at) => dashSign(kind, at, ink)}))];
    const rows = flowed(signs, width - 2 * side);
    const legendTop = drawn.top + drawn.height + rowHeight / 2;
    const legend = rows.flatMap((row, index) => row.map(({x, kind, sign, text: words}) => {
        const at = {x: left + side + x, y: legendTop + index * rowHeight};
        return sign(kind, {x: at.x + 13, y: at.y}) + text(at.x + signWidth, at.y + 4, words, {"font-size": 11});
    }));
    const height = headHeight + drawn.height + rows.length * rowHeight + footHeight;
    const parts = [
        text(left + side, top + 26, caption.title, {"font-size": titleFont, "font-weight": "bold"}),
        text(left + side, top + 45, caption.day, {"font-size": dayFont}),
        `<g class="legend">${legend.join("")}</g>`,
        text(left + side, top + height - 12, caption.foot, {"font-size": 10, opacity: 0.75}),
    ];
    return {text: parts.join("\n"), frame: {left, top, width, height}};
}

const nodeSign = (kind, at) => body(kind, at, kind === "person" || kind === "contact" ? [13, 13] : [24, 13], {});

function edgeSign(kind, {x, y}) {
    const [stroke, style] = edgeLook(kind);
    return `<path ${written({d: `M${n(x - 13)} ${n(y)}h26`, stroke, "stroke-width": 2.5, fill: "none",
        "stroke-dasharray": dashes[style]})}/>`;
}

function dashSign(kind, {x, y}, stroke) {
    const look = written({stroke, fill: "none", "stroke-width": 1.5, "stroke-dasharray": "4 3", opacity: 0.6});
    return kind === "over" ? `<rect ${written({x: n(x - 12), y: n(y - 6), width: 24, height: 12, rx: 3})} ${look}/>`
        : `<path d="M${n(x - 13)} ${n(y)}h26" ${look}/>`;
}

/** Entries beside each other in rows no wider than this, each with its place. */
function flowed(entries, width) {
    const rows = [];
    let x = Infinity;
    for (const entry of entries) {
        const own = signWidth + textWidth(entry.text) + gap;
        if (x + own > width) {
            rows.push([]);
            x = 0;
        }
        rows.at(-1).push({...entry, x});
        x += own;
    }
    return rows;
}
