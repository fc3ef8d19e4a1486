"""The pages of many offices: the same figures as the terminal's, and none that was not earned."""

import html
import json
import re
import threading
from urllib.parse import quote

import pytest
from clerk import DONE, Office
from others import Other
from test_browse import Browser
from test_many_offices import kent, own, register_folder

from commands.session.app import App
from commands.session.joined_sql import queried
from commands.session.offices import members
from commands.web.keys import KEYS
from ledger.errors import Unavailable

pytestmark = pytest.mark.slow

__all__ = ["kent", "own"]


def cells(page: str) -> list[list[str]]:
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    return [
        [html.unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in
         re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in found
    ]  # fmt: skip


@pytest.fixture
def read(own, kent, tmp_path):
    """KENT with three open items of three ages, ESSEX without a pack."""
    ledger = Office(kent.path, own.capsys)
    for day, item in (
        ("2016-03-01", "E16/AFI1"),
        ("2018-02-01", "E18/R1"),
        ("2018-11-01", "E19/AFI1"),
    ):
        report = item.partition("/")[0]
        ledger.done(
            f'inspection publish {report} "Effectiveness" --on {day}',
            f'item issue {item} "Do it" --on {day}',
        )
    own.done(f"office take {kent.pack()}")
    own.done(f'office add ESSEX --seal-key "{Other(tmp_path, "essex").line}"')
    return own


def test_the_page_has_the_figures_of_the_terminal(read):
    got = Browser(read.path).get("/offices?as_of=2019-03-01")
    status, page = got.status, got.text
    assert status == 200
    told = json.loads(read.done("ask open_items --offices all --as-of 2019-03-01 --json").out)
    assert len(told["rows"]) == 3
    table = {row[0]: row[1:] for row in cells(page)}
    assert table["KENT"][:6] == ["2", "1", "1", "0", "1", "1"]
    assert "3 events" not in table["KENT"][6] and "events" in table["KENT"][6]
    assert table["All covered"][:6] == table["KENT"][:6]


@pytest.mark.parametrize(
    ("day", "ref", "age"),
    [
        ("2019-04-30", "E19/AFI1", "under 6 months"),
        ("2019-05-01", "E19/AFI1", "6 to 12 months"),
        ("2019-01-31", "E18/R1", "6 to 12 months"),
        ("2019-02-01", "E18/R1", "1 to 2 years"),
        ("2018-02-28", "E16/AFI1", "1 to 2 years"),
        ("2018-03-01", "E16/AFI1", "over 2 years"),
    ],
)
def test_an_item_is_as_old_as_its_day_says(read, day, ref, age):
    told = json.loads(read.done(f"ask open_items --offices all --as-of {day} --json").out)
    assert {row["ref"]: row["age"] for row in told["rows"]}[ref] == age


def test_the_page_has_a_key_where_there_are_other_offices(read):
    page = Browser(read.path).get("/keys").text
    keys = re.findall(r'accesskey="(.)"', page)
    assert sorted(keys) == sorted(KEYS) and "Offices; access key" in page


def test_an_office_that_cannot_be_read_has_no_figures(read):
    page = Browser(read.path).get("/offices").text
    essex = next(row for row in cells(page) if row[0] == "ESSEX")
    assert not any(one.isdigit() for one in essex) and "no pack was taken yet" in essex[-1]
    assert "1 of 2 offices covered" in page


def test_any_question_of_all_offices_and_as_csv(read):
    browser = Browser(read.path)
    page = browser.get("/offices/open_actions").text
    assert [row[:2] for row in cells(page)[1:]] == [["KENT", "A-2018-001"], ["KENT", "A-2018-002"]]
    heads, *rows = cells(page)
    assert {"Title", "Due"} <= {*heads} and not {"Body", "Due words"} & {*heads}
    assert rows[0][heads.index("Due")] == "no due date"
    assert "/record/action/" not in page.split("<main")[1], "no row leads to a record here"
    text = browser.get("/offices/open_actions.csv").text
    assert text.startswith("office,ref,") and text.count("\n") == 3


def test_without_other_offices_there_is_no_page_of_them(own):
    got = Browser(own.path).get("/offices")
    status, page = got.status, got.text
    assert status == 404 and "No other office is added yet" in html.unescape(page)
    assert 'href="/offices"' not in page


def test_a_question_that_asks_for_more_than_a_day_says_so(read):
    got = Browser(read.path).get("/offices/meeting_pack")
    status, page = got.status, got.text
    assert status == 400 and "needs more than a day" in page


def test_what_cannot_be_read_at_all_is_said(read):
    for file in register_folder(read).glob("*.ledger"):
        file.unlink()
    got = Browser(read.path).get("/offices")
    status, page = got.status, got.text
    assert status == 404 and "not on this machine" in page
    assert read.types("office list").code == DONE


ASKED = "/sql?q=" + quote("select ref, title, 1 as n, 2 as n from open_actions order by ref")


def test_a_statement_in_sql_is_answered_by_other_offices(read):
    browser = Browser(read.path)
    assert 'name="offices"' in browser.get("/sql").text
    page = browser.get(f"{ASKED}&offices=all").text
    heads, *rows = cells(page)
    assert heads == ["Office", "Ref", "Title", "N", "N 1"]
    assert [row[:2] for row in rows] == [["KENT", "A-2018-001"], ["KENT", "A-2018-002"]]
    assert "1 of 2 offices covered." in page and "ESSEX: no pack was taken yet" in page
    assert "/record/action/" not in page.split("<main")[1], "no row leads to a record here"
    other = browser.get("/sql?q=" + quote("select 3 as n") + "&offices=all").text
    assert cells(other) == [["Office", "N"], ["KENT", "3"]], "another statement, another answer"
    text = browser.get(ASKED.replace("/sql?", "/sql.csv?") + "&offices=KENT").text
    assert text.splitlines()[0] == "office,ref,title,n,n_1" and text.count("\n") == 3
    own = browser.get(ASKED).text
    assert "KENT" not in own.split("<main")[1], "without it, it is this office that answers"


def test_a_statement_that_no_office_answers_says_why_and_keeps_the_query(read):
    got = Browser(read.path).get("/sql?q=" + quote("select nothing") + "&offices=all")
    assert got.status == 400 and "nothing" in got.text and "select nothing" in got.text
    got = Browser(read.path).get(f"{ASKED}&offices=SURREY")
    assert got.status == 404 and "There is no office SURREY" in html.unescape(got.text)


def test_no_further_office_is_asked_for_a_reader_who_has_gone(read):
    readable = members(App(str(read.path)), "KENT")
    gone = threading.Event()
    gone.set()
    app = App(str(read.path))
    with pytest.raises(Unavailable, match="has gone"):
        queried(app, readable, "select 1 as n", app.today, None, 10, gone)


def test_without_clearance_no_other_office_is_asked(read):
    browser = Browser(read.path)
    browser.readers.app.lowered = True
    for address in ("/offices", "/offices/open_actions", f"{ASKED}&offices=all"):
        got = browser.get(address)
        assert got.status == 403
        assert "with clearance only" in html.unescape(got.text) and "KENT" not in got.text
