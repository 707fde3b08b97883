"""Journeys: what the canvas says of ways between two, of a day's statuses, of permits and of what waits."""

import csv
import io
import re
import subprocess
import xml.etree.ElementTree as ElementTree

from journeys_canvas_reading import check_picture, star
from visits import PYRAMID_LAST, PYRAMID_TOP, SHELL, graph_answer, journey, relation

ENDS = f"company:{PYRAMID_TOP}~company:{PYRAMID_LAST}"


def without_strongest(answer):
    """The answer of a search that finds no strong way."""
    if "ranked" in answer:
        answer.update(ranked=[], edges=[], outcome="none", hops=None, pathCount=0,
                      nodes=[node for node in answer["nodes"] if node["id"] in ENDS])


@journey
def longer_way(visit, _):
    """canvas: a way longer than asked for is told as that, drawn when asked for, and told again by the URL"""
    page = visit.page
    with visit.changing("**/v1/graph/paths*", without_strongest):
        assert visit.canvas(f"/graph#s=p~{ENDS}~hops=1") == (2, 0)
        told = page.inner_text("#path-notes")
        assert "最短 3 层" in told and "超过所查的 1 层" in told and "最短联系" not in told, told
        assert visit.cy("cy.$('.path').length") == 0, "what was not found is framed as found"
        assert "超过所查的 1 层" in visit.export("svg")
        page.reload()
        visit.settle()
        assert page.inner_text("#path-notes") == told, "the URL does not tell it again"
        page.click("#path-notes button")
        page.wait_for_selector(".path-note:has-text('最短联系 3 层')")
        assert page.locator("#path-notes button").count() == 0
    assert visit.cy("cy.edges('.path').length") >= 3
    address = page.url
    page.click("#edgeKindsOff-shareholder")
    page.wait_for_selector(".path-note:has-text('未画出')")
    page.goto("about:blank")
    page.goto(address)
    visit.settle()
    assert "最短联系 3 层" in page.inner_text("#path-notes")
    picture = page.locator("#canvas").bounding_box()["y"]
    note = page.locator("#path-notes").bounding_box()
    assert note["y"] + note["height"] <= picture, "the text lies on the picture"


@journey
def strongest_of_longer(visit, _):
    """canvas: of a way longer than asked for the strongest ways are drawn, and said to be those alone"""
    nodes, edges = visit.canvas(f"/graph#s=p~{ENDS}~hops=1")
    told = visit.page.inner_text("#path-notes")
    assert nodes > 2 and edges > 2 and "只画出关联最强的" in told and "超过" in told, (nodes, edges, told)


@journey
def no_way(visit, _):
    """canvas: that nothing connects two is told by the URL as well"""
    visit.canvas(f"/graph#s=p~{ENDS}&day=1990-01-01")
    visit.page.wait_for_selector(".path-note:has-text('1990-01-01 没有任何联系')")


# A living company with a branch that closed and three permits of one kind.
CLOSED, VALID, WITHDRAWN, LAPSED = "company:1", "permit:1", "permit:2", "permit:3"


def node(name, kind, title, status, since, until=None):
    number = {"number": f"JY370000{name[-1]}"} if kind == "permit" else {}
    return {"id": name, "kind": kind, "name": title, "status": status, "since": since, "until": until, **number}


def holder():
    """The graph of that company."""
    nodes = [node("company:0", "company", "青岛某某食品有限公司", "存续", "2010-01-01"),
             node(CLOSED, "company", "青岛某某食品有限公司第一分店", "注销", "2012-01-01", "2021-06-19"),
             node(VALID, "permit", "食品经营许可证", "有效", "2024-02-01", "2029-02-01"),
             node(WITHDRAWN, "permit", "食品经营许可证", "注销", "2024-02-01", "2029-02-01"),
             node(LAPSED, "permit", "食品经营许可证", "过期", "2020-02-01", "2025-02-01")]
    edges = [relation(1, "branch_of", "隶属", (CLOSED, "company:0"))]
    edges += [relation(n + 2, "holds_permit", "持有许可", ("company:0", permit))
              for n, permit in enumerate([VALID, WITHDRAWN, LAPSED])]
    for edge in edges:
        edge.update(since="2012-01-01", until="2029-02-01" if edge["to"] == VALID else None)
    return graph_answer(nodes, edges)


def serve_holder(visit):
    """The canvas has that company, and its permits have pages."""
    visit.serve_graph(holder())

    def page(route):
        digit = re.search(r"permit(?::|%3A)(\d)", route.request.url).group(1)
        route.fulfill(json={"id": f"permit:{digit}", "number": f"JY370000{digit}", "type": "食品经营许可证",
                            "issuedBy": "某某区市场监督管理局"})

    visit.page.route("**/v1/permits/**", page)


def off(visit):
    """What is drawn as over."""
    return set(visit.cy("cy.nodes('.off').map(node => node.id())"))


@journey
def status_of_day(visit, _):
    """canvas: statuses follow the day: drawing, details, filter and legend"""
    page = visit.page
    serve_holder(visit)
    visit.canvas("/graph?of=company:0")
    assert off(visit) == {CLOSED, WITHDRAWN, LAPSED}, off(visit)
    assert page.locator("#dashes-over").count() == 1, "nobody says what dashes mean"
    assert "虚线淡色" in visit.export("svg"), "the picture does not say what dashes mean"
    assert page.locator("[id='statusesOff-注销']").count() == 1
    visit.canvas(f"/graph#s=a~company:0~1~~both~1&day=2020-06-01&sel={CLOSED}")
    assert off(visit) == {VALID, WITHDRAWN}, off(visit)
    details = page.inner_text(".details .badges")
    assert "登记状态不明" in details and "注销" not in details, details
    assert page.locator("[id='statusesOff-注销']").count() == 0, "the filter knows the status of a later day"
    page.uncheck("[id='statusesOff-']")
    visit.until_cy(f"cy.getElementById('{CLOSED}').empty()")
    visit.slide("slider.max")
    visit.until_cy(f"cy.getElementById('{CLOSED}').nonempty()")


@journey
def permits_apart(visit, _):
    """canvas: permits have their numbers on the picture and in the list; details tell kind, state, issuer and term"""
    page = visit.page
    serve_holder(visit)
    visit.canvas("/graph?of=company:0")
    labels = visit.cy("cy.nodes('.kind-permit').map(node => node.data('label'))")
    assert sorted(label.split("\n")[-1] for label in labels) == ["JY3700001", "JY3700002", "JY3700003"], labels
    assert "食品经营许可证 JY3700002" in page.inner_text("#node-list")
    visit.select(VALID)
    told = page.inner_text(".details")
    for text in ["JY3700001", "某某区市场监督管理局", "2024-02-01 至 2029-01-31"]:
        assert text in told, f"{text} is not told: {told}"
    assert page.inner_text(".details .badges").strip() == "有效"
    graph = holder()
    graph["edges"][2].update(inForce=False, endedUndated=True)
    visit.serve_graph(graph)
    visit.canvas(f"/graph#s=a~company:0~1~~both~1&ended=1&sel={WITHDRAWN}")
    assert "已终止，终止日不详" in page.inner_text(".relation-facts")
    visit.select(LAPSED)
    assert "期限已过" in page.inner_text(".details .badges")


SPACE = {"g": "http://graphml.graphdrawing.org/xmlns", "x": "http://gexf.net/1.3"}


@journey
def exports_tell(visit, _):
    """exports: each format tells version, day, filters, what waits, statuses of the day, numbers and printed ends"""
    graph = holder()
    graph.update(next=[{"node": "company:0", "cursor": "c"}], omitted=[{"kind": "holds_permit", "count": 285,
                                                                         "reason": "page"}])
    serve_holder(visit)
    visit.serve_graph(graph)
    visit.canvas("/graph#s=a~company:0~1~~both~1&day=2025-06-01&edges=contact&ended=1")
    texts = {form: visit.export(form) for form in ["dot", "graphml", "gexf", "csv"]}
    for form, text in texts.items():
        for word in ["还有 285 条", "2025-06-01", "不含关系：联系方式", "JY3700001", "2029-01-31", "2029-02-01"]:
            assert word in text, f"{form} does not tell {word}"
    graphml = ElementTree.fromstring(texts["graphml"])
    told = {data.get("key"): data.text for data in graphml.findall("./g:graph/g:data", SPACE)}
    assert told["graph-dataVersion"] == "1" and told["graph-asOf"] == "2025-06-01", told
    permits = {node.get("id"): {data.get("key"): data.text for data in node} for node in
               graphml.findall(".//g:node", SPACE)}
    assert permits[VALID]["node-until"] == "2029-01-31" and permits[VALID]["node-overFrom"] == "2029-02-01"
    assert permits[LAPSED]["node-permitState"] == "expired" and permits[VALID]["node-permitState"] == "valid"
    assert permits[CLOSED]["node-until"] == "2021-06-19" and permits[CLOSED]["node-status"] == "注销"
    assert permits["company:0"]["node-notShown"] == "还有 285 条…"
    gexf = ElementTree.fromstring(texts["gexf"])
    assert "数据版本：1" in gexf.findtext("./x:meta/x:description", namespaces=SPACE)
    rows = list(csv.DictReader(io.StringIO(texts["csv"], newline="")))
    assert len(rows) == 4 and {row["data_version 数据版本"] for row in rows} == {"1"}
    row = next(row for row in rows if row["to 终点"] == LAPSED)
    assert row["to_status 终点状态（截至日）"] == "期限已过" and row["to_number 终点代码或证号"] == "JY3700003", row
    drawn = subprocess.run(["dot", "-Tsvg"], input=texts["dot"].encode(), capture_output=True, timeout=60)
    assert drawn.returncode == 0 and not drawn.stderr, drawn.stderr.decode()
    assert "还有 285 条" in drawn.stdout.decode()


@journey
def expanding_by_keyboard(visit, _):
    """canvas: in the list of nodes E expands, "N more" is an entry that Enter loads, and E says what waits"""
    page = visit.page
    with visit.small_pages(4):
        before = visit.canvas(f"/graph?of=company:{SHELL}")[0]
        page.focus("#node-list")
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        page.wait_for_selector(".details h2")
        page.keyboard.press("e")
        page.wait_for_selector(".toast:has-text('还有')")
        page.keyboard.press("End")
        entry = page.inner_text("#node-list .is-active")
        assert "还有" in entry and page.inner_text(".details h2") in entry, entry
        page.keyboard.press("Enter")
        visit.until(f"parseInt(document.querySelector('.canvas-status').textContent) > {before}")
        assert page.evaluate("document.activeElement.id") == "node-list", "the focus left the list"
        title = page.inner_text("#node-list-title")
        assert title.endswith(str(visit.counts()[0])), f"what waits counts as a node: {title}"
    # A person of the list, not yet expanded.
    visit.canvas(f"/graph?of=company:{SHELL}")
    nodes = visit.counts()[0]
    page.focus("#node-list")
    name = visit.cy("cy.getElementById('person:353').data('name')")
    row = page.locator(f"#node-list [role=option]:has-text('{name}')").get_attribute("id")
    for _step in range(int(row.split("-")[-1])):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    visit.until(f"parseInt(document.querySelector('.canvas-status').textContent) > {nodes}")


@journey
def layered_hub(visit, _):
    """canvas: in layers a hub of thirty has all names to be read and takes most of the canvas; branches stand below"""
    visit.serve_graph(star(29))
    check_picture(visit, "/graph#s=a~premises:1~1~~both~1&layout=layered", "hub in layers")
    assert visit.cy("cy.nodes('.far').length") == 0, "names are too small to stand inside of their nodes"
    used = visit.cy("""(box => (box.w * cy.zoom() / cy.width()) * (box.h * cy.zoom() / cy.height()))(
        cy.elements().boundingBox())""")
    assert used > 0.5, f"the picture uses {used:.0%} of the canvas"
    serve_holder(visit)
    visit.canvas("/graph#s=a~company:0~1~~both~1&layout=layered")
    above = visit.cy(f"[cy.getElementById('company:0').position('y'), cy.getElementById('{CLOSED}').position('y')]")
    assert above[0] < above[1], "a branch stands above its company"
