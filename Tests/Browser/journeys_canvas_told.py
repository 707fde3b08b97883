"""Journeys: what the canvas says of ways between two, of a day's statuses, of permits and of what waits."""

from visits import PYRAMID_LAST, PYRAMID_TOP, journey

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
