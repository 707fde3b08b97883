"""Journeys: what findings and statements rest on, on screen and on paper; permits past their term, doubts."""

import re

from visits import PYRAMID_END, SHELL, journey

LAPSED = "91370212260038857P"  # its printing permit ended on 2026-04-04 and is 有效 on record
THROUGH_GONE = "91370212MA1000ER9R"  # controlled through a company that is deregistered


def risk_of(page, base, code):
    return page.request.get(f"{base}/v1/companies/{code}/registration-risk").json()


@journey
def permit_past_its_term(visit, _):
    """permits: past their term is said beside the status on record; what holds is said once"""
    page = visit.page
    permit = page.request.get(f"{visit.base}/v1/companies/{LAPSED}/relations?kinds=holds_permit").json()["items"]
    entity = next(one["entity"] for one in permit if one["entity"]["permitState"] == "expired")
    for path, place in [(f"/companies/{LAPSED}?as-of=2026-11-22", "#block-permits .fact"),
                        (f"/permits/{entity['id']}", "h1"),
                        (f"/companies/{LAPSED}?view=relations&kinds=holds_permit", "#relations tr"),
                        (f"/companies/{LAPSED}/dossier", ".dossier-facts tr:has-text('印刷经营许可证')")]:
        visit.go(path)
        told = page.inner_text(f"{place}:has(.badge-warn) >> nth=0")
        assert "期限已过" in told and "登记状态：有效" in told, f"{path}: {told}"
    visit.go(f"/companies/{LAPSED}?as-of=2026-01-01")
    row = page.inner_text("#relations-permits .relation-list")
    assert "有效" in row and "有效有效" not in re.sub(r"\s", "", row) and "期限已过" not in row, row
    visit.go("/search?q=印刷经营许可证&kind=permit")
    for text in page.locator(".hit-name").all_inner_texts():
        assert "有效有效" not in re.sub(r"\s", "", text), text


@journey
def control_through_gone_companies(visit, _):
    """control through a company off the register: a warning in the overview, the view of control and the dossier"""
    page = visit.page
    gone = page.request.get(f"{visit.base}/v1/companies/{THROUGH_GONE}/controller").json()["offRegister"][0]
    for path, place in [("", "#summary-control"), ("?view=ownership", "#controller"),
                        ("/dossier", ".dossier-part:nth-of-type(3)")]:
        visit.go(f"/companies/{THROUGH_GONE}{path}")
        told = page.inner_text(".notice-warn:has(.warning) >> nth=0")
        assert "控制经由已注销" in told and gone["name"] in told, f"{path}: {told}"
        assert path == "/dossier" or page.locator(f"{place} .warning a").count() == 1

    def doubted(body):
        # The company itself, whose head tells it, is not named again; doubts stand beside it.
        body["offRegister"] = [body["subject"] | {"stage": "closed"}, gone]
        body["doubts"] = ["unknownShares"]

    with visit.changing("**/v1/**/controller*", doubted):
        visit.go(f"/companies/{PYRAMID_END}")
    told = page.inner_text("#summary-control")
    assert "控制经由已注销" in told and gone["name"] in told and "比例不详" in told, told
    assert page.locator("#summary-control .warning a").count() == 1


@journey
def findings_name_parties(visit, _):
    """findings: the people and contacts they are about are links; what a ring shares with its address is told once"""
    page = visit.page
    answer = risk_of(page, visit.base, SHELL)
    visit.go(f"/companies/{SHELL}?view=risk")
    named = next(one for one in answer["premises"]["findings"] if one["parties"])
    row = page.locator(f"#risk-premises .finding:has(code:text-is('{named['indicator']}')) .finding-parties")
    assert named["parties"][0]["name"] in row.inner_text() and row.locator("a").count() == len(named["parties"])
    assert page.locator("#risk-ring .finding:visible").count() == 0
    assert f"{len(answer['ring']['findings'])} 条发现全部与登记地址相同" in page.inner_text("#risk-shared summary >> nth=0")
    page.click("#risk-shared > summary")
    assert page.locator("#risk-ring .finding:visible").count() == len(answer["ring"]["findings"])
    assert str(answer["ring"]["score"]) in page.inner_text("#risk-ring .score-badge")
    assert page.locator("#risk-ring .family-sums").count()
    page.click("#risk-own .finding summary >> nth=0")
    basis = answer["own"]["findings"][0]["source"]
    assert basis["zh"] in page.inner_text("#risk-own")
    visit.go(f"/companies/{SHELL}?view=risk&lang=en")
    page.click("#risk-own .finding summary >> nth=0")
    assert basis["en"] in page.inner_text("#risk-own")

    def other(body):
        body["ring"]["findings"][0]["points"] += 1

    with visit.changing("**/v1/**/registration-risk*", other):
        visit.go(f"/companies/{SHELL}?view=risk&lang=zh")
        assert page.locator("#risk-ring .finding:visible").count() == 1
        visit.go(f"/companies/{SHELL}/dossier")
    rest = len(answer["ring"]["findings"]) - 1
    assert f"其余 {rest} 条与登记地址相同" in page.inner_text("p.shared-findings")


@journey
def every_source_on_paper(visit, _):
    """dossier on paper: every record behind every finding is listed, with departments; nothing is cut to a number"""
    page = visit.page
    page.emulate_media(media="print")
    visit.go(f"/companies/{SHELL}/dossier")
    paper = page.inner_text("main")
    answer = risk_of(page, visit.base, SHELL)
    numbers = set(re.findall(r"#(\d+)", paper))
    for name in ["own", "premises", "ring"]:
        for finding in answer[name]["findings"]:
            missing = set(finding["records"]) - numbers
            assert not missing, f"{name} {finding['indicator']}: {sorted(missing)[:5]}"
    assert not re.search(r"#\d+ \+\d+\]", paper), "records are cut to a number"
    listed = page.inner_text(".source-list")
    assert "来源 1" in listed and "市场监督管理局" in listed, listed[:200]
    for reference in page.locator(".source-note a").all():
        assert page.locator(reference.get_attribute("href")).count() == 1
    page.emulate_media(media="screen")
    page.click(".source-note a >> nth=0")
    assert "#" not in page.url and page.locator("#source-1").is_visible()


@journey
def place_at_a_glance(visit, _):
    """premises: what belongs to the place and what to a spelling stand under own titles; many spellings are folded"""
    page = visit.page
    company = page.request.get(f"{visit.base}/v1/companies/{SHELL}/panorama").json()
    premises = company["relations"]["premises"]["items"][0]["entity"]
    count = page.request.get(f"{visit.base}/v1/places/{premises['id']}").json()["spellingCount"]
    assert count > 5
    visit.go(f"/premises/{premises['id']}")
    assert f"{count} 种写法" in page.inner_text("#place-title")
    assert premises["name"] in page.inner_text("#spelling-note b")
    assert page.locator("details#spellings li:visible").count() == 0
    page.click("#spellings summary")
    assert page.locator("#spellings li:visible").count() == count
    order = page.evaluate("""['#place-title', '#place-risk', '#here', '#spelling-note', '#group-registered'].map(one =>
        document.querySelector(one).getBoundingClientRect().top)""")
    assert order == sorted(order), order
