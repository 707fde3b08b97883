// Elements, made in one place. Data only ever becomes text: nothing here takes
// markup, so a name that looks like HTML stays a name.

/**
 * An element with attributes and children.
 *
 * @param {string} tag
 * @param {Object<string, *>} [attributes] `on` holds listeners, `style` an
 *   object of properties (set from script, which the content security policy
 *   allows), `dataset` an object; true sets an attribute without a value, and
 *   null, undefined and false leave it out.
 * @param {...(Node|string|number|null|undefined|Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) assign(element, name, value);
    return add(element, ...children);
}

/** An element of an SVG picture. @returns {SVGElement} */
export function svg(tag, attributes = {}, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== null && value !== undefined) element.setAttribute(name, String(value));
    }
    return add(element, ...children);
}

function assign(element, name, value) {
    if (value === null || value === undefined || value === false) return;
    if (name === "on") {
        for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
    } else if (name === "style") {
        for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, setting);
    } else if (name === "dataset") {
        Object.assign(element.dataset, value);
    } else if (name === "value" || name === "checked" || name === "selected") {
        element[name] = value;
    } else {
        element.setAttribute(name, value === true ? "" : String(value));
    }
}

/** Appends children, flattening lists and skipping what is absent. */
export function add(element, ...children) {
    for (const child of children.flat(Infinity)) {
        if (child === null || child === undefined || child === false || child === "") continue;
        element.append(child instanceof Node ? child : String(child));
    }
    return element;
}

/** Replaces all children. */
export function fill(element, ...children) {
    element.replaceChildren();
    return add(element, ...children);
}

/**
 * Replaces all children by ones drawn anew. Who was in one of them with the
 * keyboard is in its successor, known by its `id`, or at least in `element`.
 */
export function redraw(element, ...children) {
    const held = element.contains(document.activeElement) ? document.activeElement : null;
    fill(element, ...children);
    if (!held || held.isConnected) return;
    const next = held.id ? element.querySelector(`#${CSS.escape(held.id)}`) : null;
    if (next && !next.disabled) return next.focus({preventScroll: true});
    element.tabIndex = -1;
    element.focus({preventScroll: true});
}

/** Calls `work` once `milliseconds` have passed without another call, unless `cancel` is called. */
export function debounce(work, milliseconds) {
    let timer;
    const wait = (...values) => {
        clearTimeout(timer);
        timer = setTimeout(() => work(...values), milliseconds);
    };
    wait.cancel = () => clearTimeout(timer);
    return wait;
}

/** Gives the browser the text or bytes as a file. */
export function download(name, content, type = "text/plain;charset=utf-8") {
    const blob = content instanceof Blob ? content : new Blob([content], {type});
    const url = URL.createObjectURL(blob);
    const link = h("a", {href: url, download: name});
    document.body.append(link);
    link.click();
    link.remove();
    // The download has begun by then; the browser keeps the blob alive for it.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Works once an element has a size: what draws into it needs one. Not any more once `signal` aborts. */
export function whenSized(place, work, signal) {
    const observer = new ResizeObserver(() => {
        if (place.clientWidth === 0) return;
        observer.disconnect();
        work();
    });
    if (signal.aborted) return;
    signal.addEventListener("abort", () => observer.disconnect(), {once: true});
    observer.observe(place);
}
