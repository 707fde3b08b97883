// What this browser remembers: language, theme, recent entities and searches. A browser that
// forbids storage only forgets.

const prefix = "panorama.";

export function remembered(name, otherwise) {
    try {
        const text = localStorage.getItem(prefix + name);
        return text === null ? otherwise : JSON.parse(text);
    } catch {
        return otherwise;
    }
}

export function remember(name, value) {
    try {
        localStorage.setItem(prefix + name, JSON.stringify(value));
    } catch {
        // Private windows may refuse; nothing depends on it.
    }
}

const recentMax = 12;

/** The entities that were looked at last. @returns {Array<{id: string, kind: string, name: string}>} */
export const recent = () => remembered("recent", []);

/** Puts an entity in front of the recent ones. */
export function looked({id, kind, name}) {
    remember("recent", [{id, kind, name}, ...recent().filter(one => one.id !== id)].slice(0, recentMax));
}

const searchesMax = 8;

/** The texts that were searched for last. @returns {string[]} */
export const searches = () => remembered("searches", []);

/** Puts a text in front of the recent searches. */
export function searched(text) {
    if (text) remember("searches", [text, ...searches().filter(one => one !== text)].slice(0, searchesMax));
}

export const forgetSearches = () => remember("searches", []);

/** "auto", "light" or "dark". */
export const theme = () => remembered("theme", "auto");

export function setTheme(name) {
    remember("theme", name);
    applyTheme();
}

/** Sets the theme on the document; its parts hear of it by the event `themechange`. */
export function applyTheme() {
    const dark = theme() === "dark" || (theme() === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.dispatchEvent(new Event("themechange"));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
