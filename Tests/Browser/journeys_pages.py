"""Journeys over the pages: companies, the board, data, dossiers, what is refused."""

import pathlib
import re
import tempfile
import time
from urllib.parse import unquote

from visits import INJECTED, PAGES, PYRAMID_END, journey, note


@journey
def timeline_filter(visit, _):
    """timeline: filters by year, theme and department; a fact opens its record"""
    page = visit.page
    visit.go(f"/companies/{PYRAMID_END}?view=timeline")
    number = lambda: int(re.search(r"\d+", page.inner_text("#timeline-total")).group())
    whole = number()
    page.click(".year-bar:has-text('2017')")
    page.wait_for_url("**from=2017-01-01**")
    visit.settle()
    year = number()
    assert 0 < year < whole
    assert all(text.startswith("2017") for text in page.locator(".fact-date").all_inner_texts())
    page.select_option("select[name=theme]", "shareholding")
    page.wait_for_url("**theme=shareholding**")
    visit.settle()
    assert 0 < number() < year
    page.click(".fact-button >> nth=0")
    page.wait_for_selector(".drawer dl")
    drawer = page.inner_text(".drawer")
    assert "shareholding.csv" in drawer and "股东名称" in drawer and "市场监督管理局" in drawer, drawer[:400]
    page.keyboard.press("Escape")
    assert page.locator(".drawer").is_hidden()
    assert "record=" not in page.url


@journey
def back_button(visit, _):
    """back button: view, record and page come back as they were"""
    page = visit.page
    visit.go("/search?q=" + "飞天企业")
    page.click(".hit .entity-name")
    page.wait_for_selector(".tabs")
    visit.settle()
    page.click(".tab[data-view=ownership]")
    page.wait_for_selector("#controller .verdict")
    visit.settle()
    page.click("#controller .record-button >> nth=0")
    page.wait_for_selector(".drawer dl")
    page.go_back()
    visit.until("document.querySelector('.drawer').hidden")
    assert "view=ownership" in page.url
    page.go_back()
    page.wait_for_selector(".tab[data-view=overview][aria-selected=true]")
    page.go_back()
    page.wait_for_selector(".hits")
    page.go_forward()
    page.wait_for_selector("h1:has-text('青岛市飞天企业管理有限公司')")


@journey
def board_to_dossier(visit, _):
    """board → ring → dossier"""
    page = visit.page
    visit.go("/board")
    scores = [int(text) for text in page.locator(".ranked-item .score-badge strong").all_inner_texts()]
    assert scores and scores == sorted(scores, reverse=True), scores
    page.fill("input[name=min-score]", "100")
    page.press("input[name=min-score]", "Enter")
    page.wait_for_url("**min-score=100**")
    visit.settle()
    assert page.locator(".ranked-item").count() < len(scores)
    page.click(".tab[data-view=rings]")
    page.wait_for_selector("#rings-total")
    page.click(".ring-graph >> nth=0")
    page.wait_for_url("**/graph**")
    visit.settle()
    nodes, edges = visit.counts()
    assert nodes > 5 and edges > 5, (nodes, edges)
    company = re.search(r"company:(\w+)", unquote(page.url)).group(1)
    visit.go(f"/companies/{company}?view=risk")
    assert page.locator("#risk-ring .finding").count() > 3
    # What the address tells too is folded.
    page.click("#risk-shared > summary")
    page.click("#risk-ring .finding summary >> nth=0")
    page.wait_for_selector("#risk-ring .company-ids a:has-text('公司')")
    page.click(".entity-head .button:has-text('企业档案')")
    page.wait_for_selector(".dossier-foot")
    visit.settle()
    assert page.locator(".dossier-part").count() >= 5
    assert page.locator(".dossier-chart").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    pdf = page.pdf()
    assert pdf[:4] == b"%PDF" and len(pdf) > 20_000


@journey
def check_before_registration(visit, _):
    """check before a registration"""
    page = visit.page
    visit.go("/board?view=check")
    page.fill("input[name=address]", "山东省青岛市崂山区星汇写字楼201")
    page.fill("input[name=name]", "青岛瑞达商贸有限公司")
    page.click("#check-form .button.primary")
    page.wait_for_selector("#check-result .verdict")
    assert page.locator("#check-result .finding").count() > 0
    page.fill("input[name=address]", "青岛市崂山区科苑路1号501室")
    page.click("#check-form .button.primary")
    page.wait_for_selector("#check-result .badge-good")


@journey
def upload_with_refused_rows(visit, _):
    """upload with refused rows: progress, reasons, return file"""
    page = visit.page
    visit.go("/data")
    head = "统一社会信用代码,企业名称,处罚决定书文号,处罚决定日期,违法行为类型,罚款金额"
    number = int(time.time()) % 100_000
    rows = [f"{PYRAMID_END},青岛市飞天企业管理有限公司,崂市监处罚〔2025〕{number}号,2025-02-20,虚假宣传,1000",
            f"{PYRAMID_END},青岛市飞天企业管理有限公司,崂市监处罚〔2025〕{number + 1}号,2025-02-30,虚假宣传,1000"]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "penalty-journey.csv")
        file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        page.set_input_files("#upload", str(file))
        page.wait_for_selector("#upload-progress .badge-warn")
    visit.settle()
    told = page.inner_text("#upload-progress")
    assert "日期不存在" in told and "拒收 1" in told, told
    text = visit.download(lambda: page.click("#upload-progress a[download]")).read_text(encoding="utf-8-sig")
    assert "2025-02-30" in text and "date.nonexistent" in text, text
    assert "penalty-journey.csv" in page.inner_text("#imports")
    assert page.locator("#return-files li").count() > 0
    file_of_nothing = {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    visit.told.allowed.append("400")
    page.set_input_files("#upload", file_of_nothing)
    page.wait_for_selector("#upload-progress .problem, #upload-progress .badge")
    visit.settle()


@journey
def languages(visit, _):
    """language switch: every page in English and back, the choice is remembered"""
    page = visit.page
    chinese = re.compile(r"[\u4e00-\u9fff]")
    visit.go("/board")
    page.click("#language")
    page.wait_for_selector("h1:has-text('Leads on fake registration')")
    assert page.get_attribute("html", "lang") == "en"
    unequal = page.evaluate("""async () => {
        const parts = ["canvas", "companies", "pages", "problems", "tools", "values"];
        const keys = async language => (await Promise.all(parts.map(part =>
            import(`/js/words/${language}-${part}.js`)))).flatMap(module => Object.keys(module.default));
        const [zh, en] = [new Set(await keys("zh")), new Set(await keys("en"))];
        return [...zh, ...en].filter(key => zh.has(key) !== en.has(key));
    }""")
    assert not unequal, f"words of one language alone: {unequal}"
    for path in PAGES.values():
        visit.go(path)
        missing = re.findall(r"⟦[^⟧]*⟧", page.inner_text("body"))
        assert not missing, f"{path}: no English for {missing}"
        # What the application itself says; the rest are data, which stay as they are.
        own = page.locator("h2, .tab, .nav a, .card-head .hint, .field > span, th, dt, .button, .badge, .tag, "
                           ".fact-theme, .fact-department")
        left = {text for text in own.all_inner_texts() if chinese.search(text)}
        left = {text for text in left if not OWN_CHINESE.search(text)}
        assert not left, f"{path}: still Chinese: {sorted(left)[:8]}"
    page.click("#language")
    visit.until("document.documentElement.lang === 'zh-CN'")


# Names of entities and of clauses stand in headings and tags as data.
OWN_CHINESE = re.compile(r"公司|集团|合作社|经营部|服务部|商行|中文|号|室|第.+条|^[\u4e00-\u9fff·]{2,4}$")


@journey
def as_of(visit, _):
    """as of a day: the company's page and the canvas show that day"""
    page = visit.page
    visit.go(f"/companies/{PYRAMID_END}?as-of=2018-06-30")
    assert page.locator(".day-picker.is-past").count() == 1
    assert "as-of=2018-06-30" in page.get_attribute("#summary-control .entity-name >> nth=0", "href")
    today = visit.canvas(f"/graph?of=company:{PYRAMID_END}")
    visit.slide("slider.min")
    visit.until(f"!document.querySelector('.canvas-status').textContent.startsWith('{today[0]} ')")
    assert visit.counts()[1] < today[1], (visit.counts(), today)
    assert "day=" in page.url


@journey
def refusals(visit, _):
    """what the server refuses is told, with what to do; nothing looks empty"""
    page = visit.page
    visit.told.allowed += ["404", "400"]
    visit.go("/companies/nobody")
    assert "没有这个主体" in page.inner_text(".problem") and "entity.unknown" in page.inner_text(".problem")
    visit.go("/graph?of=company:nobody")
    assert "entity.unknown" in page.inner_text(".canvas-message .problem"), "the canvas looks empty"
    visit.go("/nowhere/at/all")
    assert "没有这个页面" in page.inner_text("h1")
    with visit.refusing("**/controller*"):
        visit.go(f"/companies/{PYRAMID_END}?view=ownership")
    assert "服务器正忙" in page.inner_text("#controller .problem")
    page.click("#controller .problem .button")
    page.wait_for_selector("#controller .verdict")


@journey
def script_injection(visit, _):
    """a company named like a script is harmless on every page"""
    page = visit.page

    def poison(route):
        answer = route.fetch()
        text = answer.text()
        if "json" in answer.headers.get("content-type", ""):
            text = text.replace("青岛市飞天企业管理有限公司", INJECTED)
        route.fulfill(response=answer, body=text)

    page.route("**/v1/**", poison)
    company = f"/companies/{PYRAMID_END}"
    for path in [company, f"{company}?view=ownership", f"{company}?view=related", f"{company}/dossier",
                 f"/graph?of=company:{PYRAMID_END}", "/records?from=2017-12-11&to=2017-12-11", "/search?q=飞天企业"]:
        visit.go(path)
        assert page.locator("img[src='x'], script:not([src])").count() == 0, path
    assert INJECTED in page.inner_text(".hits")
    visit.go(f"/graph?of=company:{PYRAMID_END}")
    assert "<script" not in visit.export("svg")


@journey
def dossier_pdf(visit, _):
    """the dossier comes as PDF too, in both languages"""
    for language in ["zh", "en"]:
        address = f"{visit.base}/companies/{PYRAMID_END}/dossier.pdf?lang={language}"
        answer = visit.page.request.get(address, timeout=60_000)
        assert answer.status == 200, answer.text()[:300]
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body()[:4] == b"%PDF" and len(answer.body()) > 20_000, len(answer.body())
    visit.go(f"/companies/{PYRAMID_END}/dossier")
    assert "/dossier.pdf?" in visit.page.get_attribute("#pdf", "href")


@journey
def first_page(visit, _):
    """the first page can be used; how soon is printed"""
    page = visit.page
    page.goto(visit.base + "/")
    page.wait_for_selector(".home-search input")
    began = time.perf_counter()
    page.goto(visit.base + "/")
    page.wait_for_selector(".home-search input")
    took = time.perf_counter() - began
    visit.settle()
    note(f"first page usable after {took * 1000:.0f} ms")
    assert page.is_editable(".home-search input")
    loaded, told = page.evaluate("""[
        performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)
            .filter(path => path.startsWith('/js/') && path !== '/js/app.js'),
        [...document.querySelectorAll('link[rel=modulepreload]')].map(one => one.getAttribute('href'))]""")
    assert set(loaded) <= set(told), f"asked for one after the other: {set(loaded) - set(told)}"
