"""Journeys on large pictures, and over many pages: time and what is left behind."""

from visits import PYRAMID_END, SHELL, journey, large_graph, note


@journey
def large_canvas(visit, _):
    """2,000 nodes and 5,000 edges are laid out and panned; how fast is printed"""
    page = visit.page
    visit.serve_graph(large_graph(2_000, 5_000))
    counts = visit.canvas(f"/graph?of=company:{SHELL}")
    assert counts == (2_000, 5_000), counts
    took, drawn = {}, {}
    for name in ["first", "force", "layered", "radial"]:
        if name != "first":
            page.evaluate("performance.clearMeasures()")
            page.click(f"#layout-{name}")
        visit.until("performance.getEntriesByName('canvas-frame').length > 0")
        took[name] = page.evaluate("performance.getEntriesByName('canvas-layout')[0].duration")
        drawn[name] = page.evaluate("performance.getEntriesByName('canvas-frame')[0].duration")
        visit.rest()
    frames = page.evaluate(PANNING)
    note("2,000 nodes, 5,000 edges: laid out in " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in took.items())
         + "; the drawn frame stands after " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in drawn.items())
         + f"; panning: {frames['count']} frames, median {frames['median']:.0f} ms, "
         f"{frames['slow']} over 50 ms, worst {frames['worst']:.0f} ms")
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
    return {count: times.length, median: times[30], slow: times.filter(time => time > 50).length, worst: times[59]};
}"""


# Follows a link, and marks the page that is left.
FOLLOWING = """path => {
    document.querySelector('#frame main').dataset.left = '';
    const link = document.createElement('a');
    link.href = path;
    document.body.append(link);
    link.click();
    link.remove();
}"""


@journey
def nothing_is_left(visit, _):
    """twenty pages later no canvas, chart or listener of theirs is left"""
    page = visit.page
    session = page.context.new_cdp_session(page)

    def alive():
        session.send("HeapProfiler.collectGarbage")
        prototype = session.send("Runtime.evaluate", {"expression": "HTMLCanvasElement.prototype"})["result"]
        found = session.send("Runtime.queryObjects", {"prototypeObjectId": prototype["objectId"]})["objects"]
        answer = session.send("Runtime.callFunctionOn", {
            "objectId": found["objectId"], "functionDeclaration": "function () { return this.length; }",
            "returnByValue": True})
        return answer["result"]["value"]

    paths = [f"/graph?of=company:{SHELL}", f"/companies/{PYRAMID_END}?view=ownership", "/premises/premises:1531",
             "/board", "/"]
    visit.go("/")

    def tour():
        for path in paths:
            page.evaluate(FOLLOWING, path)
            visit.until("!document.querySelector('main[data-left]')")
            visit.settle()
        visit.rest()

    tour()
    first = alive()
    for _ in range(4):
        tour()
    last = alive()
    note(f"canvases alive after 5 pages: {first}, after 25: {last}")
    assert last <= first + 2, f"{last} canvases are alive after 25 pages, {first} after 5"
