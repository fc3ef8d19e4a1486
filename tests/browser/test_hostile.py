"""Script, markup, bidi, formulas, 10,000 letters in every free text: all comes out as text."""

import csv
import re
from zipfile import ZipFile

import pytest
from conftest import PAPERS
from drawings import figures
from looking import (
    axe,
    cells,
    heads,
    histories,
    marked,
    outline,
    overflow,
    quiet,
    regions,
    tables,
    traced,
    wrong,
)
from making import LONG

CHECKS = (
    axe, heads, cells, histories, outline, traced, figures, quiet, marked, overflow, regions
)  # fmt: skip
WORDS = """() => [...new Set([...document.querySelectorAll('*')].flatMap(at => [
    at.tagName, ...[...at.attributes].map(one => `${at.tagName} ${one.name}`)]))].sort()"""


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_wrong_with_a_paper_of_hostile_texts(look, hostile_papers, name):
    paper, file = hostile_papers[name]
    assert wrong(look(file), CHECKS, paper) == {}


def test_a_paper_of_hostile_texts_has_no_element_that_another_has_not(look, papers, hostile_papers):
    known = {word for made in papers.values() for word in look(made.file).ask(WORDS)}
    for _paper, file in hostile_papers.values():
        seen = look(file)
        # A mark in a chart of which the demo has too little.
        assert set(seen.ask(WORDS)) - known <= {"rect transform"}
        text = seen.ask("() => document.body.innerText")
        assert "=1+1<script>alert(1)</script><img src=x onerror=alert(2)>" in text
        assert "{{ 7*7 }}\\u200bgnp.exe\\u2060 'x' [bold]b[/bold] &lt;i&gt;" in text
        assert not re.search("[\u200b\u2060\u202a-\u202e\u2066-\u2069\x1b]", text)


def test_every_kind_of_chart_is_drawn_of_them_and_long_texts_are_whole(look, hostile_papers):
    made = hostile_papers["committee HTA"]
    charts = {chart.name for section in made.paper.sections for chart in section.charts}
    assert charts == {"ageing", "meetings", "slippage", "time-to-close", "items-over-time",
                      "items-by-inspection"}  # fmt: skip
    assert LONG in {row[0] for row in tables(look(made.file))["live-actions"]}


def test_no_table_of_theirs_holds_a_formula(hostile_papers):
    count = 0
    for _paper, file in hostile_papers.values():
        for one in file.parent.glob("*.csv"):
            with one.open(encoding="utf-8-sig", newline="") as text:
                said = [cell for row in csv.reader(text) for cell in row]
            count += sum(cell.startswith("'=1+1<script>") for cell in said)
            risky = [cell for cell in said if re.match(r"[=+@\t\r]|-(?!\d+$)", cell)]
            assert risky == [], one.name
        (workbook,) = file.parent.glob("*.xlsx")
        with ZipFile(workbook) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if "sheets/" in name]
        assert sheets
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    assert count > 20
