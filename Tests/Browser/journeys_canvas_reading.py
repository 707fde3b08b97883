"""Journeys: whether pictures can be read, and whether what is exported is what is seen."""

import csv
import io
import re
import subprocess
import xml.etree.ElementTree as ElementTree

from visits import PYRAMID_END, SHELL, graph_answer, journey, large_graph, relation

# Boxes of nodes with their names, of names of lines, and lines, as they stand on the screen.
SEEN = """(() => {
    const box = (element, options) => {
        const {x1, y1, x2, y2} = element.renderedBoundingBox({includeOverlays: false, ...options});
        return [x1, y1, x2, y2];
    };
    const bodies = cy.nodes().map(node => [node.id(), ...box(node, {includeLabels: false, includeEdges: false})]);
    const text = {includeNodes: false, includeEdges: false};
    const names = cy.nodes('.beside, .far.named').map(node => [node.id(), ...box(node, text)]);
    const lines = cy.edges('.named').map(edge => [edge.id(), ...box(edge, text)]);
    const ends = cy.edges().map(edge => [edge.id(),
        ...[edge.renderedSourceEndpoint(), edge.renderedTargetEndpoint()].flatMap(p => [p.x, p.y])]);
    const fonts = cy.nodes().filter(node => !node.hasClass('far') || node.hasClass('named'))
        .map(node => node.numericStyle('font-size') * cy.zoom());
    return {bodies, names, lines, ends, least: Math.min(...fonts), width: cy.width(), height: cy.height()};
})()"""


def overlapping(boxes, others, air=3):
    """Pairs of boxes that lie on each other; those of one owner do not count."""
    return [(a[0], b[0]) for a in boxes for b in others if a[0] != b[0]
            and a[1] + air < b[3] and b[1] + air < a[3] and a[2] + air < b[4] and b[2] + air < a[4]]


def crossing(box, line):
    """Whether a line goes through a box: not all corners lie on one side of it."""
    (_, x1, y1, x2, y2), (_, ax, ay, bx, by) = box, line
    if max(ax, bx) < x1 or min(ax, bx) > x2 or max(ay, by) < y1 or min(ay, by) > y2:
        return False
    sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0 for x in (x1, x2) for y in (y1, y2)]
    return any(sides) and not all(sides)


def check_picture(visit, path, what):
    """No box on another, no name outside of the window, names of lines on nothing else."""
    visit.canvas(path)
    seen = visit.cy(SEEN)
    touching = overlapping(seen["bodies"], seen["bodies"])
    assert not touching, f"{what}: boxes lie on each other: {touching[:3]}"
    # The boxes of cytoscape hold more than the letters.
    shrunk = [(name, x1 + 10, y1 + 5, x2 - 10, y2 - 5) for name, x1, y1, x2, y2 in seen["lines"]]
    over = overlapping(shrunk, seen["bodies"], 0) + overlapping(shrunk, seen["names"])
    assert not over, f"{what}: names of lines lie on nodes or their names: {over[:3]}"
    crossed = [(box[0], line[0]) for box in shrunk for line in seen["ends"]
               if box[0] != line[0] and crossing(box, line)]
    assert not crossed, f"{what}: lines go through names of other lines: {crossed[:3]}"
    outside = [box for box in seen["bodies"] + seen["names"]
               if box[1] < -1 or box[2] < -1 or box[3] > seen["width"] + 1 or box[4] > seen["height"] + 1]
    assert not outside, f"{what}: cut off at the edge: {outside[:3]}"
    assert seen["least"] >= 9.5, f"{what}: names of {seen['least']:.1f} pixels"


def star(count):
    """A place with so many companies, under as many names."""
    place = "山东省青岛市崂山区科苑路9999号某某商务中心1号楼2单元301室"
    nodes = [{"id": "premises:1", "kind": "premises", "name": place, "status": None}]
    nodes += [{"id": f"company:{n}", "kind": "company", "name": f"青岛某某第{n}企业管理咨询有限责任公司",
               "status": "存续"} for n in range(count)]
    edges = [relation(n, "registered_at", "登记住所", (f"company:{n}", "premises:1")) for n in range(count)]
    return graph_answer(nodes, edges)


@journey
def pictures_read_well(visit, _):
    """canvas: rings, stars and pyramids: boxes and names stand free, lines are named where there is room"""
    for path in [f"/graph?of=company:{SHELL}&ring=1", f"/graph?of=company:{PYRAMID_END}&owners=1",
                 f"/graph?of=company:{SHELL}"]:
        check_picture(visit, path, path)
    for count in [5, 13, 29]:
        visit.serve_graph(star(count))
        check_picture(visit, "/graph?of=premises:1", f"star of {count}")
        width = visit.cy("cy.getElementById('premises:1').numericStyle('width')")
        assert width > 100, "the name of a place does not stand inside of it"
    visit.serve_graph(large_graph(40, 50, name="青岛某某商务咨询有限公司"))
    check_picture(visit, "/graph?of=company:0", "40 nodes")


@journey
def pointer_tells(visit, _):
    """canvas: under the pointer a node's own relations stand out, and its lines say what they are"""
    visit.canvas(f"/graph?of=company:{PYRAMID_END}&owners=1")
    company = f"company:{PYRAMID_END}"
    place = visit.cy(f"(at => [at.x, at.y])(cy.getElementById('{company}').renderedPosition())")
    box = visit.page.locator("#canvas").bounding_box()
    visit.page.mouse.move(box["x"] + place[0], box["y"] + place[1])
    visit.until_cy("cy.$('.faded').length > 0")
    faded = set(visit.cy("cy.nodes('.faded').map(node => node.id())"))
    near = set(visit.cy(f"cy.getElementById('{company}').closedNeighborhood().nodes().map(node => node.id())"))
    assert faded and not faded & near, faded & near
    visit.page.mouse.move(box["x"] + 3, box["y"] + 3)
    visit.until_cy("cy.$('.faded').length === 0")


@journey
def legend_counts(visit, _):
    """canvas: the legend, the list and the foot count the same, a place once however it is written"""
    page = visit.page
    visit.go(f"/graph?of=company:{SHELL}&ring=1")

    def legend(kind):
        return [int(re.match(r"[\d,]+", text).group().replace(",", "")) for text in
                page.locator(f".legend:has([id^={kind}]) .count").all_inner_texts()]

    def agree():
        nodes, edges = visit.counts()
        assert sum(legend("nodeKindsOff")) == nodes, (legend("nodeKindsOff"), nodes)
        assert sum(legend("edgeKindsOff")) == edges, (legend("edgeKindsOff"), edges)
        assert str(nodes) in page.inner_text("#node-list-title")

    agree()
    assert "11 种写法" in page.inner_text(".legend:has(#nodeKindsOff-premises)")
    page.uncheck("#nodeKindsOff-contact")
    visit.until("location.hash.includes('nodes=contact')")
    agree()
    assert re.fullmatch(r"0 / \d+", page.inner_text(".legend:has(#nodeKindsOff-contact) .count"))
    page.check("#spellings")
    visit.until_cy("cy.nodes('.kind-premises').length === 11")
    agree()


@journey
def canvas_help(visit, _):
    """canvas: ? lists the keys; every layout, the list and the selection are reached by them"""
    page = visit.page
    visit.canvas(f"/graph?of=company:{SHELL}")
    page.keyboard.press("?")
    page.wait_for_selector("#canvas-help[open]")
    assert page.locator("#canvas-help dt").count() >= 12
    page.keyboard.press("Escape")
    page.wait_for_selector("#canvas-help", state="detached")
    page.click("#help")
    page.wait_for_selector("#canvas-help[open]")
    page.click("#canvas-help .icon-button")
    page.wait_for_selector("#canvas-help", state="detached")
    page.keyboard.press("3")
    visit.until("document.querySelector('#layout-radial').getAttribute('aria-pressed') === 'true'")
    page.keyboard.press("l")
    assert page.evaluate("document.activeElement.id") == "node-list"
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_selector(".details h2")
    page.keyboard.press("Escape")
    page.wait_for_selector(".details h2", state="detached")
    page.focus("#canvas")
    left = visit.cy("cy.pan().x")
    page.keyboard.press("ArrowLeft")
    assert visit.cy("cy.pan().x") > left
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@journey
def small_pictures(visit, _):
    """pages: the small picture of a place of many companies can be read, and says how many more there are"""
    page = visit.page
    visit.serve_graph(star(30))
    visit.go("/premises/premises:1531")
    visit.until("!!document.querySelector('.small-graph')?._cyreg?.cy")
    seen = page.evaluate(
        f"(() => {{ const cy = document.querySelector('.small-graph')._cyreg.cy; return {SEEN}; }})()")
    assert 10 <= len(seen["bodies"]) <= 17, len(seen["bodies"])
    assert not overlapping(seen["bodies"], seen["bodies"])
    assert all(box[1] >= 0 and box[2] >= 0 and box[3] <= seen["width"] and box[4] <= seen["height"]
               for box in seen["bodies"])
    assert seen["least"] >= 8, f"names of {seen['least']:.1f} pixels"
    assert "14" in page.inner_text("#graph-rest") and "of=premises" in page.get_attribute("#graph-rest a", "href")


# Names that hold what formats give a meaning to.
ODD = ['甲"乙" & <丙>', "换\n行 ' 与\t制表", "=1+1", "尾\\", "反斜\\n线", "\u0001控制", "逗,号;分", "]]> --> {x|y}"]


@journey
def exports_parse(visit, _):
    """exports: real parsers read what was exported, whatever the names hold, and find what is seen"""
    graph = large_graph(12, 14)
    for node, name in zip(graph["nodes"], ODD):
        node["name"] = name
    visit.serve_graph(graph)
    nodes, edges = visit.canvas("/graph?of=company:0")
    assert (nodes, edges) == (12, 14)
    clean = {re.sub(r"[\x00-\x08]", "", name) for name in ODD}
    space = {"g": "http://graphml.graphdrawing.org/xmlns", "x": "http://gexf.net/1.3",
             "s": "http://www.w3.org/2000/svg"}
    graphml = ElementTree.fromstring(visit.export("graphml"))
    assert len(graphml.findall(".//g:node", space)) == nodes and len(graphml.findall(".//g:edge", space)) == edges
    assert clean <= {data.text for data in graphml.findall(".//g:data[@key='node-name']", space)}
    gexf = ElementTree.fromstring(visit.export("gexf"))
    assert len(gexf.findall(".//x:node", space)) == nodes and len(gexf.findall(".//x:edge", space)) == edges
    assert clean <= {node.get("label") for node in gexf.findall(".//x:node", space)}
    svg = ElementTree.fromstring(visit.export("svg"))
    assert clean <= {title.text for title in svg.findall(".//s:g/s:title", space)}
    rows = list(csv.DictReader(io.StringIO(visit.export("csv"), newline="")))
    assert len(rows) == edges
    told = {row[end] for row in rows for end in ["from_name 起点名称", "to_name 终点名称"]}
    assert {"'" + name if name.startswith("=") else name for name in ODD} <= told, told
    drawn = subprocess.run(["dot", "-Tsvg"], input=visit.export("dot").encode(), capture_output=True, timeout=60)
    assert drawn.returncode == 0 and b"syntax" not in drawn.stderr, drawn.stderr.decode()
    picture = ElementTree.fromstring(drawn.stdout)
    assert len(picture.findall(".//s:g[@class='node']", space)) == nodes
    assert len(picture.findall(".//s:g[@class='edge']", space)) == edges
    texts = {text.text for text in picture.findall(".//s:g[@class='node']/s:text", space)}
    assert {'甲"乙" & <丙>', "尾\\", "反斜\\n线"} <= texts, texts


@journey
def english_roles(visit, _):
    """canvas: on English pages lines and their relations say roles in English"""
    page = visit.page
    graph = large_graph(3, 2)
    for edge in graph["edges"]:
        edge.update(kind="officer", label="监事")
    visit.serve_graph(graph)
    visit.canvas("/graph?of=company:0&lang=en")
    assert set(visit.cy("cy.edges().map(edge => edge.data('label'))")) == {"supervisor"}
    visit.cy("cy.getElementById('company:0').select().length")
    page.wait_for_selector(".relation-facts:has-text('supervisor')")
    visit.cy("[cy.$(':selected').unselect(), cy.edges()[0].select()].length")
    page.wait_for_selector(".edge-details dd:has-text('supervisor')")
