"""Which lines of a minute's text the ledger already has."""

import pytest
from clerk import CC, CEX, HTA, PCC

from commands.minutes.known import known_lines
from commands.session.app import App

TEXT = """\
# HTA Tuesday 12 February 2019
Chair: PCC
Present: PCC, CC

## 2.1d Road traffic collisions
A: CEX: review the governance of the partnership; due 12 March 2019
F: The rise is on rural roads.
N: The report was noted.
"""


@pytest.fixture
def minuted(empty, tmp_path):
    empty.begins("init", CC, PCC, CEX, HTA)
    (tmp_path / "m.txt").write_text(TEXT)
    empty.done("minute --file m.txt")
    return empty


def known(office, text):
    return known_lines(App(str(office.path)), text)


def test_what_is_recorded_is_known_line_by_line(minuted):
    found = known(minuted, TEXT)
    assert {3, 6, 7, 8} <= set(found)
    assert found[6] == "A-2019-001"
    assert found[8] == "HTA/2019-02-12"


def test_what_differs_is_not_known(minuted):
    text = TEXT.replace("on rural roads", "in towns").replace("N: The report was noted.\n", "")
    text += "A: CC: write to the Home Office\n"
    found = known(minuted, text)
    assert {3, 6} <= set(found)
    assert not {7, 8} & set(found)


def test_a_line_that_cannot_be_understood_hides_no_other(minuted):
    text = TEXT.replace("F: The", "A: Nobody We Know: do it\nF: The")
    found = known(minuted, text)
    assert {3, 6, 8, 9} <= set(found) and 7 not in found


def test_of_another_meeting_nothing_is_known(minuted):
    assert known(minuted, TEXT.replace("12 February", "19 February").replace("Tuesday ", "")) == {}
    assert known(minuted, "nothing that is a minute") == {}


def test_nothing_is_recorded_by_asking(minuted):
    before = minuted.path.read_bytes()
    known(minuted, TEXT)
    assert minuted.path.read_bytes() == before
