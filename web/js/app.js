// The application: header, pages and panel.

import {h} from "./dom.js";
import {lang, setLanguage} from "./i18n.js";
import {followRecord, recordPanel} from "./record.js";
import {onChange, route, start} from "./router.js";
import {applyTheme} from "./settings.js";
import {header, listenToKeys} from "./shell.js";

applyTheme();
setLanguage(lang());

route("/", () => import("./home.js"));
route("/search", () => import("./results.js"));
route("/companies/:id", () => import("./company.js"));
route("/companies/:id/dossier", () => import("./dossier.js"));
route("/persons/:id", () => import("./person.js"));
route("/premises/:id", () => import("./premises.js"));
route("/permits/:id", () => import("./permit.js"));
route("/contacts/:id", () => import("./contact.js"));
route("/graph", () => import("./canvas/page.js"));
route("/board", () => import("./board.js"));
route("/control", () => import("./control.js"));
route("/records", () => import("./facts.js"));
route("/data", () => import("./data.js"));

const frame = h("div", {id: "frame"});
document.body.append(header(), frame, recordPanel());
listenToKeys();
onChange(followRecord);
start(frame);
