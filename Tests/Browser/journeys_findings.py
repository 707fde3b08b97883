"""Journeys: dossier, board, check, control, languages, data page."""

import re
from urllib.parse import unquote

from visits import PYRAMID_END, PYRAMID_LAST, SHELL, journey

@journey
def dossier_is_whole(visit, _):
    """dossier: all facts, doubts and explanations; it says whether it is whole, and when it was made"""
    page = visit.page
    visit.go(f"/companies/{SHELL}/dossier")
    visit.until("document.documentElement.dataset.state === 'ready'")
    assert re.search(r"制作于 \d{4}-\d\d-\d\d \d\d:\d\d \(UTC[+−]\d\d:\d\d\)", page.inner_text("#dossier-version"))
    assert "object Object" not in page.inner_text("main")
    assert page.locator(".family-sums").count() > 0
    total = page.request.get(f"{visit.base}/v1/companies/{SHELL}/timeline?limit=1").json()["total"]
    assert page.locator(".dossier-facts tr").count() == total

    # More facts than come along with the panorama are asked for by pages.
    def few(body):
        body["facts"]["items"] = body["facts"]["items"][:2]
        body["facts"]["returned"] = 2

    with visit.changing("**/v1/**/panorama*", few):
        visit.go(f"/companies/{SHELL}/dossier")
        assert page.locator(".dossier-facts tr").count() == total

    def explained(body):
        body["premises"]["explanations"] = [{"id": "tower", "title": {"zh": "楼宇未写到室", "en": "No rooms"},
            "sentence": {"zh": "多户同址不说明问题。", "en": "Many may be there."}, "explains": ["A1"], "records": []}]
        body["premises"]["findings"][0]["explainedBy"] = "tower"

    with visit.changing("**/v1/**/registration-risk*", explained):
        visit.go(f"/companies/{SHELL}/dossier")
    told = page.inner_text("main")
    assert "多户同址不说明问题。" in told and "不计分：未写明房号的大厦" in told


@journey
def dossier_that_failed(visit, _):
    """dossier: a part that the server refuses makes it a failed one, which programs can tell"""
    page = visit.page
    visit.told.allowed.append("404")
    with visit.refusing("**/v1/**/controller*"):
        visit.go(f"/companies/{SHELL}/dossier")
        visit.until("document.documentElement.dataset.state === 'failed'")
    assert "the queue is full" in page.evaluate("document.documentElement.dataset.problem")
    visit.go("/companies/nobody/dossier")
    visit.until("document.documentElement.dataset.state === 'failed'")


@journey
def board_scores(visit, _):
    """board: families, cap and total explain the score; district on both tabs; the ring is one click away"""
    page = visit.page
    visit.go("/board")
    scores = page.locator(".score-badge strong").all_inner_texts()
    for text, score in zip(page.locator(".family-sums").all_inner_texts(), scores):
        parts = re.findall(r"[\u4e00-\u9fff] (\d+)(?:，计 (\d+))?(?!\d| 分)", text)
        counted = sum(int(part[1] or part[0]) for part in parts)
        assert counted == int(score), f"{text} makes {counted}, not {score}"
    assert page.locator("select[name=division]").count() == 1
    page.click(".ring-link >> nth=0")
    page.wait_for_url("**/graph**ring=1**")
    assert "of=company" in unquote(page.url)
    visit.go("/board?view=rings")
    page.select_option("select[name=division]", "370212")
    page.wait_for_url("**division=370212**")
    visit.settle()
    assert page.locator(".ranked-item").count() > 0
    visit.go("/board?from=2024-01-01&to=2020-01-01")
    assert "起始日期 2024-01-01 晚于" in page.inner_text("#reversed")
    assert page.locator(".problem").count() == 0
    visit.go(f"/companies/{PYRAMID_END}?view=timeline&from=2024-01-01&to=2020-01-01")
    assert page.locator("#reversed").count() == 1


@journey
def check_form(visit, _):
    """check: what is typed and answered outlives the language; a contact that is none is told"""
    page = visit.page
    visit.go("/board?view=check")
    page.click("#check-form .button.primary")
    assert "请填写拟登记地址" in page.inner_text("#check-address-problem")
    page.fill("input[name=address]", "山东省青岛市崂山区星汇写字楼201")
    page.fill("input[name=contact]", "号码不详")
    page.click("#check-form .button.primary")
    assert "13800138000" in page.inner_text("#check-contact-problem")
    assert page.locator("#check-result .verdict").count() == 0
    for contact in ["１３８ 0013 8000", "0532-88886666-801", "400-800-1234", "name@example.com"]:
        page.fill("input[name=contact]", contact)
        assert page.inner_text("#check-contact-problem") == "", contact
    page.click("#check-form .button.primary")
    page.wait_for_selector("#check-result .verdict")
    page.click("#language")
    page.wait_for_selector("h1:has-text('Leads on fake registration')")
    visit.settle()
    assert page.input_value("input[name=address]") == "山东省青岛市崂山区星汇写字楼201"
    assert page.input_value("input[name=contact]") == "name@example.com"
    assert "Result" in page.inner_text("#check-result h2 >> nth=0"), page.inner_text("#check-result")[:80]


@journey
def controller_levels_up(visit, _):
    """start page → companies by level → the chain of control, level by level → its controller"""
    page = visit.page
    visit.go("/")
    page.click("#by-level a:has-text('4 层')")
    page.wait_for_selector("#chains tbody tr")
    visit.settle()
    assert all("4 层" in text for text in page.locator("#chains tbody tr").all_inner_texts())
    page.click("#chains tr:has-text('新航（青岛）工贸有限公司') a:has-text('控制链')")
    page.wait_for_selector("#controller .chain")
    visit.settle()
    assert PYRAMID_LAST in page.url, page.url
    assert "4 层" in page.inner_text("#controller .level-badge"), page.inner_text("#controller")
    rows = page.locator("#controller .chain > li").all_inner_texts()
    assert len(rows) == 5 and "邵英志" in rows[0] and "第 4 层" in rows[4] and "新航" in rows[4], rows
    assert "金宇明" in rows[1] and "第 1 层" in rows[1], rows
    page.click("#controller .verdict .entity-name")
    page.wait_for_selector("h1:has-text('邵英志')")
    visit.go("/control?levels=6&as-of=1990-01-01")
    assert "没有隔这么多层的企业" in page.inner_text("#chains-total")
    visit.go("/control?view=groups")
    page.click("#groups summary >> nth=1")
    page.wait_for_selector("#groups .chain")
    visit.go("/control?view=loops")
    assert page.locator("#loops .card").count() == 3, page.inner_text("main")[:300]


@journey
def group_to_its_end(visit, _):
    """control group: every member can be seen"""
    page = visit.page

    def many(body):
        like = body["items"][0]
        body["items"] += [like | {"entity": like["entity"] | {"id": f"company:{number}", "name": f"成员{number}"}}
                          for number in range(30)]
        body["total"] = body["returned"] = len(body["items"])

    with visit.changing("**/v1/**/group?*", many):
        visit.go(f"/companies/{PYRAMID_END}?view=ownership")
    total = int(re.search(r"\d+", page.inner_text("#group-total")).group())
    assert total == 40, total
    while page.locator("#group .more .button").count():
        page.click("#group .more .button")
        visit.settle()
    assert page.locator("#group li").count() == total


@journey
def place_and_spelling(visit, _):
    """premises: the place and one spelling of it are told apart; a building is called by its own name"""
    page = visit.page
    company = page.request.get(f"{visit.base}/v1/companies/{SHELL}/panorama").json()
    premises = company["relations"]["premises"]["items"][0]
    place = page.request.get(f"{visit.base}/v1/places/{premises['entity']['id']}").json()
    assert place["spellingCount"] > 1
    visit.go(f"/premises/{premises['entity']['id']}")
    note = page.inner_text("#spelling-note")
    assert premises["entity"]["name"] in note and f"共 {place['total']} 户（不分日期）" in note, note
    assert f"本级 {place['here']} 户" in page.inner_text("#here")
    assert page.locator("#place-risk .ring-link").count() > 0
    above = place["partOf"][0]
    visit.go(f"/premises/{above['id']}")
    assert page.inner_text("h1").startswith(above["name"]), page.inner_text("h1")
    assert page.locator("#spelling-note, #group-registered").count() == 0


@journey
def crowded_contact(visit, _):
    """pages of entities: where relations are cut, all of them can be had by pages"""
    page = visit.page

    def cut(body):
        body["relations"]["companies"]["total"] += 1

    with visit.changing(re.compile(r"/v1/contacts/[^/]+$"), cut):
        visit.go("/contacts/contact:2314")
    page.click("#group-companies .link-button")
    assert page.locator("#relations tbody tr").count() > 0


@journey
def english_values(visit, _):
    """English: roles, types, clauses, summaries by fixed words; data stay; the record shows what was delivered"""
    page = visit.page
    visit.go(f"/companies/{PYRAMID_END}?lang=en")
    assert "executive director" in page.inner_text("#relations-people")
    assert "limited liability company" in page.inner_text(".inline-facts") and "青岛市飞天企业管理有限公司" in page.inner_text("h1")
    assert "has 45%" in page.inner_text("#block-shareholders"), page.inner_text("#block-shareholders")
    page.click("#registration .record-button >> nth=0")
    page.wait_for_selector(".drawer .columns")
    drawer = page.inner_text(".drawer")
    assert "in business" in drawer and "存续" in drawer, drawer[:600]
    visit.go(f"/companies/{PYRAMID_END}?view=related&lang=en")
    clauses = page.locator(".clause").all_inner_texts()
    assert "Article 4 (1)" in clauses and not any(re.search(r"[\u4e00-\u9fff]", text) for text in clauses[1:]), clauses
    visit.go(f"/companies/{PYRAMID_END}?view=timeline")
    assert page.get_attribute("html", "lang") == "en"
    page.click("#language")
    visit.until("document.documentElement.lang === 'zh-CN'")
    visit.settle()
    assert "持股" in page.inner_text(".timeline")


def upload(page, name, content):
    page.set_input_files("#upload", {"name": name, "mimeType": "text/csv", "buffer": content})
    page.wait_for_selector(f"#upload-progress .upload:first-child:has-text('{name}') :is(.badge, .problem)")
    return page.inner_text("#upload-progress .upload >> nth=0")


@journey
def broken_uploads(visit, _):
    """uploads that cannot be read: each says why, in the reader's language"""
    page = visit.page
    visit.told.allowed.append("400")
    visit.go("/data")
    for name, content, words in [
            ("notes.csv", b"a,b\n1,2\n", "认不出表头"), ("broken.zip", b"PK\x03\x04garbage", "压缩包打不开"),
            ("broken.csv.gz", b"\x1f\x8bgarbage", "压缩文件已损坏"), ("x.exe", b"MZ", "不支持这种文件"),
            ("penalty-empty.csv", b"", "文件是空的"), ("penalty.json", b"{}", "没有 BODS 声明"),
            ("penalty-binary.csv", bytes(range(256)), "认不出表头")]:
        told = upload(page, name, content)
        assert words in told, f"{name}: {told}"
    visit.settle()
    assert "压缩包打不开" in page.text_content("#imports")
    assert "/uploads/" not in page.inner_text("main")
    page.click("#refused-rows summary")
    rows = page.locator("#refused-rows td").all_inner_texts()
    assert any("日期不存在" in text for text in rows) and not any("no such day" in text for text in rows), rows[:4]
    page.click("#language")
    page.wait_for_selector("h1:has-text('Data')")
    visit.settle()
    assert "The archive cannot be opened" in page.text_content("#imports")
    page.click("#refused-rows summary")
    rows = page.locator("#refused-rows td").all_inner_texts()
    assert any("no such day" in text for text in rows) and not any("日期不存在" in text for text in rows), rows[:4]


@journey
def keyboard(visit, _):
    """keyboard: skip link, tabs that keep the focus, a record opened and closed with the focus where it was"""
    page = visit.page
    visit.go(f"/companies/{PYRAMID_END}")
    page.focus(".brand")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.focus(".tab[data-view=overview]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**view=departments**")
    visit.settle()
    assert page.evaluate("document.activeElement.dataset.view") == "departments", "the tab lost the focus"
    page.focus(".fact-button >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector(".drawer dl")
    page.keyboard.press("Escape")
    assert page.locator(".drawer").is_hidden()
    assert "fact-button" in page.evaluate("document.activeElement.className")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", f"the focus is not seen: {outline}"


@journey
def search_page(visit, _):
    """search page: the place that an address names, kinds that were not looked at, no question without words"""
    page = visit.page
    visit.go("/search?q=" + "青岛市崂山区科苑路9999号1室")
    assert page.locator(".problem").count() == 0
    visit.go("/search?q=飞天企业&kind=permit")
    assert "只看了所选类型" in page.inner_text("main")
    visit.go("/search?q=")
    assert page.locator(".problem").count() == 0 and "可以试试" in page.inner_text("main")
    company = page.request.get(f"{visit.base}/v1/companies/{SHELL}/panorama").json()
    address = company["relations"]["premises"]["items"][0]["entity"]["name"]
    visit.go(f"/search?q={address}")
    assert "登记过" in page.inner_text("#search-place")


@journey
def on_paper(visit, _):
    """print: pages say the day they describe and when they were printed, and fit the paper"""
    page = visit.page
    page.emulate_media(media="print")
    for path in [f"/companies/{PYRAMID_END}", "/board?min-score=50", f"/companies/{SHELL}?view=risk"]:
        visit.go(path)
        assert re.search(r"截至 \d{4}-\d\d-\d\d · 打印于 ", page.inner_text(".print-only")), path
        assert page.locator(".topbar, .tabs").evaluate_all(
            "all => all.every(one => getComputedStyle(one).display === 'none')")
    visit.go("/board?min-score=50")
    assert page.input_value("#board-filters input[name=min-score]") == "50" and page.is_visible("#board-filters")
