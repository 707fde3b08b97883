"""Journeys on the graph canvas."""

import re
from urllib.parse import unquote

from visits import PYRAMID_END, PYRAMID_LAST, PYRAMID_TOP, SHELL, Visit, journey, large_graph


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
    page.wait_for_selector(".path-note")
    assert "最短联系 3 层" in page.inner_text(".path-note"), page.inner_text(".path-note")
    nodes, edges = visit.counts()
    for form, sign in [("svg", "<svg"), ("dot", "digraph"), ("graphml", "<graphml"), ("gexf", "<gexf"),
                       ("csv", "from 起点,from_name 起点名称")]:
        text = visit.export(form)
        assert sign in text, f"{form} has no {sign}"
        if form == "graphml":
            # A place is one node on the canvas; the export tells each of its spellings.
            assert text.count("<node ") >= nodes and text.count("<edge ") == edges, "the export is not what is seen"
    picture = visit.download(lambda: page.select_option("#export", "png"))
    assert picture.read_bytes()[:4] == b"\x89PNG"


@journey
def canvas_history(visit, _):
    """canvas: hide, pin, group, undo, redo, filters; the URL restores the view"""
    page = visit.page
    whole = visit.canvas(f"/graph?of=company:{SHELL}")
    visit.select("person:353")
    page.click("#hide")
    assert visit.counts()[0] < whole[0], "nothing was hidden"
    page.click("#undo")
    assert visit.counts() == whole, "undo did not bring it back"
    page.click("#redo")
    hidden = visit.counts()
    assert hidden != whole
    page.uncheck("input[data-kind=contact]")
    visit.until("location.hash.includes('nodes=contact')")
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
    edges = visit.cy("cy.getElementById('group:1').connectedEdges().length")
    assert edges > 0, "the group hangs on nothing"
    page.keyboard.press("Control+z")
    assert visit.counts() == grouped, "Ctrl+Z did not open the group again"


@journey
def crowded_node(visit, _):
    """canvas: a crowded node shows how many more there are, and pages to the end"""
    page = visit.page
    seen = {}
    with visit.small_pages(4):
        visit.go(f"/graph?of=company:{SHELL}")
        visit.select(f"company:{SHELL}")
        for turn in range(12):
            seen[turn] = visit.counts()
            if page.locator("[name=next-page]").count() == 0:
                break
            text = page.inner_text(".details .notice")
            assert re.search(r"\d+", text), f"the crowded node does not say how many wait: {text}"
            next_page(visit, "[name=next-page]")
            visit.until_cy(ALL_IN_SIGHT)
        assert turn > 1 and page.locator("[name=next-page]").count() == 0, f"the pages did not end: {seen}"
    last = visit.counts()
    whole = visit.canvas(f"/graph?of=company:{SHELL}")
    assert whole == last, f"pages gave {last}, the whole is {whole}"


@journey
def rests_by_kind(visit, _):
    """canvas: what waits behind a hub stays told when the hub is expanded by one kind"""
    page = visit.page

    def waiting():
        return set(visit.cy("cy.$('node.more').map(node => node.data('rest').split('~')[3])"))

    with visit.small_pages(3):
        visit.canvas(f"/graph?of=company:{SHELL}")
        assert waiting() == {""}, waiting()
        visit.select(f"company:{SHELL}")
        page.select_option("#expand-kind", "shareholder")
        page.click("#expand")
        visit.until_cy("cy.$('node.more').length === 2")
        assert waiting() == {"", "shareholder"}, "what waits of all kinds is not told any more"
        visit.until("document.querySelectorAll('[name=next-page]').length === 2")
        while page.locator(".notice:has-text('股东') [name=next-page]").count():
            next_page(visit, ".notice:has-text('股东') [name=next-page]")
        assert waiting() == {""}, "all shareholders are there, and other relations still wait"
        before = visit.drawn()
        page.reload()
        visit.settle()
        assert visit.drawn() == before and waiting() == {""}


@journey
def groups_tell_numbers(visit, _):
    """canvas: the line of a group tells how many relations it is, and exports keep its members"""
    page = visit.page
    visit.canvas(f"/graph?of=company:{SHELL}")
    holders = visit.cy("""cy.edges('.kind-shareholder').map(edge => edge.source())
        .filter(node => node.data('kind') === 'person').slice(0, 2).map(node => node.id())""")
    edges = visit.counts()[1]
    visit.select(",".join(holders))
    page.click("#group")
    label = visit.cy("cy.getElementById('group:1').connectedEdges()[0].data('label')")
    assert "股东 ×2" in label and "%" not in label, label
    assert visit.counts()[1] == edges, "the group swallowed relations"
    for form in ["csv", "graphml", "gexf", "dot"]:
        text = visit.export(form)
        assert all(holder in text for holder in holders), f"{form} lost members of the group"
        assert "group:1" not in text, f"{form} joins what is only a group"
    visit.cy("[cy.$(':selected').unselect(), cy.getElementById('group:1').connectedEdges()[0].select()].length")
    page.wait_for_selector(".edge-details")
    told = page.inner_text(".details")
    assert told.count("%") >= 2, f"the line of a group does not tell its relations: {told}"


@journey
def restored_view(visit, _):
    """canvas: another browser restores the view of the URL; the back button restores the picture"""
    page = visit.page
    before = visit.canvas(f"/graph?of=company:{SHELL}")[0]
    visit.select("person:353")
    page.click("#expand")
    visit.until(f"parseInt(document.querySelector('.canvas-status').textContent) > {before}")
    people = visit.cy("cy.nodes('.kind-person').map(node => node.id())")
    page.click("#pin")
    visit.select(",".join(people[1:3]))
    page.click("#group")
    visit.select(people[3])
    page.click("#hide")
    visit.select(people[4])
    visit.settle()
    visit.until_cy(PICTURE_KEPT)
    left, picture, address = visit.drawn(), visit.cy(PICTURE), page.url
    assert len(left["centres"]) == 1 and left["pinned"] and left["groups"], left
    visit.go("/")
    page.go_back()
    visit.settle()
    visit.counts()
    again = visit.cy(PICTURE)
    assert [place[0] for place in again] == [place[0] for place in picture]
    far = max(abs(a - b) for old, new in zip(picture, again) for a, b in zip(old[1:], new[1:]))
    assert far <= 1, f"the back button brought another picture: {far} pixels off"
    other = page.context.browser.new_page()
    try:
        there = Visit(other, visit.base)
        there.canvas(address.removeprefix(visit.base))
        assert there.drawn() == left, f"restored {there.drawn()}, left {left}"
    finally:
        other.close()


def next_page(visit, button):
    """Loads the next page of a crowded node, and waits until the canvas has it."""
    with visit.page.expect_response("**/v1/graph/neighbourhood*"):
        visit.page.click(button)
    visit.settle()


# Whether the picture shows every node's middle: what came last moved it if it had to.
ALL_IN_SIGHT = """(box => cy.nodes().every(node => node.position('x') >= box.x1 && node.position('x') <= box.x2
    && node.position('y') >= box.y1 && node.position('y') <= box.y2))(cy.extent())"""
# Whether the history of the browser holds the picture as it is looked at now.
PICTURE_KEPT = """(() => {
    const kept = history.state?.picture;
    return Boolean(kept) && kept.zoom === cy.zoom() && kept.pan.x === cy.pan().x && kept.pan.y === cy.pan().y;
})()"""
# Where everything is on the screen: positions and viewport in one.
PICTURE = "cy.nodes().map(node => [node.id(), node.renderedPosition('x'), node.renderedPosition('y')]).sort()"


@journey
def other_renderer(visit, _):
    """canvas: beyond 500 nodes it is drawn otherwise, and looks at the same part with the same selection"""
    page = visit.page
    visit.serve_graph(large_graph(400, 700), large_graph(600, 900))
    assert visit.canvas(f"/graph?of=company:{SHELL}")[0] == 400
    visit.cy("cy.viewport({zoom: 0.5, pan: {x: 123, y: 45}}).zoom()")
    visit.cy("cy.getElementById('company:8').select().length")
    page.wait_for_selector("#expand")
    page.click("#expand")
    visit.until("document.querySelector('.canvas-status').textContent.startsWith('600 ')")
    looked = visit.cy("[cy.zoom(), cy.pan().x, cy.pan().y, cy.$(':selected').map(node => node.id())]")
    assert looked == [0.5, 123, 45, ["company:8"]], looked
    assert page.locator(".details h2:has-text('主体8')").count() == 1, "the selection was lost"
    assert visit.export("svg").count("</text>") >= 600, "the picture has nodes without names"


@journey
def ring_places(visit, _):
    """canvas: a ring shows a place once, however it is written, unless the spellings are asked for"""
    page = visit.page
    visit.canvas(f"/graph?of=company:{SHELL}&ring=1")
    places = "cy.nodes('.kind-premises').map(node => node.data('label'))"
    folded = visit.cy(places)
    assert len(folded) == 1 and "11 种写法" in folded[0], folded
    edges = visit.counts()[1]
    page.check("#spellings")
    visit.until_cy("cy.nodes('.kind-premises').length === 11")
    assert visit.counts()[1] == edges, "the spellings have other relations than the place"
    assert "place" in visit.export("graphml")
    page.uncheck("#spellings")
    assert len(visit.cy(places)) == 1


@journey
def day_of_owners(visit, _):
    """canvas: the day slider asks the owners of that day"""
    page = visit.page
    visit.canvas(f"/graph?of=company:{PYRAMID_END}&owners=1")
    with page.expect_response(re.compile(r"/owners\?.*as-of=")) as answer:
        visit.slide("Number(slider.max) - 2200")
    visit.settle()
    elements = answer.value.json()["elements"]
    day = re.search(r"as-of=([\d-]+)", answer.value.url).group(1)
    expected = {edge["data"]["id"] for edge in elements["edges"] if not edge["data"]["id"].startswith("edge:fold:")}
    shown = set(visit.cy("cy.edges().map(edge => edge.id())"))
    assert expected <= shown and expected, f"owners of {day} are missing: {expected - shown}"
    page.check("#ended")
    assert page.locator("#ended-partial").count() == 1, "it is not told that owners are those of one day"
    visit.canvas(f"/graph?of=company:{SHELL}&ring=1")
    visit.slide("slider.min")
    visit.told.allowed.append("404")
    page.wait_for_selector(".side-block .notice:has-text('团伙')")


@journey
def names_have_room(visit, _):
    """canvas: sixty nodes have names large enough to be read, none on another"""
    visit.serve_graph(large_graph(60, 90, name="青岛某某商务咨询有限公司"))
    visit.canvas(f"/graph?of=company:{SHELL}")
    visit.until_cy("cy.nodes('.named, .beside').length > 15")
    boxes = visit.cy("""cy.nodes().filter(node => !node.hasClass('far') || node.hasClass('named')).map(node => {
        const box = node.renderedBoundingBox({includeNodes: false, includeEdges: false, includeOverlays: false});
        return [box.x1 + 3, box.y1 + 3, box.x2 - 3, box.y2 - 3, node.numericStyle('font-size') * cy.zoom()]; })""")
    assert len(boxes) > 15, f"only {len(boxes)} of 60 names are drawn"
    assert min(box[4] for box in boxes) >= 9.5, f"names of {min(box[4] for box in boxes):.1f} pixels"
    over = [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1:]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]
    assert not over, f"{len(over)} pairs of names lie on each other: {over[:2]}"


@journey
def canvas_keyboard(visit, _):
    """canvas: the list of nodes works by keyboard, and nobody loses the focus"""
    page = visit.page
    visit.canvas(f"/graph?of=company:{SHELL}")
    page.focus("#node-list")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".details h2")
    active = page.locator("#node-list .is-active").inner_text()
    assert active in page.inner_text(".details h2")
    assert page.evaluate("document.activeElement.id") == "node-list"
    page.keyboard.type("186")
    assert page.locator("#node-list .is-active").inner_text().startswith("186")
    page.keyboard.press("Space")
    page.wait_for_selector("#group")
    assert page.locator("#node-list [aria-selected=true]").count() == 2
    page.focus("#pin")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "pin", "the focus was lost when the panel was drawn anew"
    page.focus("#hide")
    before = visit.counts()[0]
    page.keyboard.press("Enter")
    visit.until(f"!document.querySelector('.canvas-status').textContent.startsWith('{before} ')")
    assert page.evaluate("document.activeElement.closest('.canvas-side') !== null"), "the focus fell off the panel"
    page.focus("#undo")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.canvas-bar') !== null"), "the focus fell off the bar"


@journey
def search_race(visit, _):
    """canvas: Enter takes the entity of what is written now, never one of an earlier text"""
    page = visit.page
    visit.go("/graph")
    page.click("#canvas-search")
    page.keyboard.type("飞天企业", delay=20)
    page.wait_for_selector(".canvas-bar .suggestion")
    page.fill("#canvas-search", "青岛聚鑫商务咨询有限公司")
    page.keyboard.press("Enter")
    visit.counts()
    assert unquote(page.url).count(f"company:{SHELL}") > 0, page.url
    # No answer is under way any more that could bring suggestions.
    page.wait_for_load_state("networkidle")
    assert page.locator("#canvas-search-list").is_hidden(), "suggestions came after the choice"
