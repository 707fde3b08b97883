"""Journeys on the graph canvas."""

import json
import pathlib
import re

from visits import PYRAMID_END, PYRAMID_LAST, PYRAMID_TOP, SHELL, journey, note


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
