"""Days said in words: read as meant where they mean one day, and never taken for another day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.imports import words as cells
from commands.imports.table import Cell
from commands.session.periods import last_day
from commands.terminal.dates import parse
from ledger.errors import Misused

ASKED = date(2018, 3, 27)  # A Tuesday.

ONE_DAY = {
    "first Monday in July": "2018-07-02",
    "the 1st Mon of Jul 2018": "2018-07-02",
    "last Friday in May": "2018-05-25",
    "second Tuesday of next month": "2018-04-10",
    "fifth Monday in July": "2018-07-30",
    "the third of July": "2018-07-03",
    "July the third": "2018-07-03",
    "twenty-first of April 2018": "2018-04-21",
    "first Monday in Gorffennaf": "2018-07-02",
    "the 15th of next month": "2018-04-15",
    "last day of February 2020": "2020-02-29",
    "3 July next year": "2019-07-03",
    "1 July 2018 (Sunday)": "2018-07-01",
    "5pm on Friday 6 July": "2018-07-06",
    "3 July 2018 at noon": "2018-07-03",
    "first thing Monday": "2018-04-02",
    "1700hrs on 6 July 2018": "2018-07-06",
    "6 July 2018 17:00 hrs": "2018-07-06",
    "2018-07-06 10:00:00": "2018-07-06",
    "12 noon on 6 July": "2018-07-06",
    "6 July 2018 (5pm)": "2018-07-06",
    "6 July @ 5pm": "2018-07-06",
    "2018-07-06T10:00": "2018-07-06",
    "6 July 2018 - 10:30": "2018-07-06",
    "6 / 7 / 2018": "2018-07-06",
    "the 5th": "2018-04-05",
    "31st of the month": "2018-03-31",
    "Friday week": "2018-04-06",
    "a fortnight on Friday": "2018-04-13",
    "two weeks today": "2018-04-10",
    "in two weeks": "2018-04-10",
    "3 weeks from now": "2018-04-17",
    "the day after tomorrow": "2018-03-29",
    "six weeks after 1 June": "2018-07-13",
    "within six weeks of 1 June": "2018-07-13",
    "two weeks before 1 July": "2018-06-17",
    "the Monday before 3 July": "2018-07-02",
    "first Monday after 2 July": "2018-07-09",
}
LAST = {
    "no later than the first Monday in July": "2018-07-02",
    "before July": "2018-06-30",
    "prior to July 2018": "2018-06-30",
    "before 1 July": "2018-06-30",
    "before the first Monday in July": "2018-07-01",
    "before next week": "2018-04-01",
    "before Q3 2018/19": "2018-09-30",
    "before the end of July": "2018-07-31",
    "before the end of Friday": "2018-03-30",
    "April & May": "2018-05-31",
    "27 Feb to 1 March 2018": "2018-03-01",
    "27 Dec 2018 to 3 Jan 2019": "2019-01-03",
    "wk of 2 July": "2018-07-08",
    "wk ending 6 July": "2018-07-06",
    "within 2 wks": "2018-04-10",
    "before noon on 3 July": "2018-07-03",
    "on or before 3 July": "2018-07-03",
    "in or before July": "2018-07-31",
    "to the panel at or before the end of July": "2018-07-31",
    "to the panel on or before 3 July": "2018-07-03",
    "report to the panel before July": "2018-06-30",
    "report by the first Monday in July to the panel": "2018-07-02",
    "by the end of next month": "2018-04-30",
    "July next year": "2019-07-31",
    "the end of January next year": "2019-01-31",
    "next March": "2019-03-31",
    "last July": "2017-07-31",
    "next summer": "2018-08-31",
    "Q1 next year": "2019-06-30",
    "the first week of July": "2018-07-08",
    "week 3 of July": "2018-07-22",
    "first half of 2019": "2019-06-30",
    "the first half of July": "2018-07-15",
    "the week after next": "2018-04-15",
    "weekend of 7 July": "2018-07-08",
    "Friday at the latest": "2018-03-30",
    "six to eight weeks": "2018-05-22",
    "Tuesday 3 or Wednesday 4 July": "2018-07-04",
}
NO_DAY = [
    "first Monday in term",
    "within 3 working days of 27 April",
    "last working day of May",
    "two weeks before July",
    "a week before the JAC on 27 April",
    "half way through July",
    "July onwards",
    "July or later",
    "no earlier than July",
    "in July at the earliest",
    "not until July",
    "in July but not August",
]


@pytest.mark.parametrize(("words", "day"), ONE_DAY.items())
def test_words_that_mean_one_day_are_a_day_everywhere(words, day):
    assert parse(words, ASKED, ahead=True) == date.fromisoformat(day)
    assert last_day(words, ASKED) == date.fromisoformat(day)


@pytest.mark.parametrize(("words", "day"), LAST.items())
def test_words_round_a_day_move_it(words, day):
    assert last_day(words, ASKED) == date.fromisoformat(day)


@pytest.mark.parametrize("words", NO_DAY)
def test_what_only_names_a_day_beside_the_one_that_is_meant_means_none(words):
    assert last_day(words, ASKED) is None
    with pytest.raises(Misused, match="cannot be read as a date"):
        parse(words, ASKED)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("fifth Monday in June 2018", "June 2018 has 4 Mondays"),
        ("0th Monday in July 2018", "July 2018 has 5 Mondays"),
        ("sixth Monday in July", "has 5 Mondays"),
        ("thirty-first of June", "not in the calendar"),
        ("29 February next year", "not in the calendar"),
        ("1 July 2018 (Monday)", "1 July 2018 is a Sunday"),
        ("first Monday in July 1066", "before 1900"),
        ("six weeks after 31 June 2018", "not in the calendar"),
    ],
)
def test_a_day_in_words_that_there_is_not_is_refused(words, why):
    for read in (parse, last_day):
        with pytest.raises(Misused, match=why):
            read(words, ASKED)


@given(
    st.sampled_from(
        ["first Monday in", "half of", "the week after", "two weeks before", "the third of",
         "the weekend after", "10 working days before", "first half of", "second week of", "before",
         "the day before", "a fortnight after", "earlier than", "the month before", "a year before"]
    ),
    st.sampled_from(["July", "July 2018", "June 2018", "August"]),
    st.sampled_from(["", "report ", "to the panel, "]),
)  # fmt: skip
def test_a_day_beside_words_that_move_it_is_never_the_day(moves, day, around):
    try:
        assert last_day(f"{around}{moves} {day}", ASKED) != last_day(day, ASKED)
    except Misused:
        return


def test_words_without_end_are_soon_read():
    assert last_day("a week from " * 4000 + "today", ASKED) is None


def test_a_minute_and_a_command_read_the_same_day(office, tmp_path):
    paper = tmp_path / "minute.txt"
    words = ["due first Monday in July", "before July", "prior to 27 April 2018"]
    lines = "\n".join(f"A: CC: Thing {n}; {said}" for n, said in enumerate(words))
    paper.write_text(f"# HTA Tuesday 27 March 2018\nChair: PCC\n\n## 1 Item\n{lines}\n")
    told = office.done(f"minute --file {paper} --dry-run").err
    for day in ("2 July 2018 (", "30 June 2018 (before July)", "26 April 2018 (prior to 27"):
        assert f"due {day}" in told
    told = office.done("action raise x --owner CC --on 1/6/18 --due 'before July' --dry-run").err
    assert "due 30 June 2018 (before July), inferred" in told


def test_on_or_before_a_day_is_that_day_however_a_minute_has_it(office, tmp_path):
    paper = tmp_path / "minute.txt"
    said = [
        f"{first}on or before 27 May 2018{last}"
        for first, last in (("; due ", ""), (" (due ", ")"), (", ", ""), ("; deadline ", ""))
    ]
    said += ["; due by or before 27 May 2018", "; due the panel on or before 27 May 2018"]
    lines = "\n".join(f"A: CC: Thing {n}{words}" for n, words in enumerate(said))
    paper.write_text(f"# HTA Tuesday 27 March 2018\nChair: PCC\n\n## 1 Item\n{lines}\n")
    told = office.done(f"minute --file {paper} --dry-run").err
    assert told.count("due Sunday 27 May 2018") == len(said), told


def test_before_a_day_in_a_title_is_asked_with_its_word(office, tmp_path):
    paper = tmp_path / "minute.txt"
    text = (
        "# HTA Tuesday 27 March 2018\nChair: PCC\n\n## 1 Item\nA: CC: Mend it prior to July 2018\n"
    )
    paper.write_text(text)
    office.refuses(2, f"minute --file {paper}", "is it due 'prior to July 2018'?")


@pytest.mark.parametrize("text", ["in 2 weeks", "2 weeks ago", "a week on 3 July", "2 weeks today"])
def test_a_table_says_nothing_from_the_day_it_is_read_on(text):
    assert cells.day_of(Cell(2, 2, text), date(2026, 11, 30)) is None
    assert cells.day_of(Cell(2, 2, "3 July 2018"), date(2026, 11, 30)) == date(2018, 7, 3)
