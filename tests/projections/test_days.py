"""The days of people's own SQL: read as the command line reads them, or refused with the form."""

import re
from datetime import date

import duckdb
import pytest
from folded import each
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commands.terminal.dates import parse
from ledger.errors import Misused
from projections import days, library

TODAY = date(2018, 6, 1)


@pytest.fixture(scope="module")
def db():
    with duckdb.connect() as connection:
        for macro in days.macros(TODAY):
            connection.execute(macro)
        yield connection


def read(db, said: str, by: str = "as_day") -> date | None:
    """What SQL makes of it; None where it refuses it, in our words."""
    try:
        return db.execute(f"SELECT {by}({said})").fetchall()[0][0]
    except duckdb.Error as error:
        assert days.FORM in str(error) or days.LATER in str(error), error
        return None


@each(
    "said",
    [
        *("28/2/18", "28/02/2018", "28.2.18", "28-2-2018", "2018-02-28", "2018-2-28"),
        *("28 February 2018", "28 FEB 18", "28th of February, 2018", " 28\u00a0Feb. 2018\t"),
        *("2018/2/28", "2018.02.28", "28-Feb-18", "28 Febr/18", "28feb2018", "28 Feb ''18"),
        "28 Chwefror 2018",
    ],
)
def test_a_day_is_read_as_people_type_it(db, said):
    typed = said.replace("''", "'")
    assert read(db, f"'{said}'") == parse(typed, TODAY) == date(2018, 2, 28)


@each(
    ("said", "means"),
    [
        ("date '2018-02-28'", date(2018, 2, 28)),
        ("timestamp '2018-02-28'", date(2018, 2, 28)),
        ("date '2018-03-28' - interval 1 month", date(2018, 2, 28)),
        ("null", None),
        ("null::date", None),
    ],
)
def test_a_date_is_a_day_and_so_is_the_beginning_of_one(db, said, means):
    assert db.execute(f"SELECT as_day({said}), as_known({said})").fetchall() == [(means, means)]


@each(
    "said",
    [
        *("timestamp '2018-02-28 09:30'", "'2018-02-28 09:30'", "'2018-02-28T00:00:00Z'"),
        *("timestamptz '2018-02-28 00:00:00+00'", "date 'infinity'", "'-infinity'", "''"),
        *("'9999-12-31'", "'3 April 2108'", "'2100-01-01'"),
        *("'1066-10-14'", "date '28/2/18'", "'31/12/1899'", "2018", "20180228", "true"),
        *("'30/2/18'", "'2018-02-30'", "'28/2/1'", "'28/2/118'", "'28 Febember 2018'"),
        *("'Wed 28 February 2018'", "'yesterday'", "'28 Feb'"),
    ],
)
def test_what_is_no_day_is_refused_with_the_form_to_use(db, said):
    assert read(db, said) is None


def test_nothing_is_known_by_a_day_to_come(db):
    assert read(db, "'1/6/18'", "as_known") == TODAY
    assert read(db, "'2/6/18'", "as_known") is None


_two = st.integers(0, 32).map(lambda n: st.sampled_from([str(n), f"{n:02}"])).flatmap(lambda s: s)
_year = st.one_of(st.integers(0, 99), st.integers(1850, 2110), st.integers(100, 999)).map(str)
_mark = st.sampled_from([" ", "/", ".", "-", "  ", "\u00a0", "\u2003", "", ", ", " of "])
_month = st.one_of(
    _two, st.sampled_from(["feb", "Sept", "sept.", "FEBRUARY", "Febr", "May", "Mai", "chwefror"])
)
_typed = st.one_of(
    st.tuples(_two, _mark, _month, _mark, _year).map("".join),
    st.tuples(_year, _mark, _two, _mark, _two).map("".join),
    st.tuples(_mark, _two, st.just("/"), _two, st.just("/"), _year, _mark).map("".join),
    st.text("0123456789/.- +Yf\u0660\u00a0", max_size=11),
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(_typed)
@example("20-3-18-47")
@example("y2018-2-28")
@example("28/2/99")
def test_sql_and_the_command_line_read_the_same_day(db, text):
    """What has a day, a month and a year is read by both, or by neither; and as the same."""
    try:
        typed = parse(text, TODAY)
    except Misused:
        typed = None
    found = read(db, "'" + text.replace("'", "''") + "'")
    whole = re.search(r"\d\D+(\d|[a-z]{3})", text, re.IGNORECASE) and re.search(
        r"(\D\d{2}|\d{4})\D*$|^\D*\d{4}-", text
    )
    assert found == typed or (found is None and not whole)


def test_every_day_that_a_macro_takes_is_read_so():
    for name, question in library().items():
        text = days.as_people_type_them(question.sql)
        assert not re.search(r"\b(as_of|known_by|p_\w+)(, '/', 2\))?::date", text), name
        taken = set(re.findall(r"\bas_day\((\w+)\)|\bas_known\((\w+)\)", text))
        assert {one for pair in taken for one in pair if one} <= set(question.parameters), name
        # A parameter that is only handed on is read where it arrives.
        bare = re.sub(r"\w+ := (coalesce\([^()]*(\([^()]*\))*[^()]*\)|\w+)", "", text)
        used = re.findall(r"(?<!as_day\()(?<!as_known\()\b(as_of|known_by)\b(?! :=)", bare)
        assert not used, f"{name} uses {used} without reading it as a day"
