"""Journeys: the page of all records and the ways to it; where the records of a dossier stand; texts in search boxes."""

import re

from visits import PYRAMID_END, SHELL, journey

FACTS = "**/v1/facts*"
RECORDS = re.compile(r"/v1/records\?")


def asked(visit, path):
    return visit.page.request.get(f"{visit.base}{path}").json()


def number(text):
    """The first number of a text."""
    return int(re.search(r"\d[\d,]*", text).group().replace(",", ""))


@journey
def record_of_a_theme(visit, _):
    """data → number of records of a theme → all of them, newest first, with whom they are about → the source record"""
    page = visit.page
    visit.go("/data")
    page.click("#theme-rows-all")
    row = page.locator("#theme-rows tr:has(code:text-is('penalty'))")
    count = number(row.locator("a").inner_text())
    row.locator("a").click()
    page.wait_for_url("**/records?theme=penalty")
    visit.settle()
    assert page.input_value("select[name=theme]") == "penalty"
    assert number(page.inner_text("#timeline-total")) == count > 50, count
    assert page.locator(".fact-of").count() == 50
    page.click(".more .button")
    visit.until("!document.querySelector('.more .button')")
    visit.settle()
    facts = asked(visit, "/v1/facts?theme=penalty&limit=500")["items"]
    assert page.locator(".fact-of").count() == count == len(facts)
    assert set(page.locator(".fact-theme").all_inner_texts()) == {"行政处罚"}
    days = [day for day in page.locator(".fact-date").all_inner_texts() if day[0].isdigit()]
    assert days == sorted(days, reverse=True), days
    names = page.locator(".fact-of .entity-name").all_inner_texts()
    assert names == [fact["subject"]["name"] for fact in facts]
    # The row opens the record wherever no link is.
    page.click(".fact-of .fact-summary >> nth=0", force=True)
    page.wait_for_selector(".drawer dl")
    record = asked(visit, f"/v1/records/{facts[0]['record']}")
    drawer = page.inner_text(".drawer")
    assert f"{record['file']} 第 {record['row']} 行" in drawer and "处罚决定书文号" in drawer, drawer[:400]
    page.keyboard.press("Escape")
    assert "record-button" in page.evaluate("document.activeElement.className")
    page.click(".fact-of .entity-name >> nth=0")
    page.wait_for_selector(f"h1:has-text('{names[0]}')")
    assert page.locator(".drawer").is_hidden()
    page.go_back()
    page.wait_for_selector(".fact-of")
    assert "theme=penalty" in page.url


@journey
def records_filtered(visit, _):
    """records: theme, department and days are in the URL; later, none, reversed days and refusals are told"""
    page = visit.page
    visit.go("/records")
    whole = number(page.inner_text("#timeline-total"))
    assert whole == asked(visit, "/v1/facts?limit=1")["total"]
    themes = asked(visit, "/v1/themes")["items"]
    offered = page.locator("select[name=theme] option").evaluate_all("all => all.map(one => one.value).filter(Boolean)")
    assert sorted(offered) == sorted(one["id"] for one in themes if one["facts"]), offered
    assert page.locator("select[name=theme] optgroup").count() > 5
    page.focus("select[name=department]")
    page.select_option("select[name=department]", "tax")
    page.wait_for_url("**department=tax**")
    visit.settle()
    assert set(page.locator(".fact-department").all_inner_texts()) == {"税务局"}
    assert page.evaluate("document.activeElement.name") == "department", "the filter lost the keyboard"
    page.select_option("select[name=theme]", "tax_arrears")
    page.wait_for_url("**theme=tax_arrears**")
    visit.settle()
    assert 0 < number(page.inner_text("#timeline-total")) < whole
    page.select_option("select[name=department]", "court")
    page.wait_for_url("**department=court**")
    visit.settle()
    assert "没有符合条件的记录" in page.inner_text("main") and page.locator(".fact-of, .problem").count() == 0
    page.click(".filters .link-button")
    page.wait_for_url(f"{visit.base}/records")
    visit.settle()
    assert number(page.inner_text("#timeline-total")) == whole
    visit.go("/records?from=2020-01-01&to=2020-12-31")
    assert all(day.startswith("2020") for day in page.locator(".fact-date").all_inner_texts())
    # Two themes at once, as a link may ask for, are no choice of their own and yet told.
    visit.go("/records?theme=penalty,environment_penalty&as-of=2024-01-01")
    assert "行政处罚、" in page.inner_text("select[name=theme] option:checked")
    later = asked(visit, "/v1/facts?theme=penalty,environment_penalty&as-of=2024-01-01&limit=1")["laterFactCount"]
    assert later > 0 and f"另有 {later} 条记录晚于所选日期" in page.inner_text(".notice")
    assert "as-of=2024-01-01" in page.get_attribute(".fact-of .entity-name >> nth=0", "href")
    visit.go("/records?from=2024-01-01&to=2020-01-01")
    assert "起始日期 2024-01-01 晚于" in page.inner_text("#reversed")
    with visit.refusing(FACTS):
        visit.go("/records?theme=penalty")
    assert "服务器正忙" in page.inner_text(".problem") and page.locator(".filters select").count() == 2
    page.click(".problem .button")
    page.wait_for_selector(".fact-of")


@journey
def ways_to_records(visit, _):
    """home, header and the hint of the search box lead to records; the header fits in both languages"""
    page = visit.page
    visit.go("/")
    page.click("#by-department a:has-text('税务局')")
    page.wait_for_url("**/records?department=tax")
    visit.settle()
    assert set(page.locator(".fact-department").all_inner_texts()) == {"税务局"}
    page.click("#search")
    page.keyboard.type("行政处罚")
    page.wait_for_selector("#search-list .theme-hint a")
    assert re.search(r"行政处罚（\d+ 条）", page.inner_text("#search-list .theme-hint"))
    page.click("#search-list .theme-hint a >> nth=0")
    page.wait_for_url("**/records?theme=penalty")
    visit.settle()
    assert page.locator("#search-list").is_hidden(), "the hint lies over what it led to"
    assert set(page.locator(".fact-theme").all_inner_texts()) == {"行政处罚"}

    # Where entities are found too, the whole title of a theme leads to its records, and nothing less.
    with visit.answering("**/v1/search*", lambda route: route.continue_(
            url=re.sub(r"q=[^&]*", "q=%E7%A7%91%E6%8A%80", route.request.url))):
        for text, hints in [("行政处罚", 1), ("行政处", 0)]:
            visit.go(f"/search?q={text}")
            assert page.locator("main .hit").count() > 0
            assert page.locator("main .theme-hint a[href='/records?theme=penalty']").count() == hints, text
    for _language in range(2):
        page.click(".nav a[href='/records']")
        page.wait_for_url(f"{visit.base}/records")
        visit.settle()
        links, room, box = page.evaluate("""(() => {
            const bar = document.querySelector('.topbar'), box = document.querySelector('#search');
            return [[...bar.querySelectorAll('.nav a')].map(one => one.getBoundingClientRect().height),
                bar.clientWidth - bar.scrollWidth, box.clientWidth];
        })()""")
        assert len(set(links)) == 1 and room == 0 and box > 300, (links, room, box)
        page.click("#language")
        visit.settle()


def cited(page):
    """Record numbers beside statements and in the lists of the appendix; and those that are told where they stand."""
    beside = set(re.findall(r"#(\d+)", " ".join(page.locator(".source-note, .source-numbers").all_inner_texts())))
    told = [int(text[1:]) for text in page.locator(".cited-records button").all_inner_texts()]
    return {int(one) for one in beside}, told


@journey
def where_cited_records_stand(visit, _):
    """dossier on paper: every record that is cited is listed once, by number, with file, row, day and import"""
    page = visit.page
    page.emulate_media(media="print")
    for company in [SHELL, PYRAMID_END]:
        visit.go(f"/companies/{company}/dossier")
        visit.until("document.documentElement.dataset.state === 'ready'")
        beside, told = cited(page)
        assert len(beside) > 20 and set(told) == beside, sorted(beside ^ set(told))[:5]
        assert told == sorted(set(told)), told
        for one in [told[0], told[-1]]:
            record = asked(visit, f"/v1/records/{one}")
            has = f":has(button:text-is('#{one}'))"
            head = page.inner_text(f".cited-file{has} p")
            entry = page.inner_text(f".cited-records li{has}")
            assert record["title"] in head and record["file"] in head, head
            assert f"第 {record['import']} 次导入，{record['imported'][:4]}" in head, head
            assert f"第 {record['row']} 行" in entry and (record["date"] or "") in entry, entry
    page.emulate_media(media="screen")
    page.click(f".cited-records button:text-is('#{told[0]}')")
    page.wait_for_selector(f".drawer:has-text('#{told[0]}')")


@journey
def cited_records_by_batches(visit, _):
    """dossier: records are asked for by two hundred; unknown ones are told, a refusal makes the dossier failed"""
    page = visit.page
    asked_for = []
    page.on("request", lambda request: RECORDS.search(request.url) and asked_for.append(
        len(request.url.split("id=")[1].split("%2C"))))

    def many(body):
        facts = body["facts"]
        like = facts["items"][0]
        facts["items"] += [like | {"record": str(90_000_000 + one)} for one in range(450)]
        facts["total"] = facts["returned"] = len(facts["items"])

    with visit.changing("**/v1/**/panorama*", many):
        visit.go(f"/companies/{SHELL}/dossier")
        visit.until("document.documentElement.dataset.state === 'ready'")
    assert len(asked_for) == 3 and max(asked_for) == 200, asked_for
    missing = page.inner_text("#missing-records")
    assert "450 条记录" in missing and "#90000000 " in missing and "#90000449" in missing, missing[:200]
    assert len(cited(page)[1]) + 450 == sum(asked_for)
    with visit.refusing(RECORDS):
        visit.go(f"/companies/{SHELL}/dossier")
        visit.until("document.documentElement.dataset.state === 'failed'")
    assert "服务器正忙" in page.inner_text(".source-list .problem")
    assert page.locator(".source-list > ul > li").count() > 0, "the lists of the statements are lost too"
    assert "the queue is full" in page.evaluate("document.documentElement.dataset.problem")


@journey
def text_outlives_language(visit, _):
    """language and theme switch: what is typed in a search box stays; another question replaces it"""
    page = visit.page
    for path, box in [("/data", "#search"), ("/", "#home-search"), ("/search?q=科技", "#page-search")]:
        visit.go(path)
        page.fill(box, "尚未检索的文字")
        for switch in ["#language", "#theme", "#language"]:
            page.click(switch)
            visit.settle()
            assert page.input_value(box) == "尚未检索的文字", f"{path}: lost by {switch}"
    page.fill("#page-search", "飞天")
    page.press("#page-search", "Enter")
    page.wait_for_url("**/search?q=%E9%A3%9E%E5%A4%A9")
    visit.settle()
    assert page.input_value("#page-search") == "飞天"
    page.go_back()
    page.wait_for_url("**/search?q=%E7%A7%91%E6%8A%80")
    visit.settle()
    assert page.input_value("#page-search") == "科技"
