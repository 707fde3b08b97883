"""Journeys: the check before a registration, days as they are typed, long lists, languages."""

import re
from urllib.parse import parse_qs, urlencode, urlparse

from visits import PYRAMID_END, journey

VAGUE = "崂山区北宅街道东老王家旁"
TWO = "青岛市崂山区科苑路1号501室、苗岭路2号301室"


def check_page(address, query="view=check"):
    return f"/board?{query}#{urlencode({'address': address})}"


def hash_of(page):
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).fragment).items()}


@journey
def check_of_a_vague_address(visit, _):
    """check: of a vague address only that nobody can tell; its parts by their kinds, no key of machines; why nothing counts"""
    page = visit.page
    visit.go(check_page(VAGUE))
    told = page.inner_text("#check-result")
    assert "无法判断谁登记在此" in page.inner_text("#check-place"), told
    assert "没有企业登记在此" not in told and "没有发现" not in told, told
    assert "地址没有门牌号" in page.inner_text(".explanations") and "A1" in page.inner_text(".explanations"), told
    assert page.locator(".address-part").all_inner_texts() == ["区县\n崂山区", "街道或乡镇\n北宅街道", "方位\n东老王家旁"]
    assert not re.search(r"/[A-Z]", told), told
    page.click("#language")
    page.wait_for_selector("h1:has-text('Leads on fake registration')")
    visit.settle()
    assert page.locator(".address-part").all_inner_texts()[1] == "town\n北宅街道"
    assert "nobody can tell" in page.inner_text("#check-place")


@journey
def check_further_premises(visit, _):
    """check: further premises of an address are checked by a button; the URL's # keeps the question, for reload and back"""
    page = visit.page
    visit.go("/board?view=check&as-of=2025-06-30")
    page.fill("input[name=address]", TWO)
    page.fill("input[name=representative]", "张伟")
    page.click("#check-form .button.primary")
    page.wait_for_selector(".check-further")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.click(".check-further")
    visit.settle()
    assert page.input_value("input[name=address]") == "青岛市崂山区苗岭路2号301室"
    assert page.input_value("input[name=representative]") == "张伟"
    assert hash_of(page) == {"address": "青岛市崂山区苗岭路2号301室", "representative": "张伟"}, page.url
    assert "苗岭路" in page.inner_text(".address-parts") and page.locator(".check-further").count() == 0
    page.reload()
    visit.settle()
    assert page.input_value("input[name=address]") == "青岛市崂山区苗岭路2号301室"
    assert "截至 2025-06-30" in page.inner_text("#check-result .verdict")
    page.go_back()
    page.wait_for_selector(".check-further")
    visit.settle()
    assert page.input_value("input[name=address]") == TWO
    page.go_back()
    visit.until("document.querySelector('input[name=address]').value === ''")
    assert page.locator("#check-result .verdict").count() == 0
    assert not any("address" in urlparse(url).query or "%E5%BC%A0" in url.split("#")[0] for url in asked), asked
    page.go_forward()
    page.wait_for_selector(".check-further")
    page.click("#check-clear")
    assert page.input_value("input[name=address]") == "" and not hash_of(page)


@journey
def days_as_typed(visit, _):
    """days: typed as 2026-11-22 in every browser, checked with a message; a button opens the browser's calendar"""
    page = visit.page
    visit.go(f"/companies/{PYRAMID_END}?view=timeline")
    page.fill("#day-from", "2017/3/5")
    page.press("#day-from", "Enter")
    page.wait_for_url("**from=2017-03-05**")
    visit.settle()
    assert page.input_value("#day-from") == "2017-03-05"
    for text, words in [("2017-02-30", "没有 2017-02-30 这一天"), ("昨天", "2026-11-22 的形式"), ("1900-01-01", "1949-10-01")]:
        page.fill("#day-from", text)
        page.press("#day-from", "Enter")
        assert words in page.inner_text("#day-from-problem"), text
        assert page.get_attribute("#day-from", "aria-invalid") == "true"
        assert not page.evaluate("document.querySelector('#day-from').checkValidity()")
        assert "from=2017-03-05" in page.url
    page.fill("#day-from", "")
    page.press("#day-from", "Tab")
    visit.until("!location.search.includes('from=')")
    visit.settle()
    page.evaluate("HTMLInputElement.prototype.showPicker = function () { window.picked = this; }")
    page.focus("#as-of-day")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("window.picked?.type") == "date", "the calendar did not open"
    page.evaluate("""(() => { window.picked.value = '2018-06-30';
        window.picked.dispatchEvent(new Event('change', {bubbles: true})); })()""")
    page.wait_for_url("**as-of=2018-06-30**")
    visit.settle()
    assert page.input_value("#as-of-day") == "2018-06-30"
    assert page.locator("input[type=date]:not([aria-hidden=true])").count() == 0


@journey
def long_lists(visit, _):
    """data: long lists show ten and, by a button, all; they stay open for who comes back; what counts as a company is said"""
    page = visit.page
    visit.go("/data")
    note = page.inner_text("#companies-note")
    stats = page.request.get(f"{visit.base}/v1/stats?limit=0").json()
    assert f"{stats['nodes']['company']:,}" in note and "也计作企业" in note, note
    rows = page.locator("#theme-rows tr:visible")
    assert rows.count() == 10
    assert page.get_attribute("#theme-rows-all", "aria-expanded") == "false"
    page.click("#theme-rows-all")
    whole = rows.count()
    assert whole > 40 and page.get_attribute("#theme-rows-all", "aria-expanded") == "true"
    visit.settle()
    page.click(".nav a[href='/board']")
    page.wait_for_selector(".ranked-item")
    page.go_back()
    page.wait_for_selector("#theme-rows tr")
    visit.settle()
    assert page.locator("#theme-rows tr:visible").count() == whole, "the list was closed"
    refused = page.request.get(f"{visit.base}/v1/quarantine?limit=1").json()["counts"]
    reasons = page.locator("#refused-reasons > tr")
    assert reasons.count() == len({one["reason"] for one in refused})
    numbers = [int(text) for text in page.locator("#refused-reasons > tr > td.number").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True) and sum(numbers) == sum(one["count"] for one in refused)
    page.click("#refused-reasons summary >> nth=0")
    assert page.locator("#refused-reasons a[download]:visible").count() > 0
    assert page.evaluate("document.documentElement.scrollHeight") < 6000


@journey
def english_marks(visit, _):
    """English: marks of summaries as English has them, one is no plural; names keep theirs"""
    page = visit.page
    visit.go("/?lang=en")
    summary = lambda text: page.evaluate("""async text => {
        const english = await import('/js/english.js');
        await english.neededWords();
        return english.summaryText(text);
    }""", text)
    assert summary("2023年度纳税信用B级，得分79.6，直接判级：无") == "tax credit of 2023: B, score 79.6, rated directly: none"
    assert summary("新航（青岛）工贸有限公司 持股60%（货币）") == "新航（青岛）工贸有限公司 has 60% (cash)"
    assert summary("市级质量奖「星海奖」 奖励20000") == 'municipal quality award "星海奖" award 20000'
    assert summary("投诉 广告：反映预订的服务拒不退款，要求赔偿") == "complaint advertising: 反映预订的服务拒不退款，要求赔偿"
    assert summary("虚假宣传：警告 责令改正，罚款1800元，上缴国库").endswith(
        "warning ordered to correct, fined 1800 yuan, paid into the treasury")
    assert summary("崂市监处罚〔2025〕12号 价格：警告 罚款5000元") == \
        "崂市监处罚〔2025〕12号 price: warning fined 5000 yuan"
    assert summary("注册资本1000000 USD") == "capital 1000000 USD"
    assert summary("增值税：35478.33元（新增20元） 要求赔偿500元").endswith(": 35478.33 yuan (new 20 yuan) 要求赔偿500元")
    words = lambda n: page.evaluate("async n => (await import('/js/i18n.js')).t('control.levels', {n})", n)
    assert (words(1), words("1"), words(2)) == ("1 level", "1 level", "2 levels")
    visit.go("/search?q=食品经营&kind=permit&lang=en")
    badges = page.locator(".hit .badge").all_inner_texts()
    assert badges and not any(re.search(r"[\u4e00-\u9fff]", text) for text in badges), badges


@journey
def check_of_a_strange_county(visit, _):
    """check: an address outside the records is told as not checked; a vague one what to ask for; where the question stays"""
    page = visit.page
    visit.go(check_page("北京市海淀区中关村大街1号501室"))
    told = page.inner_text("#check-result")
    assert "无法核查：本库没有该地区的登记" in told and "未见疑点" not in told and "没有发现。" not in told, told
    assert page.locator("#check-result .verdict .badge-off").count() == 1
    assert "本库没有该地区的登记" in page.inner_text("#check-place") and "不够精确" not in page.inner_text("#check-place")
    visit.go("/")
    visit.go(check_page(VAGUE))
    assert "不够精确" in page.inner_text("#check-place") and "没有该地区" not in page.inner_text("#check-place")
    assert "楼栋" in page.inner_text("#check-wanted")
    assert "# 之后" in page.inner_text("main"), "where the question stays"


@journey
def start_page_takes_what_is_typed(visit, _):
    """home: what is typed right after loading is kept; searches are remembered, offered and cleared; themes are explained"""
    page = visit.page
    page.goto(f"{visit.base}/")
    # Keys, as a hand gives them: what is no key on the keyboard would reach a box only that has the focus.
    page.keyboard.type("administrative penalty")
    visit.until("document.querySelector('#home-search')?.value === 'administrative penalty'")
    assert page.evaluate("document.activeElement.id") == "home-search"
    page.wait_for_selector("#home-search-list .theme-hint")
    page.press("#home-search", "Enter")
    page.wait_for_selector("main .theme-hint a[href='/records?theme=penalty']")
    visit.go("/")
    assert page.inner_text("#searches a") == "administrative penalty"
    assert not page.is_visible("#home-search-list")
    page.click("#home-search")
    page.click("#home-search-list .suggestion:has-text('administrative penalty')")
    page.wait_for_url("**/search?q=**")
    visit.go("/")
    page.click("#searches button")
    assert page.locator("#searches").count() == 0
    page.click("#home-search")
    assert page.locator("#home-search-list .suggestion:has-text('administrative penalty')").count() == 0


@journey
def who_led_on_the_day(visit, _):
    """company: the head names who represented it on the day, the newest record is called so; listings link to their records"""
    page = visit.page
    visit.go("/companies/91370212MA1000KE0Y?as-of=2023-06-30")
    assert "李宇迪" in page.inner_text(".inline-facts") and "龚卿伟" not in page.inner_text(".inline-facts")
    assert "最新登记记录" in page.inner_text("#registration h2")
    assert "2022-12-20 至 2025-12-12" in page.inner_text("#relations-people"), "periods end on the date of the record"
    visit.go("/companies/91370212MA1000KE0Y")
    assert page.inner_text("#registration h2") == "登记概况"
    visit.go("/companies/9137021226002405XR")
    page.click(".entity-title a.badge")
    page.wait_for_selector("#timeline-total")
    assert "theme=abnormal_listing" in page.url and page.inner_text("#timeline-total") == "共 1 条记录"
    assert "该日没有有效的许可" not in page.inner_text("main")


@journey
def evidence_by_name(visit, _):
    """person: evidence names what two mentions share and says what its numbers are; what counts a mention alone says so"""
    page = visit.page
    contact = {"id": "contact:1", "kind": "contact", "name": "13081241226"}

    def merged(body):
        other = {**body["subject"], "id": "person:348"}
        body["mentions"] = [body["subject"], other]
        body["merges"] = [{"a": body["subject"], "b": other, "probability": 0.99, "standing": "merged",
                           "evidence": [{"kind": "contact", "bits": 8.4, "shared": contact}]}]

    with visit.changing("**/identity*", merged):
        visit.go("/persons/person:347")
        told = page.text_content("#identity")
        assert "13081241226 +8.4" in told and "[object" not in told and "对数似然比" in told, told
        assert "本条提及" in page.inner_text(".inline-facts") and "合并后的本人" in page.inner_text("#controlled")
        assert "person:348" in page.inner_text("#other-mentions") and "当前" in page.inner_text("#other-mentions")


@journey
def records_with_units(visit, _):
    """records: shares with %, sums with 元; a record's tab names its theme; empty years stand in the timeline"""
    page = visit.page
    visit.go("/companies/91370212260017394F?view=relations&kinds=shareholder")
    page.click("#relations .record-button >> nth=0")
    page.wait_for_selector(".drawer table.columns")
    assert re.search(r"持股比例\s+\d+(\.\d+)?%", page.inner_text(".drawer table.columns"))
    visit.go("/companies/91370212260017394F")
    page.click("#registration .record-button")
    page.wait_for_selector(".drawer table.columns")
    assert re.search(r"注册资本\s+[\d,]+ 元", page.inner_text(".drawer table.columns"))
    visit.go("/companies/91370212260017394F?record=653,654")
    page.wait_for_selector(".drawer-tabs .chip")
    page.hover(".drawer-tabs .chip >> nth=1")
    visit.until("document.querySelectorAll('.drawer-tabs .chip')[1].title !== ''")
    visit.go("/companies/91370212260017394F?view=timeline")
    years = [int(text.split()[-1]) for text in page.locator(".year-bar").all_inner_texts()]
    assert years == list(range(years[0], years[-1] + 1)), years
    assert page.locator(".year-bar[disabled]").count() > 0
