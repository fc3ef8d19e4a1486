"""The SQL box of the pages: a fault keeps the statement and points at its place; examples."""

import html
import re
from urllib.parse import quote

import pytest
from test_browse import browser, office  # noqa: F401

from projections import schema

pytestmark = pytest.mark.slow


def box(page):
    """What stands in the box."""
    return html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1])


def place(page):
    """What is shown of the line of a fault: before it, where it is marked, and after it."""
    found = re.search(
        r"<p class=\"[^\"]*code[^>]*>(.*?)<mark>(.*?)</mark>(.*?)</p>", page, re.DOTALL
    )
    return tuple(map(html.unescape, found.groups()))


@pytest.mark.parametrize(
    "statement, says, line, at",
    [
        ("select ref\nfrom open_acts", "There is no table", "from open_acts", "open_acts"),
        ("select reff from open_actions", "no column 'reff'", "select reff from", "reff"),
        ("selekt 1", "does not understand", "selekt 1", "selekt"),
        ("-- é £\nselect '£', nothing from events", "no column 'nothing'", "select '£'", "nothing"),
    ],
)
def test_a_fault_keeps_the_statement_and_points_at_its_place(browser, statement, says, line, at):  # noqa: F811
    found = browser.get(f"/sql?q={quote(statement)}")
    assert found.status == 400
    assert box(found.text) == statement
    assert says in html.unescape(found.text)
    before, marked, after = place(found.text)
    assert line in before + marked + after
    assert marked == at


def test_a_fault_far_into_a_long_line_is_shown_near_it(browser):  # noqa: F811
    statement = f"select {', '.join(f'{n} as a{n}' for n in range(300))}, nothing from events"
    page = browser.get(f"/sql?q={quote(statement)}").text
    before, marked, after = place(page)
    assert len(before + marked + after) < 200
    assert marked == "nothing"


def test_a_fault_at_the_end_of_a_statement_is_pointed_at(browser):  # noqa: F811
    page = browser.get(f"/sql?q={quote('select * from')}").text
    assert place(page) == ("select * from", "(here)", "")


@pytest.mark.parametrize(
    "statement",
    [
        "copy events to 'x'",
        "select 1; select 2",
        "x" * 8_001,
        "from open_actions(as_of := 'never')",
    ],
)
def test_whatever_is_refused_is_still_in_the_box(browser, statement):  # noqa: F811
    found = browser.get(f"/sql?q={quote(statement)}")
    assert found.status == 400
    assert box(found.text) == statement


def test_words_of_a_statement_are_text_in_the_page(browser):  # noqa: F811
    statement = "select '<script>alert(1)</script>' frm"
    found = browser.get(f"/sql?q={quote(statement)}").text
    assert "<script>" not in found
    assert box(found) == statement


def test_six_examples_are_offered_and_each_is_answered(browser):  # noqa: F811
    page = browser.page("/sql")
    examples = [a["href"] for a in page.all("a") if a["href"].startswith("/sql?q=")]
    assert len(examples) == 6
    for one in examples:
        assert "row" in browser.page(one).text


def test_every_table_is_beside_the_box(browser):  # noqa: F811
    links = {a["href"] for a in browser.page("/sql?q=from+open_actions").all("a")}
    assert {f"/schema/{name}" for name in schema.names()} <= links
