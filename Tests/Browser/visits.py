"""What every journey stands on: a visit of the workbench in a real browser."""

import contextlib
import json
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
    "records": "/records",
    "records-theme": "/records?theme=penalty",
    "data": "/data",
    "dossier": f"/companies/{PYRAMID_END}/dossier",
}

JOURNEYS = []


def journey(work):
    """Registers a journey; its docstring is its name."""
    JOURNEYS.append(work)
    return work


# Nothing of the page is loading, and its pictures are drawn: those that have no room are not.
DRAWN = """(() => {
    const all = selector => [...document.querySelectorAll(selector)];
    return document.readyState === 'complete' && all('#frame main').length > 0
        && all('.skeleton, [aria-busy=true]').length === 0
        && all('.chart, .small-graph').every(one => one.clientWidth === 0 || one.querySelector('canvas'))
        && all('.canvas-frame').every(one => one.querySelector('.canvas-status').textContent
            || one.querySelector('.canvas-message').hasChildNodes())
        && [...document.images].every(one => one.complete);
})()"""
# What is drawn stands on the screen.
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Frames have come evenly for a while: no work is left that would keep them waiting.
REST = """() => new Promise(done => {
    let last = performance.now(), even = 0;
    const next = now => {
        even = now - last < 50 ? even + 1 : 0;
        last = now;
        if (even < 25) requestAnimationFrame(next);
        else done();
    };
    requestAnimationFrame(next);
})"""
# Seconds that a condition may take on a machine that has other work.
PATIENCE = 30
CANVAS = "document.querySelector('#canvas')._cyreg.cy"
NEIGHBOURHOOD = "**/v1/graph/neighbourhood*"
BUSY = {"type": "about:blank", "title": "Busy", "status": 503, "code": "server.busy", "detail": "the queue is full",
        "requestId": "r1"}


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

    def __init__(self, page, base):
        self.context, self.page, self.base = page.context, page, base
        self.told = Told(page)

    @classmethod
    def open(cls, browser, base, language="zh", width=1280, height=900):
        """A visit in a window of its own, without anything that an earlier one left."""
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True)
        visit = cls(context.new_page(), base)
        if language != "zh":
            visit.page.add_init_script(f"localStorage.setItem('panorama.language', '\"{language}\"')")
        return visit

    def go(self, path):
        self.page.goto(self.base + path)
        self.settle()

    def canvas(self, path):
        """Goes to a canvas, and waits until it says what it shows: nodes and edges."""
        self.go(path)
        return self.counts()

    def settle(self):
        """Waits until the page is drawn, twice in a row."""
        self.poll(DRAWN, lambda: f"{self.page.url} goes on loading", times=2)

    def until(self, condition):
        """Waits for a condition; the policy forbids the eval of Playwright's own wait_for_function."""
        self.poll(condition, lambda: f"this never came true: {condition}")

    def poll(self, condition, problem, times=1):
        """Asks the page until a condition held so many times in a row."""
        end, held = time.monotonic() + PATIENCE, 0
        while True:
            held = held + 1 if self.page.evaluate(condition) else 0
            if held == times:
                return
            assert time.monotonic() < end, problem()
            self.page.wait_for_timeout(50)

    def frame(self):
        """Waits until what is drawn stands on the screen."""
        self.page.evaluate(FRAME)

    def rest(self):
        """Waits until the page has nothing to do any more."""
        self.page.evaluate(REST)

    def counts(self):
        """Nodes and edges that the canvas says it shows."""
        self.until("/\\d/.test(document.querySelector('.canvas-status')?.textContent ?? '')")
        text = self.page.inner_text(".canvas-status")
        return tuple(int(number) for number in re.findall(r"\d+", text)[:2])

    def cy(self, script):
        """What cytoscape holds, by its own handle."""
        return self.page.evaluate(f"(() => {{ const cy = {CANVAS}; return {script}; }})()")

    def until_cy(self, condition):
        """Waits until something holds of what cytoscape holds."""
        self.until(f"(() => {{ const cy = {CANVAS}; return {condition}; }})()")

    def drawn(self):
        """What makes a view: nodes, edges, centres, what is pinned and where, groups."""
        return self.cy("""({
            nodes: cy.nodes().map(node => node.id()).sort(), edges: cy.edges().map(edge => edge.id()).sort(),
            centres: cy.$('node.centre').map(node => node.id()).sort(),
            groups: cy.$('node.kind-group').map(node => [node.id(), node.data('label')]),
            pinned: cy.$('node.pinned').map(node => [node.id(), Math.round(node.position('x')),
                Math.round(node.position('y'))]).sort()})""")

    def download(self, act):
        """The file that an act gives."""
        with self.page.expect_download() as download:
            act()
        return pathlib.Path(download.value.path())

    def export(self, form):
        """The text of an export."""
        return self.download(lambda: self.page.select_option("#export", form)).read_text(encoding="utf-8-sig")

    def slide(self, value):
        """Moves the day of the canvas to a value, which may be an expression of the slider."""
        self.page.locator("#day-slider").evaluate(
            f"slider => {{ slider.value = {value}; slider.dispatchEvent(new Event('input', {{bubbles: true}})); }}")

    def serve_graph(self, *graphs):
        """Neighbourhoods are these graphs, one after the other; the last one stays. Spellings are none."""
        rest = list(graphs)

        def answer(route):
            if re.search("kinds=same_(premises|as)&", route.request.url):
                return route.fulfill(json=large_graph(1, 0))
            route.fulfill(json=rest.pop(0) if len(rest) > 1 else rest[0])

        self.page.route(NEIGHBOURHOOD, answer)

    @contextlib.contextmanager
    def answering(self, pattern, answer):
        """As long as this lasts, such questions are answered by a function of their route."""
        self.page.route(pattern, answer)
        yield
        self.page.unroute(pattern, answer)

    def changing(self, pattern, change):
        """As long as this lasts, answers of the server come changed: `change` works on their JSON."""
        def changed(route):
            answer = route.fetch()
            body = answer.json()
            change(body)
            route.fulfill(response=answer, json=body)

        return self.answering(pattern, changed)

    def refusing(self, pattern):
        """As long as this lasts, the server is too busy for such questions."""
        self.told.allowed.append("503")
        return self.answering(pattern, lambda route: route.fulfill(
            status=503, content_type="application/problem+json", body=json.dumps(BUSY)))

    def small_pages(self, size):
        """As long as this lasts, a page of a neighbourhood brings so many: the sample has no real hub."""
        return self.answering(NEIGHBOURHOOD, lambda route: route.continue_(
            url=re.sub(r"limit=\d+", f"limit={size}", route.request.url)))

    def select(self, identifier):
        """Selects nodes of the canvas, commas between them, as its URL says it, and loads it anew."""
        # At one go: between two steps the canvas may write where it has come to rest into the URL.
        with self.page.expect_event("load"):
            self.page.evaluate("""id => {
                const url = new URL(location.href), parts = new URLSearchParams(url.hash.slice(1));
                parts.set('sel', id);
                url.hash = parts.toString();
                history.replaceState(history.state, '', url);
                location.reload();
            }""", identifier)
        self.settle()


NOTES = []


def note(text):
    NOTES.append(text)


def relation(number, kind, title, ends):
    """A relation as answers have it, in force since 2020."""
    return {"id": f"edge:{number}", "kind": kind, "title": title, "from": ends[0], "to": ends[1], "label": None,
            "since": "2020-01-01", "until": None, "inForce": True, "sources": []}


def graph_answer(nodes, edges):
    """The answer of a neighbourhood that holds all of these."""
    return {"epoch": 1, "asOf": "2026-01-01", "nodes": nodes, "edges": edges, "omitted": [], "next": [],
            "explored": {"nodes": len(nodes), "entries": len(edges)},
            "returned": {"nodes": len(nodes), "edges": len(edges)}}


def large_graph(node_count, edge_count, name="主体"):
    """A made-up graph with hubs: the same on every run."""
    state = 7

    def draw(limit):
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return state % limit

    kinds = ["company", "person", "premises", "contact"]
    nodes = [{"id": f"{kinds[n % 4]}:{n}", "kind": kinds[n % 4], "name": f"{name}{n}", "status": None, "since": None,
              "until": None, "hops": 1} for n in range(node_count)]
    edges, seen = [], set()
    for number in range(edge_count):
        a = draw(number + 1) if number < node_count - 1 else draw(node_count)
        b = number + 1 if number < node_count - 1 else draw(node_count)
        while a == b or (a, b) in seen:
            a, b = draw(node_count), draw(node_count)
        seen.add((a, b))
        kind = ["shareholder", "officer", "registered_at", "contact"][number % 4]
        edges.append(relation(number, kind, "股东", (nodes[a]["id"], nodes[b]["id"])))
    return graph_answer(nodes, edges)
