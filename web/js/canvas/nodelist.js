// The nodes of the canvas as a list for the keyboard and for those who do not
// see the picture: a listbox after the ARIA pattern. Arrows move, Enter selects,
// space adds to the selection, E expands, other letters and digits go to a name.
// What waits behind a crowded node is an entry too, which Enter loads.

import {add, debounce, fill, h} from "../dom.js";
import {kindMark, kinds} from "../entity.js";
import {count} from "../format.js";
import {t} from "../i18n.js";
import {fullName, nameRows, restText} from "./elements.js";

const typeMilliseconds = 700;
const pageRows = 8;
/** A longer list waits until the picture stands. */
const promptMax = 300;
const order = ["group", ...kinds, "more"];

/** What waits, as an entry. */
const restEntry = canvas => rest => ({id: `more:${rest.key}`, kind: "more", rest: rest.key,
    name: `${fullName(canvas.node(rest.at) ?? {id: rest.at})}${t("list.colon")}${restText(rest)}`});

/** @returns {{element: HTMLElement, update: (seen: import("./visible.js").Seen, selected: string[]) => void}} */
export function nodeList(canvas) {
    const title = h("h3", {id: "node-list-title"});
    const box = h("div", {class: "node-list", id: "node-list", role: "listbox", tabindex: "0",
        "aria-labelledby": "node-list-title", "aria-multiselectable": "true", "aria-describedby": "node-list-help"});
    const list = {canvas, box, nodes: [], shown: "", active: 0, typed: "", typedAt: -Infinity};
    box.addEventListener("keydown", event => onKey(list, event));
    box.addEventListener("click", event => {
        const index = [...box.children].indexOf(event.target.closest("[role=option]"));
        if (index < 0) return;
        move(list, index);
        choose(list, event.shiftKey || event.ctrlKey || event.metaKey);
    });
    const element = h("div", {class: "side-block"}, title, box,
        h("p", {class: "sr-only", id: "node-list-help"}, t("canvas.listHelp")));
    const showLater = debounce((nodes, selected) => show(list, nodes, selected), 200);
    return {
        element,
        update({nodes: drawn, rests}, selected) {
            const nodes = [...drawn, ...rests.map(restEntry(canvas))];
            element.hidden = nodes.length === 0;
            showLater.cancel();
            title.textContent = t("canvas.list", {n: count(drawn.length)});
            // The picture comes first where the list is long.
            if (nodes.length > promptMax) showLater(nodes, selected);
            else show(list, nodes, selected);
        },
    };
}

const collator = new Intl.Collator("zh-CN", {numeric: true});

function show(list, nodes, selected) {
    const sorted = [...nodes].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)
        || collator.compare(fullName(a), fullName(b)));
    const shown = sorted.map(node => `${node.id} ${fullName(node)} ${node.members?.length ?? 1}`).join("\n");
    if (shown !== list.shown) {
        const at = list.nodes[list.active]?.id;
        Object.assign(list, {nodes: sorted, shown});
        fill(list.box, sorted.map((node, index) => add(h("div", {role: "option", id: `node-option-${index}`}),
            ["group", "more"].includes(node.kind) ? h("span", {class: "kind"}) : kindMark(node.kind),
            h("span", {}, fullName(node), node.members && h("span", {class: "hint"}, ` ${nameRows(node).at(-1)}`)))));
        const still = sorted.findIndex(node => node.id === at);
        // What went away, such as the last page of what waited, leaves the keyboard where it was.
        move(list, still < 0 ? list.active : still);
    }
    const chosen = new Set(selected);
    list.nodes.forEach((node, index) =>
        list.box.children[index].setAttribute("aria-selected", String(chosen.has(node.id))));
    const first = list.nodes.findIndex(node => chosen.has(node.id));
    // What was selected in the picture is where the keyboard goes on.
    if (first >= 0 && !chosen.has(list.nodes[list.active]?.id)) move(list, first);
}

function move(list, index) {
    list.box.children[list.active]?.classList.remove("is-active");
    list.active = Math.min(Math.max(index, 0), list.nodes.length - 1);
    const option = list.box.children[list.active];
    if (!option) return list.box.removeAttribute("aria-activedescendant");
    option.classList.add("is-active");
    list.box.setAttribute("aria-activedescendant", option.id);
    // Only the list itself scrolls.
    const {box} = list;
    if (option.offsetTop < box.scrollTop) box.scrollTop = option.offsetTop;
    else if (option.offsetTop + option.offsetHeight > box.scrollTop + box.clientHeight) {
        box.scrollTop = option.offsetTop + option.offsetHeight - box.clientHeight;
    }
}

/** Selects the node of the keyboard alone, or with the others. */
function choose({canvas, nodes, active}, isMore) {
    const {id, rest} = nodes[active] ?? {};
    if (!id) return;
    if (rest) return void canvas.loadMore(rest);
    const others = isMore ? canvas.selected.filter(one => one !== id) : [];
    const isOff = isMore && canvas.selected.includes(id);
    canvas.view.select(isOff ? others : [...others, id]);
    if (!isOff) canvas.view.reveal(id);
}

function onKey(list, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = {ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows, Home: -Infinity, End: Infinity};
    if (event.key in steps) move(list, list.active + steps[event.key]);
    else if (event.key === "Enter") choose(list, false);
    else if (event.key === " ") choose(list, true);
    else if (isExpansion(list, event)) return;
    else if (event.key.length === 1) type(list, event);
    else return;
    event.preventDefault();
}

/** E expands as it does elsewhere, unless a name is being typed: what is selected, or else what the keyboard is at. */
function isExpansion(list, event) {
    if (event.key.toLowerCase() !== "e" || event.timeStamp - list.typedAt < typeMilliseconds) return false;
    const {canvas} = list, at = list.nodes[list.active];
    // Where something is selected the key goes on to the canvas, which expands that.
    if (canvas.selectedNodes().length || !at) return true;
    event.preventDefault();
    choose(list, false);
    if (!at.rest) canvas.expand([at.id]);
    return true;
}

/** Goes to the next name that begins with what is typed, or else has it inside. */
function type(list, event) {
    const isOn = event.timeStamp - list.typedAt < typeMilliseconds;
    Object.assign(list, {typed: (isOn ? list.typed : "") + event.key.toLowerCase(), typedAt: event.timeStamp});
    const from = list.active + (isOn ? 0 : 1);
    const turned = [...list.nodes.keys()].map(index => (index + from) % list.nodes.length);
    const nameAt = index => fullName(list.nodes[index]).toLowerCase();
    const found = turned.find(index => nameAt(index).startsWith(list.typed))
        ?? turned.find(index => nameAt(index).includes(list.typed));
    if (found !== undefined) move(list, found);
}
