"""The workbench in a real browser: journeys of an investigator on the sample.

    journeys.py BASE_URL SCREENSHOT_FOLDER [--chromium /usr/bin/chromium]

Prints a line for each journey and a last one with the counts; exits with 1 if
one failed. A journey fails too when the browser's console tells an error or a
violation of the content security policy. The store is the imported sample;
the upload adds two rows to it.
"""

import argparse
import json
import pathlib
import re
import sys
import tempfile
import time
import traceback
from urllib.parse import unquote

from playwright.sync_api import sync_playwright

PYRAMID_TOP = "91370212260008885D"  # see datasets/sample/README.md
PYRAMID_END = "91370212MA1000CY31"
PYRAMID_LAST = "91370212MA1000E16P"
SHELL = "91370212MA1000QF72"
INJECTED = "<script>alert(1)</script><img src=x onerror=alert(2)>"

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

    def select(self, identifier):
        """Brings a node into the selection through the list beside the canvas, as the keyboard does."""
        self.page.evaluate("""id => {
            const url = new URL(location.href), parts = new URLSearchParams(url.hash.slice(1));
            parts.set('sel', id);
            location.hash = parts.toString();
        }""", identifier)
        self.page.reload()
        self.settle()


@journey
def search_to_export(visit, _):
    """search → company → expand → path → export"""
    page = visit.page
    visit.go("/")
    page.keyboard.press("/")
    page.keyboard.type("飞天企业", delay=20)
    page.wait_for_selector(".suggestion .why")
    assert "名称" in page.inner_text(".suggestion .why"), "a suggestion does not say why it matched"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('青岛市飞天企业管理有限公司')")
    visit.settle()
    assert PYRAMID_END in page.url
    assert "邵英志" in page.inner_text("#summary-control"), "the controller is not on the company's page"
    page.click(".entity-head .button.primary")
    before = visit.counts()
    visit.select(f"company:{PYRAMID_END}")
    page.select_option("#expand-kind", "shareholder")
    page.select_option("#expand-hops", "3")
    page.click("#expand")
    visit.until(f"parseInt(document.querySelector('.canvas-status').textContent) > {before[0]}")
    page.click("#layout-layered")
    # The way from one end of the pyramid to the other.
    visit.go(f"/graph?of=company:{PYRAMID_TOP}&of=company:{PYRAMID_LAST}")
    visit.select(f"company:{PYRAMID_TOP},company:{PYRAMID_LAST}")
    page.click("#find-path")
    page.wait_for_selector(".toast")
    assert "3" in page.inner_text(".toast"), page.inner_text(".toast")
    nodes, edges = visit.counts()
    for form, sign in [("svg", "<svg"), ("dot", "digraph"), ("graphml", "<graphml"), ("gexf", "<gexf"), ("csv", "from,from_name")]:
        with page.expect_download() as download:
            page.select_option("#export", form)
        text = pathlib.Path(download.value.path()).read_text(encoding="utf-8-sig")
        assert sign in text, f"{form} has no {sign}"
        if form == "graphml":
            assert (text.count("<node "), text.count("<edge ")) == (nodes, edges), "the export is not what is seen"
    with page.expect_download() as download:
        page.select_option("#export", "png")
    assert pathlib.Path(download.value.path()).read_bytes()[:4] == b"\x89PNG"


@journey
def canvas_history(visit, _):
    """canvas: hide, pin, group, undo, redo, filters; the URL restores the view"""
    page = visit.page
    visit.go(f"/graph?of=company:{SHELL}")
    whole = visit.counts()
    visit.select("person:353")
    page.click("#hide")
    assert visit.counts()[0] == whole[0] - 1 or visit.counts()[0] < whole[0], "nothing was hidden"
    page.click("#undo")
    assert visit.counts() == whole, "undo did not bring it back"
    page.click("#redo")
    hidden = visit.counts()
    assert hidden != whole
    page.uncheck("input[data-kind=contact]")
    page.wait_for_timeout(100)
    filtered = visit.counts()
    address = page.url
    visit.go("/")
    page.goto(address)
    visit.settle()
    assert visit.counts() == filtered, f"the URL restored {visit.counts()}, not {filtered}"
    page.click("#show-all")
    visit.select("person:353,person:1144")
    assert page.locator("#group").count() == 1, page.inner_text(".canvas-side")[:300]
    grouped = visit.counts()
    page.click("#group")
    assert visit.counts()[0] == grouped[0] - 1, "two nodes did not become one group"
    # What cytoscape holds, by its own handle: the group has the edges of its members.
    edges = page.evaluate("document.querySelector('#canvas')._cyreg.cy.getElementById('group:1').connectedEdges().length")
    assert edges > 0, "the group hangs on nothing"
    page.keyboard.press("Control+z")
    assert visit.counts() == grouped, "Ctrl+Z did not open the group again"


@journey
def crowded_node(visit, _):
    """canvas: a crowded node shows how many more there are, and pages to the end"""
    page = visit.page
    seen = {}

    def few(route):
        # Pages of three relations: the sample has no real hub.
        route.continue_(url=re.sub(r"limit=\d+", "limit=4", route.request.url))

    page.route("**/v1/graph/neighbourhood*", few)
    visit.go(f"/graph?of=company:{SHELL}")
    visit.select(f"company:{SHELL}")
    for turn in range(12):
        seen[turn] = visit.counts()
        if page.locator("#next-page").count() == 0:
            break
        text = page.inner_text(".details .notice")
        assert re.search(r"\d+", text), f"the crowded node does not say how many wait: {text}"
        page.click("#next-page")
        page.wait_for_timeout(300)
        visit.settle()
    assert turn > 1 and page.locator("#next-page").count() == 0, f"the pages did not end: {seen}"
    page.unroute("**/v1/graph/neighbourhood*")
    last = visit.counts()
    visit.go(f"/graph?of=company:{SHELL}")
    assert visit.counts() == last, f"pages gave {last}, the whole is {visit.counts()}"


@journey
def timeline_filter(visit, _):
    """timeline: filters by year, theme and department; a fact opens its record"""
    page = visit.page
    visit.go(f"/companies/{PYRAMID_END}?view=timeline")
    number = lambda: int(re.search(r"\d+", page.inner_text("#timeline-total")).group())
    whole = number()
    page.click(".year-bar:has-text('2017')")
    page.wait_for_url("**from=2017-01-01**")
    visit.settle()
    year = number()
    assert 0 < year < whole
    assert all(text.startswith("2017") for text in page.locator(".fact-date").all_inner_texts())
    page.select_option("select[name=theme]", "shareholding")
    page.wait_for_url("**theme=shareholding**")
    visit.settle()
    assert 0 < number() < year
    page.click(".fact-button >> nth=0")
    page.wait_for_selector(".drawer dl")
    drawer = page.inner_text(".drawer")
    assert "shareholding.csv" in drawer and "股东名称" in drawer and "市场监督管理局" in drawer, drawer[:400]
    page.keyboard.press("Escape")
    assert page.locator(".drawer").is_hidden()
    assert "record=" not in page.url


@journey
def back_button(visit, _):
    """back button: view, record and page come back as they were"""
    page = visit.page
    visit.go("/search?q=" + "飞天企业")
    page.click(".hit .entity-name")
    page.wait_for_selector(".tabs")
    visit.settle()
    page.click(".tab[data-view=ownership]")
    page.wait_for_selector("#controller .verdict")
    visit.settle()
    page.click("#controller .record-button >> nth=0")
    page.wait_for_selector(".drawer dl")
    page.go_back()
    visit.until("document.querySelector('.drawer').hidden")
    assert "view=ownership" in page.url
    page.go_back()
    page.wait_for_selector(".tab[data-view=overview][aria-selected=true]")
    page.go_back()
    page.wait_for_selector(".hits")
    page.go_forward()
    page.wait_for_selector("h1:has-text('青岛市飞天企业管理有限公司')")


@journey
def board_to_dossier(visit, _):
    """board → ring → dossier"""
    page = visit.page
    visit.go("/board")
    scores = [int(text) for text in page.locator(".ranked-item .score-badge strong").all_inner_texts()]
    assert scores and scores == sorted(scores, reverse=True), scores
    page.fill("input[name=min-score]", "100")
    page.press("input[name=min-score]", "Enter")
    page.wait_for_url("**min-score=100**")
    visit.settle()
    assert page.locator(".ranked-item").count() < len(scores)
    page.click(".tab[data-view=rings]")
    page.wait_for_selector("#rings-total")
    page.click(".ring-graph >> nth=0")
    page.wait_for_url("**/graph**")
    visit.settle()
    nodes, edges = visit.counts()
    assert nodes > 5 and edges > 5, (nodes, edges)
    company = re.search(r"company:(\w+)", unquote(page.url)).group(1)
    visit.go(f"/companies/{company}?view=risk")
    assert page.locator("#risk-ring .finding").count() > 3
    page.click("#risk-ring .finding summary >> nth=0")
    page.wait_for_selector("#risk-ring .company-ids a:has-text('公司')")
    page.click(".entity-head .button:has-text('企业档案')")
    page.wait_for_selector(".dossier-foot")
    visit.settle()
    assert page.locator(".dossier-part").count() >= 5
    assert page.locator(".dossier-chart").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    pdf = page.pdf()
    assert pdf[:4] == b"%PDF" and len(pdf) > 20_000


@journey
def check_before_registration(visit, _):
    """check before a registration"""
    page = visit.page
    visit.go("/board?view=check")
    page.fill("input[name=address]", "山东省青岛市崂山区星汇写字楼201")
    page.fill("input[name=name]", "青岛瑞达商贸有限公司")
    page.click("#check-form .button.primary")
    page.wait_for_selector("#check-result .verdict")
    assert page.locator("#check-result .finding").count() > 0
    page.fill("input[name=address]", "青岛市崂山区科苑路1号501室")
    page.click("#check-form .button.primary")
    page.wait_for_selector("#check-result .badge-good")


@journey
def upload_with_refused_rows(visit, _):
    """upload with refused rows: progress, reasons, return file"""
    page = visit.page
    visit.go("/data")
    head = "统一社会信用代码,企业名称,处罚决定书文号,处罚决定日期,违法行为类型,罚款金额"
    number = int(time.time()) % 100_000
    rows = [f"{PYRAMID_END},青岛市飞天企业管理有限公司,崂市监处罚〔2025〕{number}号,2025-02-20,虚假宣传,1000",
            f"{PYRAMID_END},青岛市飞天企业管理有限公司,崂市监处罚〔2025〕{number + 1}号,2025-02-30,虚假宣传,1000"]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "penalty-journey.csv")
        file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        page.set_input_files("#upload", str(file))
        page.wait_for_selector("#upload-progress .badge-warn")
    visit.settle()
    told = page.inner_text("#upload-progress")
    assert "日期不存在" in told and "拒收 1" in told, told
    with page.expect_download() as download:
        page.click("#upload-progress a[download]")
    text = pathlib.Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "2025-02-30" in text and "date.nonexistent" in text, text
    assert "penalty-journey.csv" in page.inner_text("#imports")
    assert page.locator("#return-files li").count() > 0
    file_of_nothing = {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    visit.told.allowed.append("400")
    page.set_input_files("#upload", file_of_nothing)
    page.wait_for_selector("#upload-progress .problem, #upload-progress .badge")
    visit.settle()


@journey
def languages(visit, _):
    """language switch: every page in English and back, the choice is remembered"""
    page = visit.page
    chinese = re.compile(r"[\u4e00-\u9fff]")
    visit.go("/board")
    page.click("#language")
    page.wait_for_selector("h1:has-text('Leads on fake registration')")
    assert page.get_attribute("html", "lang") == "en"
    unequal = page.evaluate("""async () => {
        const keys = async language => (await Promise.all(["pages", "tools", "values"].map(part =>
            import(`/js/words/${language}-${part}.js`)))).flatMap(module => Object.keys(module.default));
        const [zh, en] = [new Set(await keys("zh")), new Set(await keys("en"))];
        return [...zh, ...en].filter(key => zh.has(key) !== en.has(key));
    }""")
    assert not unequal, f"words of one language alone: {unequal}"
    for path in PAGES.values():
        visit.go(path)
        missing = re.findall(r"⟦[^⟧]*⟧", page.inner_text("body"))
        assert not missing, f"{path}: no English for {missing}"
        # What the application itself says; the rest are data, which stay as they are.
        own = page.locator("h2, .tab, .nav a, .card-head .hint, .field > span, th, dt, .button, .badge, .tag, .fact-theme, .fact-department")
        left = {text for text in own.all_inner_texts() if chinese.search(text)}
        left = {text for text in left if not OWN_CHINESE.search(text)}
        assert not left, f"{path}: still Chinese: {sorted(left)[:8]}"
    page.click("#language")
    visit.until("document.documentElement.lang === 'zh-CN'")


# Names of entities and of clauses stand in headings and tags as data.
OWN_CHINESE = re.compile(r"公司|集团|合作社|经营部|服务部|商行|中文|号|室|第.+条|^[\u4e00-\u9fff·]{2,4}$")


@journey
def as_of(visit, _):
    """as of a day: the company's page and the canvas show that day"""
    page = visit.page
    visit.go(f"/companies/{PYRAMID_END}?as-of=2018-06-30")
    assert page.locator(".day-picker.is-past").count() == 1
    assert "as-of=2018-06-30" in page.get_attribute("#summary-control .entity-name >> nth=0", "href")
    visit.go(f"/graph?of=company:{PYRAMID_END}")
    today = visit.counts()
    slider = page.locator("#day-slider")
    slider.evaluate("slider => { slider.value = slider.min; slider.dispatchEvent(new Event('input', {bubbles: true})); }")
    visit.until(f"!document.querySelector('.canvas-status').textContent.startsWith('{today[0]} ')")
    assert visit.counts()[1] < today[1], (visit.counts(), today)
    assert "day=" in page.url


@journey
def refusals(visit, _):
    """what the server refuses is told, with what to do; nothing looks empty"""
    page = visit.page
    visit.told.allowed += ["404", "503", "400"]
    visit.go("/companies/nobody")
    assert "没有这个主体" in page.inner_text(".problem") and "entity.unknown" in page.inner_text(".problem")
    visit.go("/graph?of=company:nobody")
    assert "entity.unknown" in page.inner_text(".canvas-message .problem"), "the canvas looks empty"
    visit.go("/nowhere/at/all")
    assert "没有这个页面" in page.inner_text("h1")
    problem = {"type": "about:blank", "title": "Busy", "status": 503, "code": "server.busy", "detail": "the queue is full", "requestId": "r1"}
    page.route("**/controller*", lambda route: route.fulfill(
        status=503, content_type="application/problem+json", body=json.dumps(problem)))
    visit.go(f"/companies/{PYRAMID_END}?view=ownership")
    assert "服务器正忙" in page.inner_text("#controller .problem")
    page.unroute("**/controller*")
    page.click("#controller .problem .button")
    page.wait_for_selector("#controller .verdict")


@journey
def script_injection(visit, _):
    """a company named like a script is harmless on every page"""
    page = visit.page

    def poison(route):
        answer = route.fetch()
        text = answer.text()
        if "json" in answer.headers.get("content-type", ""):
            text = text.replace("青岛市飞天企业管理有限公司", INJECTED)
        route.fulfill(response=answer, body=text)

    page.route("**/v1/**", poison)
    for path in [f"/companies/{PYRAMID_END}", f"/companies/{PYRAMID_END}?view=ownership", f"/companies/{PYRAMID_END}?view=related",
                 f"/companies/{PYRAMID_END}/dossier", f"/graph?of=company:{PYRAMID_END}", "/search?q=飞天企业"]:
        visit.go(path)
        assert page.locator("img[src='x'], script:not([src])").count() == 0, path
    assert INJECTED in page.inner_text(".hits")
    visit.go(f"/graph?of=company:{PYRAMID_END}")
    with page.expect_download() as download:
        page.select_option("#export", "svg")
    assert "<script" not in pathlib.Path(download.value.path()).read_text()


@journey
def dossier_pdf(visit, _):
    """the dossier comes as PDF too, in both languages"""
    for language in ["zh", "en"]:
        answer = visit.page.request.get(f"{visit.base}/companies/{PYRAMID_END}/dossier.pdf?lang={language}", timeout=60_000)
        assert answer.status == 200, answer.text()[:300]
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body()[:4] == b"%PDF" and len(answer.body()) > 20_000, len(answer.body())
    visit.go(f"/companies/{PYRAMID_END}/dossier")
    assert "/dossier.pdf?" in visit.page.get_attribute("#pdf", "href")


@journey
def first_page(visit, _):
    """the first page can be used; how soon is printed"""
    page = visit.page
    page.goto(visit.base + "/")
    page.wait_for_selector(".home-search input")
    began = time.perf_counter()
    page.goto(visit.base + "/")
    page.wait_for_selector(".home-search input")
    took = time.perf_counter() - began
    visit.settle()
    note(f"first page usable after {took * 1000:.0f} ms")
    assert page.is_editable(".home-search input")


@journey
def large_canvas(visit, _):
    """2,000 nodes and 5,000 edges are laid out and panned; how fast is printed"""
    page = visit.page
    page.route("**/v1/graph/neighbourhood*", lambda route: route.fulfill(
        status=200, content_type="application/json", body=json.dumps(large_graph(2_000, 5_000))))
    visit.go(f"/graph?of=company:{SHELL}")
    assert visit.counts() == (2_000, 5_000), visit.counts()
    took, drawn = {}, {}
    for name in ["first", "force", "layered", "radial"]:
        if name != "first":
            page.evaluate("performance.clearMeasures()")
            page.click(f"#layout-{name}")
        visit.until("performance.getEntriesByName('canvas-frame').length > 0")
        took[name] = page.evaluate("performance.getEntriesByName('canvas-layout')[0].duration")
        drawn[name] = page.evaluate("performance.getEntriesByName('canvas-frame')[0].duration")
        page.wait_for_timeout(600)
    frames = page.evaluate(PANNING)
    note("2,000 nodes, 5,000 edges: laid out in " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in took.items())
         + "; the drawn frame stands after " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in drawn.items())
         + f"; panning: {frames['count']} frames, median {frames['median']:.0f} ms, worst {frames['worst']:.0f} ms")
    assert frames["count"] == 60, frames


# Drags the canvas for sixty steps and measures the time between frames.
PANNING = """async () => {
    const canvas = document.querySelector('#canvas'), box = canvas.getBoundingClientRect();
    const at = (type, x, y, buttons) => {
        const target = document.elementFromPoint(box.left + 5, box.top + 5);
        (type === 'mousedown' ? target : window).dispatchEvent(new MouseEvent(type,
            {clientX: box.left + x, clientY: box.top + y, bubbles: true, button: 0, buttons, view: window}));
    };
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    const times = [];
    at('mousedown', 20, 20, 1);
    let last = await frame();
    for (let step = 0; step < 60; step += 1) {
        at('mousemove', 20 + step * 4, 20 + step * 2, 1);
        const now = await frame();
        times.push(now - last);
        last = now;
    }
    at('mouseup', 260, 140, 0);
    times.sort((a, b) => a - b);
    return {count: times.length, median: times[30], worst: times[59]};
}"""


def large_graph(node_count, edge_count):
    """A made-up graph with hubs: the same on every run."""
    state = 7

    def draw(limit):
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return state % limit

    kinds = ["company", "person", "premises", "contact"]
    nodes = [{"id": f"{kinds[n % 4]}:{n}", "kind": kinds[n % 4], "name": f"主体{n}", "status": None, "since": None, "until": None, "hops": 1}
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

NOTES = []


def note(text):
    NOTES.append(text)


def screenshots(browser, base, folder):
    """Every page at two widths, in both themes and languages by turns."""
    errors = []
    for width, height, language, scheme in [(1280, 900, "zh", "light"), (1920, 1080, "zh", "light"), (1280, 900, "en", "dark")]:
        visit = Visit(browser, base, language, width, height)
        visit.page.emulate_media(color_scheme=scheme)
        for name, path in PAGES.items():
            visit.go(path)
            visit.page.wait_for_timeout(150)
            visit.page.screenshot(path=folder / f"{name}-{width}-{language}-{scheme}.png", full_page="canvas" not in name)
            wide = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                errors.append(f"{name} is {wide} pixels wider than {width}")
        errors += visit.told.errors
        visit.context.close()
    return errors


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("base")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--chromium", default="/usr/bin/chromium")
    arguments.add_argument("--only", help="only journeys whose function has this in its name")
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    passed = failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--headless=new", "--no-sandbox"])
        for work in JOURNEYS:
            if options.only and options.only not in work.__name__:
                continue
            visit = Visit(browser, options.base.rstrip("/"))
            visit.page.set_default_timeout(15_000)
            name = work.__doc__
            try:
                work(visit, options)
                assert not visit.told.errors, f"the console tells: {visit.told.errors[:3]}"
                print(f"passed  {name}", flush=True)
                passed += 1
            except Exception as error:  # a journey may fail in any way; the others go on
                failed += 1
                line = traceback.extract_tb(error.__traceback__)
                here = next((frame.lineno for frame in reversed(line) if frame.filename == __file__), 0)
                print(f"failed  {name}: line {here}: {str(error)[:600]}", flush=True)
                visit.page.screenshot(path=options.folder / f"failed-{work.__name__}.png")
            visit.context.close()
            while NOTES:
                print(f"        {NOTES.pop(0)}", flush=True)
        if not options.only:
            errors = screenshots(browser, options.base.rstrip("/"), options.folder)
            passed, failed = passed + (not errors), failed + bool(errors)
            print("passed  screenshots of all pages" if not errors else f"failed  screenshots of all pages: {errors[:5]}")
        browser.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


import journeys_more  # noqa: E402,F401  registers its journeys

if __name__ == "__main__":
    sys.exit(main())
