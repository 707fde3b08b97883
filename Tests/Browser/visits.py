"""What every journey stands on: a visit of the workbench in a real browser."""

import pathlib
import re
import time

PYRAMID_TOP = "91370212260008885D"  # see datasets/sample/README.md
PYRAMID_END = "91370212MA1000CY31"
PYRAMID_LAST = "91370212MA1000E16P"
SHELL = "91370212MA1000QF72"
INJECTED = "<script>alert(1)</script><img src=x onerror=alert(2)>"

PAGES = {
    "home": "/",
    "search": "/search?q=科技",
    "company": f"/companies/{PYRAMID_END}",
    "company-departments": f"/companies/{PYRAMID_END}?view=departments",
    "company-timeline": f"/companies/{PYRAMID_END}?view=timeline",
    "company-ownership": f"/companies/{PYRAMID_END}?view=ownership",
    "company-related": f"/companies/{PYRAMID_END}?view=related",
    "company-relations": f"/companies/{PYRAMID_END}?view=relations",
    "company-risk": f"/companies/{SHELL}?view=risk",
    "company-record": f"/companies/{PYRAMID_END}?record=3665,3666",
    "person": "/persons/person:347",
    "premises": "/premises/premises:1531",
    "permit": "/permits/permit:2003",
    "contact": "/contacts/contact:2314",
    "canvas": f"/graph?of=company:{PYRAMID_END}&owners=1",
    "canvas-ring": f"/graph?of=company:{SHELL}&ring=1",
    "board": "/board",
    "board-rings": "/board?view=rings",
    "board-check": "/board?view=check",
    "control": "/control",
    "control-groups": "/control?view=groups",
    "control-loops": "/control?view=loops",
    "data": "/data",
    "dossier": f"/companies/{PYRAMID_END}/dossier",
}

JOURNEYS = []


def journey(work):
    """Registers a journey; its docstring is its name."""
    JOURNEYS.append(work)
    return work


DRAWN = "document.readyState === 'complete' && !!document.querySelector('#frame main') && !document.querySelector('.skeleton, [aria-busy=true]')"


class Told:
    """What the console and the page tell, and what they may."""

    def __init__(self, page):
        self.errors = []
        self.allowed = []
        page.on("console", lambda message: self.take(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.take(f"page error: {error}"))
        page.on("dialog", lambda dialog: (self.take(f"dialog: {dialog.message}"), dialog.dismiss()))

    def take(self, text):
        if not any(word in text for word in self.allowed):
            self.errors.append(text)


class Visit:
    """A page with what journeys need around it."""

    def __init__(self, browser, base, language="zh", width=1280, height=900):
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True)
        self.page = self.context.new_page()
        self.told = Told(self.page)
        self.base = base
        if language != "zh":
            self.page.add_init_script(f"localStorage.setItem('panorama.language', '\"{language}\"')")

    def go(self, path):
        self.page.goto(self.base + path)
        self.settle()

    def settle(self):
        """Waits until the page is drawn: nothing of it is loading, twice in a row."""
        quiet = 0
        until = time.monotonic() + 15
        while quiet < 2:
            assert time.monotonic() < until, f"{self.page.url} goes on loading"
            quiet = quiet + 1 if self.page.evaluate(DRAWN) else 0
            time.sleep(0.05)

    def until(self, condition):
        """Waits for a condition; the policy forbids the eval of Playwright's own wait_for_function."""
        end = time.monotonic() + 15
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"this never came true: {condition}"
            time.sleep(0.05)

    def counts(self):
        """Nodes and edges that the canvas says it shows."""
        self.until("/\\d/.test(document.querySelector('.canvas-status')?.textContent ?? '')")
        text = self.page.inner_text(".canvas-status")
        return tuple(int(number) for number in re.findall(r"\d+", text)[:2])

    def cy(self, script):
        """What cytoscape holds, by its own handle."""
        return self.page.evaluate(f"(() => {{ const cy = document.querySelector('#canvas')._cyreg.cy; return {script}; }})()")

    def drawn(self):
        """What makes a view: nodes, edges, centres, what is pinned and where, groups."""
        return self.cy("""({
            nodes: cy.nodes().map(node => node.id()).sort(), edges: cy.edges().map(edge => edge.id()).sort(),
            centres: cy.$('node.centre').map(node => node.id()).sort(), groups: cy.$('node.kind-group').map(node => [node.id(), node.data('label')]),
            pinned: cy.$('node.pinned').map(node => [node.id(), Math.round(node.position('x')), Math.round(node.position('y'))]).sort()})""")

    def export(self, form):
        """The text of an export."""
        with self.page.expect_download() as download:
            self.page.select_option("#export", form)
        return pathlib.Path(download.value.path()).read_text(encoding="utf-8-sig")

    def of(self, page):
        """The same means for another page."""
        other = object.__new__(Visit)
        other.context, other.page, other.told, other.base = page.context, page, Told(page), self.base
        return other

    def alter(self, pattern, change):
        """Answers of the server to these addresses come changed: `change` works on their JSON."""
        def changed(route):
            answer = route.fetch()
            body = answer.json()
            change(body)
            route.fulfill(response=answer, json=body)

        self.page.route(pattern, changed)

    def select(self, identifier):
        """Brings a node into the selection through the list beside the canvas, as the keyboard does."""
        self.page.evaluate("""id => {
            const url = new URL(location.href), parts = new URLSearchParams(url.hash.slice(1));
            parts.set('sel', id);
            location.hash = parts.toString();
        }""", identifier)
        self.page.reload()
        self.settle()


NOTES = []


def note(text):
    NOTES.append(text)


def large_graph(node_count, edge_count, name="主体"):
    """A made-up graph with hubs: the same on every run."""
    state = 7

    def draw(limit):
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return state % limit

    kinds = ["company", "person", "premises", "contact"]
    nodes = [{"id": f"{kinds[n % 4]}:{n}", "kind": kinds[n % 4], "name": f"{name}{n}", "status": None, "since": None, "until": None, "hops": 1}
             for n in range(node_count)]
    edges, seen = [], set()
    for number in range(edge_count):
        a = draw(number + 1) if number < node_count - 1 else draw(node_count)
        b = number + 1 if number < node_count - 1 else draw(node_count)
        while a == b or (a, b) in seen:
            a, b = draw(node_count), draw(node_count)
        seen.add((a, b))
        edges.append({"id": f"edge:{number}", "kind": ["shareholder", "officer", "registered_at", "contact"][number % 4], "title": "股东",
                      "from": nodes[a]["id"], "to": nodes[b]["id"], "label": None, "since": "2020-01-01", "until": None, "inForce": True, "sources": []})
    return {"epoch": 1, "asOf": "2026-01-01", "nodes": nodes, "edges": edges, "omitted": [], "next": [],
            "explored": {"nodes": node_count, "entries": edge_count}, "returned": {"nodes": node_count, "edges": edge_count}}
