"""What a cell says: text stays text, and figures figures."""

import re
from datetime import date, datetime
from decimal import Decimal

from folded import each
from hypothesis import given
from hypothesis import strategies as st

from commands.reports.render import cells

DAY = date(2018, 2, 7)
MOMENT = datetime.fromisoformat("2018-02-07T09:05")
BEGINNINGS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\t=1", "\r=1", "\n=1"]
BEGINNINGS += [" =1", "\u00a0=1", "\u3000=1", "'=1", "' =1", "\tplain", "\ufeff=1", "\x00=1"]


@each("said", BEGINNINGS)
def test_no_text_is_a_formula_in_csv(said):
    made = cells.harmless(said)
    assert made[0] in "'\\", "a quote, or the character spelled out"
    assert made in ("'" + cells.text(said), cells.text(said))


@given(st.text(max_size=30))
def test_whatever_people_write_is_text_and_can_be_told_again(said):
    made, text = cells.harmless(said), cells.text(said)
    assert made in (text, "'" + text)
    assert not re.match(r"[\s']*[=+\-@＝＋－＠]", made) or made == "'" + text
    made.encode("utf-8")
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", made
    )


@each(
    ("value", "said"),
    [
        (-5, "-5"),
        (Decimal("-1234.50"), "-1234.50"),
        (-0.5, "-0.5"),
        (date(2018, 2, 7), "2018-02-07"),
    ],
)
def test_a_figure_stays_a_figure_in_csv(value, said):
    assert cells.harmless(value) == said


def test_words_that_look_like_a_figure_are_words():
    assert cells.harmless("-5") == "'-5"
    assert cells.harmless(("-5", "CC")) == "'-5, CC"


def test_values_read_as_other_programs_write_them():
    said = [cells.exact(v) for v in (None, True, False, ("CC", "PCC"), MOMENT)]
    assert said == ["", "yes", "no", "CC, PCC", "2018-02-07T09:05:00"]


@each("value", [0, -7, 123456789012345, 0.5, Decimal("445625.50")])
def test_a_spreadsheet_keeps_this_figure(value):
    assert cells.figure(value)


@each("value", [True, "7", 1234567890123456, 10**18, float("nan"), float("inf")])
def test_a_spreadsheet_would_alter_this_figure(value):
    assert not cells.figure(value)
