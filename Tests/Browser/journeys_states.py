"""Journeys over what companies, permits and places are on a day, and over a server that is gone."""

import re

from visits import PYRAMID_END, journey

CLOSED = "91370212260007401T"       # deregistered 2009-07-24
REVOKED = "91370212MA1000E408"      # licence revoked 2024-08-16
RELOCATED = "91370212260040332P"    # moved away 2020-06-01
BRANCH = "9137021226003811X0"       # of 91370212260008885D
HOUSEHOLD = "92370212MA1000T46U"
PARTNERSHIP = "91370212MA1000J93D"
LISTED = "91370212MA1000U34D"       # abnormal operation since 2026-03-27, serious violation since 2026-06-29
REMOVED = "91370212260012219W"      # abnormal operation from 2023-09-30 to 2024-01-10
WITHDRAWN = "91370212260025538A"    # holds JY13702000000011, deregistered within its term


def text(visit, selector):
    return visit.page.inner_text(selector)


@journey
def listings_of_the_day(visit, _):
    """lists that a company is on warn; those that it was taken off are told as over, by the day"""
    head = lambda path: (visit.go(path), visit.page.locator(".listing").all_inner_texts())[1]
    assert any("列入中" in one for one in head(f"/companies/{LISTED}"))
    assert visit.page.locator(".listing.badge-warn").count() == 2
    over = head(f"/companies/{REMOVED}")
    assert over == ["经营异常名录：曾列入 1（已移出）"], over
    assert visit.page.locator(".listing.badge-warn").count() == 0
    then = head(f"/companies/{REMOVED}?as-of=2023-12-01")
    assert then == ["经营异常名录：列入中 1"], then
    # Warnings stand before all other blocks, and first in the dossier.
    blocks = visit.page.locator("[id^=block-]").evaluate_all("all => all.map(one => one.id)")
    assert blocks[0] == "block-risk", blocks
    visit.go(f"/companies/{LISTED}/dossier")
    first = visit.page.locator(".dossier > section").first
    assert first.get_attribute("id") == "listings" and "列入中" in first.inner_text()


@journey
def ends_of_companies(visit, _):
    """the end of a company: one badge, a note before its control, a row of the timeline that is no record"""
    badges = lambda code: (visit.go(f"/companies/{code}"),
                           visit.page.locator("h1 .badge:not(.listing)").all_inner_texts())[1]
    assert badges(REVOKED) == ["吊销（未注销）"], badges(REVOKED)
    assert badges(CLOSED) == ["注销"], badges(CLOSED)
    assert badges(RELOCATED) == ["已迁出"], badges(RELOCATED)
    visit.go(f"/companies/{CLOSED}?view=ownership")
    assert "已于 2009-07-24 注销" in text(visit, ".end-note")
    visit.go(f"/companies/{CLOSED}?view=timeline")
    number = int(re.search(r"\d+", text(visit, "#timeline-total")).group())
    dates = visit.page.locator(".timeline .fact-date").all_inner_texts()
    dated = [one for one in dates if one[0].isdigit()]
    assert dated == sorted(dated, reverse=True), dated
    assert visit.page.locator(".timeline .fact:not(.fact-end)").count() == min(number, 50)
    assert visit.page.locator(".fact-end").count() == 1
    assert "注销" in text(visit, ".fact-end") and "2009-07-24" in text(visit, ".fact-end")
    visit.page.click(".fact-end .fact-button")
    visit.page.wait_for_selector(".drawer dl")
    assert "registration.csv" in text(visit, ".drawer")
    # Filters leave it out as they leave out facts; on an earlier day it has not happened.
    for rest in ("&from=2012-01-01", "&theme=change", "&as-of=2009-07-23"):
        visit.go(f"/companies/{CLOSED}?view=timeline{rest}")
        assert visit.page.locator(".fact-end").count() == 0, rest


@journey
def before_the_founding(visit, _):
    """before its founding a company is not yet there, and nothing else is said of its control"""
    visit.go(f"/companies/{CLOSED}?as-of=1980-01-01")
    assert visit.page.locator("h1 .badge").all_inner_texts() == ["尚未成立"]
    assert "尚未成立" in text(visit, "#summary-control") and "控制人" not in text(visit, "#summary-control .card-body")
    visit.go(f"/companies/{CLOSED}?as-of=1980-01-01&view=ownership")
    assert visit.page.locator(".not-yet").count() == 1 and visit.page.locator(".notice-warn").count() == 0


@journey
def forms_of_companies(visit, _):
    """who represents a company is called by its form; a branch has no shareholders and leads to its head office"""
    for code, title in [(BRANCH, "负责人"), (HOUSEHOLD, "经营者"), (PARTNERSHIP, "执行事务合伙人"),
                        (PYRAMID_END, "法定代表人")]:
        visit.go(f"/companies/{code}")
        titles = visit.page.locator(".inline-facts dt, #registration dt").all_inner_texts()
        told = [one for one in titles if re.fullmatch("法定代表人|负责人|经营者|执行事务合伙人|投资人", one)]
        assert told and set(told) == {title}, (code, told)
        visit.go(f"/companies/{code}?view=relations&kinds=legal_representative")
        assert text(visit, "#relations tbody td >> nth=0") == title, code
    visit.go(f"/companies/{BRANCH}?view=ownership")
    assert "分公司没有股东，责任由总公司承担" in text(visit, "#controller")
    assert visit.page.get_attribute("#controller .entity-name", "href").endswith("/91370212260008885D")


@journey
def filing_is_no_statement_of_fact(visit, _):
    """who has nothing to file is told so; an exemption is told as far as records go"""
    visit.go(f"/companies/{PYRAMID_END}?view=ownership")

    def ineligible(body):
        body["filing"] = {"isSubject": False, "reason": "individualBusiness",
                          "title": {"zh": "个体工商户不属于备案主体", "en": "no filer"}}
        body["exemption"] = None

    def eligible(body):
        body["filing"], body["exemption"] = None, "eligible"

    with visit.changing("**/beneficial-owners*", ineligible):
        visit.go(f"/companies/{PYRAMID_END}?view=ownership")
        assert "不属于备案主体" in text(visit, ".no-filer") and visit.page.locator(".exemption").count() == 0
    with visit.changing("**/beneficial-owners*", eligible):
        visit.go(f"/companies/{PYRAMID_END}?view=ownership")
        assert "其余须由备案主体承诺" in text(visit, ".exemption"), text(visit, "#beneficial")


@journey
def rules_before_their_time(visit, _):
    """rules that were not in force on the day are told as that, on paper too; a group under the state as under the state"""
    early = "该规则尚未施行（2024-11-01起施行）"
    for path in [f"/companies/{PYRAMID_END}?view=ownership", f"/companies/{PYRAMID_END}/dossier"]:
        visit.go(path)
        assert early not in text(visit, "main")
        visit.go(f"{path}{'&' if '?' in path else '?'}as-of=2024-10-31")
        assert early in text(visit, "main"), path
    visit.go("/control?view=groups")
    marks = {row.locator(".entity-name").first.inner_text(): row.locator("summary .state-mark").count()
             for row in visit.page.locator(".group-row").all()}
    assert marks["崂山区国有资产投资运营中心"] == 1 and sum(marks.values()) == 1, marks


@journey
def permits_of_the_day(visit, _):
    """permits: told with their numbers; no days are left of a withdrawn one, nor is it expired before its end"""
    page = visit.page
    visit.go(f"/companies/{WITHDRAWN}?view=relations&kinds=holds_permit")
    row = page.locator("#relations tbody tr:has-text('JY13702000000011')")
    assert row.count() == 1 and row.locator(".permit-number").inner_text() == "JY13702000000011"
    path = row.locator(".entity-name").get_attribute("href").split("?")[0]

    def withdrawn(body):
        body["permitState"], body["daysLeft"] = "withdrawn", 500
        for item in body["relations"]["holders"]["items"]:
            item["state"], item["edge"]["endedUndated"] = "former", True

    with visit.changing("**/v1/permits/*", withdrawn):
        visit.go(path)
        assert "还剩" not in text(visit, ".entity-head") and "已注销" in text(visit, "h1")
        assert "已终止，终止日不详" in text(visit, "#group-holders")

    def valid(body):
        body["permitState"], body["daysLeft"], body["status"] = "valid", 20, "过期"

    with visit.changing("**/v1/permits/*", valid):
        visit.go(f"{path}?as-of=2024-07-01")
        assert "还剩 20 天" in text(visit, "h1") and "过期" not in text(visit, "h1"), text(visit, "h1")


@journey
def premises_follow_the_day(visit, _):
    """premises: who is registered there follows the day; spellings of a place are one line of a company"""
    visit.go("/premises/premises:1531")
    now = text(visit, "#here-counts")
    assert re.search(r"当前 [1-9]", now), now
    visit.go("/premises/premises:1531?as-of=1980-01-01")
    then = text(visit, "#here-counts")
    assert re.search(r"当前 0 户 · 曾经 0 户 · 之后登记 [1-9]", then), then
    assert visit.page.locator(".here-current").count() == 0

    def twice(body):
        group = body["relations"]["premises"]
        first = next(item for item in group["items"] if item.get("place"))
        other = {**first, "entity": {**first["entity"], "id": "premises:999999", "name": "同一处的另一写法"}}
        group["items"] = [first, other]
        group["total"] = 2

    with visit.changing("**/v1/companies/*/panorama*", twice):
        visit.go(f"/companies/{PYRAMID_END}")
        card = text(visit, "#relations-premises")
        assert visit.page.locator("#relations-premises .relation-list > li").count() == 1, card
        assert "2 种写法" in card and card.count("登记过") == 1, card


@journey
def malformed_address(visit, _):
    """an address that nobody can read leads to the page that says so"""
    visit.go("/companies/%E0%A4")
    assert text(visit, "h1") == "没有这个页面"


@journey
def server_gone(visit, _):
    """a server that is gone: the page stays, says so in words, and comes back by a button"""
    page = visit.page
    visit.told.allowed += ["ERR_", "Failed to fetch"]
    visit.go(f"/companies/{PYRAMID_END}")
    name, address = text(visit, "h1"), page.url
    page.route("**/*", lambda route: route.abort())
    page.click(".tab[data-view=timeline]")
    page.wait_for_selector(".unreached .problem")
    assert "无法连接服务器" in text(visit, ".unreached") and text(visit, "h1") == name
    # What stays is the page of its own URL: its links and keys go on meaning what they did.
    assert page.url == address, page.url
    page.click(".unreached .button")
    page.wait_for_selector(".unreached .button:has-text('仍无法连接')")
    page.unroute("**/*")
    page.click(".unreached .button")
    page.wait_for_selector(".tab[data-view=timeline][aria-selected=true]")
    visit.settle()
    assert page.locator(".unreached").count() == 0 and page.locator("#timeline-total").count() == 1


@journey
def day_of_china(visit, _):
    """today is China's day, as the server has it, wherever the reader is"""
    session = visit.context.new_cdp_session(visit.page)
    for zone in ["America/Los_Angeles", "Pacific/Auckland"]:
        session.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
        visit.go("/board")
        answer = visit.page.evaluate("fetch('/v1/stats?limit=0').then(answer => answer.json())")
        assert visit.page.locator("#as-of-day").input_value() == answer["asOf"], zone


@journey
def capital_of_another_currency(visit, _):
    """a capital in another currency is told in that"""
    visit.go("/companies/91370212260007401T")
    assert "NaN" not in text(visit, "main")
    capital = visit.page.locator("#registration dt:has-text('注册资本') + dd")
    assert re.search(r"USD|美元", capital.inner_text()), capital.inner_text()


@journey
def problems_in_chinese(visit, _):
    """problems are told in Chinese by their code; the server's English stands behind a button"""
    page = visit.page
    visit.told.allowed.append("404")
    visit.go("/companies/nix")
    assert "没有这个主体" in text(visit, ".problem-title")
    assert not page.locator(".problem-detail").is_visible()
    page.click(".problem-more summary")
    assert "no company" in text(visit, ".problem-detail")
    codes = page.evaluate("""async () => {
        const words = (await import('/js/words/zh-problems.js')).default;
        return Object.entries(words).filter(([, text]) => !/[\\u4e00-\\u9fff]/.test(text)).map(([key]) => key);
    }""")
    assert codes == [], codes
