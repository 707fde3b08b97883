"""Journeys: the board's rows and counties, companies by levels of control."""

import re
from urllib.parse import parse_qs, urlparse

from visits import journey

COUNTIES = [{"division": f"{110101 + number}", "divisionName": f"某省某市第{number}区", "places": 100 - number, "liveCompanies": 300 - number}
            for number in range(40)] + [{"division": None, "divisionName": None, "places": 3, "liveCompanies": 5}]


@journey
def board_rows(visit, _):
    """board: five rows fit the first screen, with their reasons; one legend explains all bars; links say what they show"""
    page = visit.page
    visit.go("/board?show=all&min-score=0")
    shown = page.locator(".ranked-item").evaluate_all("all => all.filter(one => one.getBoundingClientRect().bottom <= innerHeight).length")
    assert shown >= 5, f"only {shown} rows on the first screen"
    assert page.locator("#family-legend").count() == 1
    visit.go("/board")
    for row in page.locator(".ranked-item").all()[:5]:
        assert row.locator(".reasons .tag").count() > 1 and row.locator(".family-part").count() > 0
    assert "地址关系图" in page.inner_text(".ranked-item >> nth=0")
    assert re.search(r"团伙关系图（\d+ 户）", page.inner_text(".ring-link >> nth=0"))
    page.focus(".ranked-reasons summary >> nth=0")
    page.keyboard.press("Enter")
    assert page.locator(".ranked-item >> nth=0").locator(".finding").count() > 0
    visit.go("/board?view=rings")
    page.click(".ranked-reasons summary >> nth=0")
    assert page.locator(".ranked-item >> nth=0").locator(".inline-list li").count() > 1, "a ring does not tell its members"


# Of each row its score, and how much of the width its bar has; and of the bar, its parts with what they count.
BARS = """all => all.map(row => [Number(row.querySelector('.score-badge strong').textContent),
    row.querySelector('.family-length').getBoundingClientRect().width
        / row.querySelector('.family-bar').getBoundingClientRect().width])"""


LEAST_DRAWN = 5  # Bars of less would be too short to be seen: they are a little longer.


@journey
def bars_tell_scores(visit, _):
    """board: the bar of a row is as long as its score is beside the greatest"""
    for path in ["/board?show=all&min-score=0", "/board?view=rings&show=all&min-score=0"]:
        visit.go(path)
        bars = visit.page.locator(".ranked-item").evaluate_all(BARS)
        most = max(score for score, _length in bars)
        wrong = [(score, length) for score, length in bars if score > LEAST_DRAWN and abs(length - score / most) > 0.01]
        assert bars and not wrong, f"{path}: bars are not as long as scores: {wrong[:3]} of {most}"
        assert len({score for score, _length in bars}) > 1, f"{path}: all rows have one score, which tells nothing"


@journey
def counties_of_the_data(visit, _):
    """board: counties come from the data, by name; the first fifteen, and all of them when asked"""
    page = visit.page
    body = {"epoch": 1, "asOf": "2026-01-01", "total": len(COUNTIES), "returned": len(COUNTIES), "items": COUNTIES}
    page.route("**/v1/premises/divisions*", lambda route: route.fulfill(json=body))
    visit.go("/board")
    assert page.locator("#districts tbody tr").count() == 15
    page.click("#all-divisions")
    assert page.locator("#districts tbody tr").count() == len(COUNTIES)
    assert "区县不明" in page.inner_text("#districts tbody tr:last-child")
    assert page.locator("select[name=division] option").count() == 1 + 40
    page.select_option("select[name=division]", "110105")
    page.wait_for_url("**division=110105**")
    visit.settle()
    assert page.input_value("select[name=division]") == "110105"
    assert "第4区" in page.inner_text("select[name=division] option:checked")
    page.unroute("**/v1/premises/divisions*")
    page.evaluate("localStorage.setItem('panorama.language', '\"en\"')")
    visit.go("/board")
    told = page.request.get(f"{visit.base}/v1/premises/divisions").json()["items"][0]
    assert f"{told['divisionName']} ({told['division']})" in page.inner_text("#districts table")


@journey
def loops_in_order(visit, _):
    """control: the holdings of a loop follow each other around it; a group opens by its row"""
    page = visit.page
    visit.go("/control?view=loops")
    names = [row.locator(".entity-name").all_inner_texts() for row in page.locator("#loops .card >> nth=0").locator(".plain-list >> nth=0").locator("li").all()]
    assert len(names) > 1
    # Companies may hold several others of a loop; most steps go on where the last one ended.
    follows = [after[0] == before[1] for before, after in zip(names, names[1:])]
    assert follows[0], names
    visit.go("/control?view=groups")
    page.focus("#groups summary >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("#groups .chain li")


@journey
def chains_by_level(visit, _):
    """control: chips count the companies of each level; pages go to the end; branches are told apart"""
    page = visit.page
    counts = page.request.get(f"{visit.base}/v1/control-chains?limit=1").json()["counts"]
    assert counts
    visit.go(f"/control?levels={counts[0]['levels']}")
    chips = page.locator(".chip").all_inner_texts()
    for one in counts:
        if one["levels"] < 6:
            assert any(chip.startswith(f"{one['levels']} 层") and f"({one['companies']:,})" in chip for chip in chips), (one, chips)
    page.click(f"#levels-{counts[-1]['levels'] if counts[-1]['levels'] < 6 else 6}")
    visit.settle()
    total = int(re.search(r"共 ([\d,]+) 户", page.inner_text("#chains-total")).group(1).replace(",", ""))

    def few(route):
        # Pages of two companies, some of which are branches.
        asked = parse_qs(urlparse(route.request.url).query)
        answer = route.fetch(url=route.request.url.replace("limit=50", "limit=2"))
        body = answer.json()
        for index, item in enumerate(body["items"]):
            item["isBranch"] = index % 2 == 1
        assert asked["limit"] == ["50"]
        route.fulfill(response=answer, json=body)

    page.route("**/v1/control-chains*", few)
    page.reload()
    visit.settle()
    while page.locator(".more .button").count():
        rows = page.locator("#chains tbody tr").count()
        page.click(".more .button")
        visit.until(f"document.querySelectorAll('#chains tbody tr').length > {rows}")
    rows = page.locator("#chains tbody tr").count()
    assert rows == total, (rows, total)
    branches = page.locator("#chains tbody tr:has-text('分支机构')").count()
    assert branches == total // 2, (branches, total)
    page.unroute("**/v1/control-chains*", few)
    page.check("#without-branches")
    page.wait_for_url("**branches=0**")
    visit.settle()
    chips = page.locator(".chip").all_inner_texts()
    without = page.request.get(f"{visit.base}/v1/control-chains?branches=hidden&limit=1").json()["counts"]
    assert sum(one["companies"] for one in without) < sum(one["companies"] for one in counts)
    assert all(any(f"({one['companies']})" in chip for chip in chips) for one in without if one["levels"] < 6), (without, chips)
    link = page.locator("#chains a:has-text('控制链') >> nth=0")
    assert "button" in link.get_attribute("class")
    link.click()
    page.wait_for_selector("#controller .chain")
