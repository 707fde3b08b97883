"""Journeys: people and places that are one on the canvas, and what exported pictures and tables say."""

import csv
import io
import re
import xml.etree.ElementTree as ElementTree

from visits import SHELL, journey

# Two companies of one person under two mentions, at one place under two spellings, with one telephone.
ENDS = ["company:91370212MA1000RB0X", "company:91370212MA1000RL2D"]
MENTIONS = {"person:344", "person:353"}


@journey
def merged_path(visit, _):
    """canvas: a path goes through the merged person and place, not the shared telephone alone"""
    page = visit.page
    visit.canvas("/graph?" + "&".join(f"of={end}" for end in ENDS))
    visit.select(",".join(ENDS))
    page.click("#find-path")
    page.wait_for_selector(".path-note:has-text('合并')")
    assert "2 层" in page.inner_text(".path-note"), page.inner_text(".path-note")
    on_path = visit.cy("cy.nodes('.path').map(node => [node.data('kind'), node.data('label')])")
    assert {"person", "premises", "contact"} <= {kind for kind, _ in on_path}, on_path
    labels = dict(on_path)
    assert "处提及" in labels["person"] and "种写法" in labels["premises"], labels
    held = set(re.findall(r'<node id="(person:\d+)"', visit.export("graphml")))
    assert MENTIONS <= held, held


@journey
def mentions_of_one(visit, _):
    """canvas: mentions of a person are one node, shown apart only when asked for, and expanded as one"""
    page = visit.page

    def mentions():
        return set(visit.cy("cy.nodes('.kind-person').map(node => node.id())")) & MENTIONS

    visit.canvas("/graph?" + "&".join(f"of={end}" for end in ENDS))
    assert len(mentions()) == 1, mentions()
    legend = int(page.inner_text(".legend:has(#nodeKindsOff-person) .count").split("/")[0])
    assert legend == visit.cy("cy.nodes('.kind-person').length"), legend
    page.check("#mentions")
    visit.until("location.hash.includes('mentions=1')")
    assert mentions() == MENTIONS
    page.reload()
    visit.settle()
    visit.counts()
    assert mentions() == MENTIONS, "the URL forgot that mentions are shown apart"
    page.uncheck("#mentions")
    before = visit.counts()[0]
    visit.select(",".join(MENTIONS))
    page.wait_for_selector("#expand-join")
    assert page.input_value("#expand-join") == "merged"
    page.click("#expand")
    visit.until(f"parseInt(document.querySelector('.canvas-status').textContent) > {before}")
    assert len(mentions()) == 1, "what is expanded as one falls apart"
    visit.settle()
    page.click("#expand")
    page.wait_for_selector(".toast:has-text('没有新的关系')")
    page.select_option("#expand-join", "records")
    visit.cy(f"[cy.$(':selected').unselect(), cy.getElementById('{ENDS[0]}').select()].length")
    page.wait_for_selector(".details h2:has-text('嘉泰')")
    assert page.input_value("#expand-join") == "records", "the choice is forgotten"


@journey
def captions(visit, _):
    """exports: a picture tells its question, day, legend and version; a table has words; files have names"""
    page = visit.page
    visit.canvas(f"/graph?of=company:{SHELL}&ring=1")
    with page.expect_download() as download:
        page.select_option("#export", "svg")
    assert re.fullmatch(r"panorama-青岛聚鑫商务咨询有限公司-\d{4}-\d\d-\d\d\.svg", download.value.suggested_filename), \
        download.value.suggested_filename
    picture = ElementTree.parse(download.value.path())
    space = {"s": "http://www.w3.org/2000/svg"}
    texts = [text.text for text in picture.findall(".//s:text", space)]
    assert "青岛聚鑫商务咨询有限公司 的团伙" in texts, texts[-20:]
    assert any(text.startswith("截至 20") for text in texts)
    assert re.search(r"数据版本 \d+ · 导出时间 20", texts[-1]), texts[-1]
    legend = [text.text for text in picture.findall(".//s:g[@class='legend']/s:text", space)]
    assert any(text.startswith("企业 ") for text in legend) and len(legend) > 3, legend
    bold = picture.findall(".//s:g/s:text[@font-weight='bold']", space)
    assert bold, "the centre is not marked"
    rows = list(csv.DictReader(io.StringIO(visit.export("csv"), newline="")))
    assert {"share_min 持股下限", "kind_title 关系", "share 持股"} <= set(rows[0]), rows[0]
    assert any(row["kind_title 关系"] == "法定代表人" for row in rows)
