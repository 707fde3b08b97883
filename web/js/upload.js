// Upload of a delivery: the file goes as it is, the server tells how far it is,
// and in the end what was taken and what was refused.

import {address, forget, get, Problem} from "./api.js";
import {stale, themeTitle, whole} from "./catalogue.js";
import {fill, h} from "./dom.js";
import {faultNote, reasonText, unreadOf} from "./faults.js";
import {choice} from "./filters.js";
import {bytes, count, seconds} from "./format.js";
import {t, word} from "./i18n.js";
import {failure, section} from "./states.js";

/** @param {() => void} onDone the data have changed */
export function uploadCard(onDone) {
    const progress = h("div", {id: "upload-progress", "aria-live": "polite"});
    const theme = choice([["", t("upload.themeByName")]], "", null, {name: "theme"});
    whole().then(({themes}) => theme.append(...themes.map(one => h("option", {value: one.id}, themeTitle(one.id)))))
        .catch(() => null);
    const full = h("input", {type: "checkbox", name: "full"});
    const input = h("input", {type: "file", id: "upload", class: "sr-only", multiple: true,
        accept: ".csv,.tsv,.ndjson,.jsonl,.json,.gz,.zip", on: {change: () => sendAll([...input.files])}});
    const sendAll = async files => {
        for (const file of files) await send(file, {theme: theme.value, full: full.checked ? "true" : null}, progress);
        input.value = "";
        forget();
        stale();
        onDone();
    };
    const zone = h("label", {class: "drop-zone", on: {
        dragover: event => { event.preventDefault(); zone.classList.add("is-over"); },
        dragleave: () => zone.classList.remove("is-over"),
        drop: event => {
            event.preventDefault();
            zone.classList.remove("is-over");
            sendAll([...event.dataTransfer.files]);
        },
    }}, h("strong", {}, t("upload.drop")), h("span", {class: "hint"}, t("upload.formats")), input);
    return section(t("upload.title"), [zone, h("div", {class: "filters"},
        h("label", {class: "field"}, h("span", {}, t("data.theme")), theme),
        h("label", {class: "check", title: t("upload.full.why")}, full, t("upload.full"))), progress],
    {id: "upload-card"});
}

/** Sends a file and follows the import to its end. */
async function send(file, {theme, full}, progress) {
    const line = h("div", {class: "upload"});
    progress.prepend(line);
    try {
        const job = await transfer(file, {theme, full}, line);
        const state = await follow(job, line);
        fill(line, state.phase === "failed" ? failed(state) : report(file, state, await rejects(state)));
    } catch (error) {
        fill(line, h("p", {}, file.name), failure(error));
    }
}

/** By XMLHttpRequest: fetch tells nothing of how much has gone. */
function transfer(file, parameters, line) {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("POST", address("/v1/imports", {name: file.name, ...parameters}));
        request.upload.addEventListener("progress",
            event => show(line, file.name, t("phase.sending"), event.loaded, event.total));
        request.addEventListener("error", () => reject(new Problem({code: "client.unreachable"})));
        request.addEventListener("load", () => {
            let body = {};
            try { body = JSON.parse(request.responseText); } catch { /* The status says enough. */ }
            if (request.status < 300) resolve(body.job);
            else reject(new Problem({status: request.status, ...body}));
        });
        request.send(file);
    });
}

function follow(job, line) {
    return new Promise((resolve, reject) => {
        const events = new EventSource(job.links.events);
        const end = event => {
            events.close();
            resolve(JSON.parse(event.data));
        };
        events.addEventListener("progress", event => {
            const state = JSON.parse(event.data);
            show(line, state.file, word("phase", state.phase), state.bytesRead, state.bytesTotal ?? state.bytes, state);
        });
        events.addEventListener("done", end);
        events.addEventListener("failed", end);
        // The stream may break; the job's own address tells the rest.
        events.addEventListener("error", () => {
            events.close();
            poll(job).then(resolve, reject);
        });
    });
}

async function poll(job) {
    for (;;) {
        const {job: state, report: told} = await get(job.links.self, {}, {fresh: true});
        // A server that was started anew has forgotten the job; what it imported has its report.
        if (!state) return {...job, phase: "done", report: told, quarantined: told.total.quarantined};
        if (["done", "failed"].includes(state.phase)) return state;
        await new Promise(resolve => setTimeout(resolve, 500));
    }
}

function show(line, name, phase, done, total, state = null) {
    fill(line, h("div", {class: "spread"}, h("strong", {}, name),
        h("span", {class: "hint"}, phase, " · ", bytes(done ?? 0), total ? ` / ${bytes(total)}` : "",
        state ? ` · ${t("upload.soFar", {rows: count(state.rows), refused: count(state.quarantined)})}` : "")),
    h("progress", {max: total || 1, value: total ? done : null}));
}

const rejects = state => (state.quarantined > 0 ? get(state.links.rejects, {}, {fresh: true}) : null);

/** A file that could not be imported: why, in words where there are any. */
function failed(state) {
    return [h("div", {class: "spread"}, h("strong", {}, state.file),
        h("span", {class: "badge badge-bad"}, t("upload.nothing"))), faultNote(state.error.detail)];
}

function report(file, {report: told, quarantined}, files) {
    const {total, reasons, themes} = told;
    const verdict = total.read === 0 ? ["bad", "upload.nothing"] : quarantined ? ["warn", "upload.doneRefused"]
        : ["good", "upload.done"];
    const parts = ["inserted", "updated", "unchanged", "withdrawn", "quarantined"]
        .filter(name => total[name] > 0 || name === "inserted");
    return [
        h("div", {class: "spread"}, h("strong", {}, file.name),
            h("span", {class: `badge badge-${verdict[0]}`}, t(verdict[1]))),
        unreadOf(told).map(faultNote),
        total.read === 0 && unreadOf(told).length === 0 && h("p", {class: "notice"}, t("upload.noRows")),
        total.read > 0 && h("p", {}, Object.keys(themes).map(id => themeTitle(id)).join(t("list.comma")), " · ",
            t("upload.read", {n: count(total.read)}), " · ",
            parts.map(name => t(`upload.${name}`, {n: count(total[name])})).join(" · "), " · ",
            seconds(told.seconds)),
        quarantined > 0 && h("ul", {class: "notes"},
            Object.entries(reasons).map(([reason, n]) => h("li", {}, `${reasonText(reason)}: ${count(n)}`))),
        files && h("p", {}, files.items.map(one =>
            h("a", {href: one.path, download: `${one.name}.csv`, class: "button small"}, t("upload.returnFile")))),
    ];
}
