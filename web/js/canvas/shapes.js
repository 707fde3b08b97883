// Shapes of nodes and texts as SVG writes them.

import {isBox} from "./elements.js";
import {nodeLook} from "./style.js";

/** A number of pixels. */
export const n = value => value.toFixed(1);

/** Attributes as SVG has them; those that are null are left out. */
export const written = attributes => Object.entries(attributes).filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}="${value}"`).join(" ");

/** Corners of shapes, of which the middle is 0 and the ends are 1. */
const corners = {
    hexagon: [[-1, 0], [-0.88, -1], [0.88, -1], [1, 0], [0.88, 1], [-0.88, 1]],
    diamond: [[-1, 0], [0, -1], [1, 0], [0, 1]], tag: [[-1, -1], [0.4, -1], [1, 0], [0.4, 1], [-1, 1]],
};

/** The body of a node of some kind around its middle. */
export function body(kind, {x, y}, [width, height], look) {
    const [fill, stroke, form] = nodeLook(kind);
    const points = corners[form]?.map(([cx, cy]) => `${n(x + cx * width / 2)},${n(y + cy * height / 2)}`).join(" ");
    const [tag, place] = points ? ["polygon", {points}] : isBox({kind})
        ? ["rect", {x: n(x - width / 2), y: n(y - height / 2), width: n(width), height: n(height), rx: 5}]
        : ["circle", {cx: n(x), cy: n(y), r: n(width / 2)}];
    return `<${tag} ${written({...place, fill, stroke, "stroke-width": 1.5, ...look})}/>`;
}
