"""The pages of `browse` in a browser: the demo's ledger, and one of hostile texts."""

import re
import subprocess
import sys
from datetime import date
from urllib.parse import quote

import pytest
from looking import axe, heads, keys, outline, overflow, regions, tables, wrong

from ledger.application import Ledger
from projections import Projections

PAGES = {
    "home": "/?as_of=2018-11-27",
    "questions": "/questions",
    "keys": "/keys",
    "a list": "/ask/action_status?as_of=2018-11-27",
    "every column": "/ask/open_actions?as_of=2018-11-27&columns=all",
    "a long list": "/ask/discrepancies?as_of=2018-11-30&columns=all",
    "some rows": "/ask/open_actions?as_of=2018-11-27&only.owners=PCC",
    "a list to be asked": "/ask/meeting_record",
    "a record": "/record/action/A-2018-003",
    "an inspection item": "/record/item/EFF17/SOC-R1",
    "an event": "/event/244",
    "a meeting": "/meeting/HTA/2018-03-27",
    "a search": "/search?q=crime",
    "what changed": "/changes?from=2018-02-26&to=2018-11-27",
    "changes since the last meeting": "/changes?as_of=2018-11-30",
    "sql": "/sql",
    "an answer": "/sql?q="
    + quote("SELECT ref, title, owners FROM open_actions(as_of := DATE '2018-11-27')"),
    "a refusal": "/sql?q=" + quote("DROP TABLE events"),
    "tables": "/schema",
    "a table": "/schema/open_actions",
    "not found": "/nowhere",
}
CHECKS = (axe, heads, outline, overflow, regions, keys)


def serving(path):
    """The address at which the pages of a ledger are served, until it is let go."""
    command = [sys.executable, "-m", "commands", "--ledger", str(path), "browse", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        address = process.stdout.readline().strip().rstrip("/")
        yield address
        process.terminate()


@pytest.fixture(scope="module")
def pages(machine, demo):
    yield from serving(demo)


@pytest.fixture(scope="module")
def hostile_pages(machine, hostile):
    yield from serving(hostile)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with_a_page_and_it_asks_for_nothing_elsewhere(look, pages, name):
    seen = look(pages + PAGES[name])
    assert wrong(seen, CHECKS) == {}
    assert (seen.asked, seen.dialogs) == ([], [])
    assert "default-src 'none'" in seen.answer.headers["content-security-policy"]
    assert "script-src 'self';" in seen.answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with_a_page_of_hostile_texts(look, hostile_pages, name):
    seen = look(hostile_pages + PAGES[name])
    assert wrong(seen, (axe, outline, overflow, regions)) == {}
    assert (seen.asked, seen.dialogs) == ([], [])
    assert (
        seen.ask("""() => document.querySelectorAll(
        'script:not([src="/keys.js"]), img, iframe, main svg, bold, ' +
        '[onerror], [onload], [onmouseover]').length""")
        == 0
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", seen.page.inner_text("body"))


def test_the_rows_of_a_list_are_those_of_duckdb(look, pages, demo):
    shown = tables(look(pages + "/ask/carried_forward?as_of=2018-11-27"))
    ledger = Ledger.open(demo, read_only=True)
    with Projections(ledger) as now:
        columns, rows = now.ask("carried_forward", as_of=date(2018, 11, 27))
    ledger.close()
    at = columns.index("ref")
    assert [row[0] for row in shown["carried_forward"]] == [row[at] for row in rows] != []


def test_a_statement_is_answered_and_another_refused(look, pages):
    assert "A-2016-004" in look(pages + PAGES["an answer"]).page.inner_text("main")
    refused = look(pages + PAGES["a refusal"])
    assert refused.answer.status == 400
    assert "DROP is not asked here" in refused.page.inner_text("[role=alert]")


def test_ways_are_found_without_script(look, pages):
    page = look(pages + "/", java_script_enabled=False, bypass_csp=False).page
    page.fill("#find", "a-2018-3")
    page.click("text=Find")
    assert page.url.startswith(f"{pages}/record/action/A-2018-003")
    page.click(".story a >> nth=0")
    assert "/event/" in page.url
    page.click("text=The record A-2018-003")
    assert "/record/action/A-2018-003" in page.url
    page.goto(f"{pages}/ask/open_actions?as_of=2018-11-27")
    page.fill("#as_of", "27/2/2018")
    page.click("button:text-is('Ask')")
    assert page.inner_text("#count").endswith("as of 27 February 2018.")
    pasted = look(page.url, java_script_enabled=False).page
    assert pasted.inner_text("main") == page.inner_text("main")


WITH_TABLES = ("a list", "every column", "a meeting", "what changed", "an answer")


@pytest.mark.parametrize("name", WITH_TABLES)
def test_no_table_scrolls_on_a_wide_screen_and_on_a_narrow_one_each_row_is_a_card(
    look, pages, name
):
    seen = look(pages + PAGES[name])
    wide = """() => [...document.querySelectorAll('.scroll')].filter(
        at => at.scrollWidth > at.clientWidth + 1).map(at => at.innerText.slice(0, 60))"""
    assert seen.ask(wide) == []
    seen.width(320)
    assert seen.ask(wide) == []
    rows = seen.ask("""() => [...document.querySelectorAll('tbody tr')].slice(0, 50).map(row => [
        getComputedStyle(row).display,
        [...row.cells].every(cell => cell.dataset.label &&
            getComputedStyle(cell, '::before').content.includes(cell.dataset.label)),
        new Set([...row.cells].map(cell => cell.getBoundingClientRect().left)).size])""")
    assert rows and all(row == ["block", True, 1] for row in rows), rows


def test_the_keys_of_the_browser_reach_the_search_and_the_pages(look, pages):
    page = look(pages + "/keys", java_script_enabled=False, bypass_csp=False).page
    typed = page.context.new_cdp_session(page)

    def with_alt(key, code):
        """As a keyboard sends it; playwright leaves out what the key is without Alt."""
        one = {"modifiers": 1, "key": key, "windowsVirtualKeyCode": code, "unmodifiedText": key}
        typed.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": key} | one)
        typed.send("Input.dispatchKeyEvent", {"type": "keyUp"} | one)

    with_alt("q", 81)
    page.wait_for_url(f"{pages}/questions")
    with_alt("/", 191)
    page.keyboard.type("a-2018-3")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{pages}/record/action/A-2018-003")
