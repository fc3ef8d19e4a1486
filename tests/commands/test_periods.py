"""Due in words: the last day that they can mean, where they mean one."""

from datetime import date

import pytest
from folded import each
from hypothesis import given
from hypothesis import strategies as st

from commands.session.periods import last_day
from ledger.errors import Misused

ASKED = date(2018, 3, 27)  # A Tuesday, in the last days of a financial year.

MEANT = {
    "end of Q2": "2018-09-30",  # Of the financial year: the later reading.
    "Q4": "2018-12-31",  # The coming one of the calendar is later than this very quarter's end.
    "Q2 2018": "2018-09-30",
    "Q2 2018/19": "2018-09-30",
    "2018\u201319 q3": "2018-12-31",
    "fourth quarter 2018": "2019-03-31",
    "the second quarter of 2018": "2018-09-30",
    "next quarter": "2018-06-30",
    "w/c 3 June": "2018-06-09",
    "wc 3 June 2018": "2018-06-09",
    "week commencing Monday 4 June": "2018-06-10",
    "w/e 8 June": "2018-06-08",
    "Week ending Friday 8 June": "2018-06-08",
    "this week": "2018-04-01",
    "end of next week": "2018-04-08",
    "by 27 April": "2018-04-27",
    "no later than April 27th 2018": "2018-04-27",
    "COP Friday 30 March": "2018-03-30",
    "April": "2018-04-30",
    "Apr \u201918": "2018-04-30",
    "by the end of\u00a0May 2018": "2018-05-31",
    "end Dec 18": "2018-12-31",
    "early June": "2018-06-10",
    "mid\u2011May": "2018-05-20",
    "late June": "2018-06-30",
    "month end": "2018-03-31",
    "end of the month": "2018-03-31",
    "next month": "2018-04-30",
    "Mai 2018": "2018-05-31",
    "year end": "2018-12-31",
    "financial year end": "2018-03-31",
    "end of FY18/19": "2019-03-31",
    "FY 2018": "2019-03-31",
    "2018/19": "2019-03-31",
    "end of 2018": "2018-12-31",
    "summer": "2018-08-31",
    "winter 2018/19": "2019-02-28",
    "within 4 weeks": "2018-04-24",
    "two weeks": "2018-04-10",
    "28 days\u2019 time": "2018-04-24",
    "April/May": "2018-05-31",
    "27 or 28 April": "2018-04-28",
    "June to July 2018": "2018-07-31",
    "June JAC": "2018-06-30",
    "before the JAC on 27 April 2018": "2018-04-27",
    "at the end of Q3 (December 2018)": "2018-12-31",
}


@each(("words", "day"), MEANT.items(), ids=map(ascii, MEANT))
def test_words_mean_the_last_day_that_they_can(words, day):
    assert last_day(words, ASKED) == date.fromisoformat(day)


@each(
    "words",
    ["ongoing", "asap", "TBC", "after Easter", "after 27 April", "when the survey is in", "monthly",
     "as may be agreed", "from 1 June", "immediately", "9999 years", "a 2019", "-", ""],
)  # fmt: skip
def test_words_that_name_no_end_mean_no_day(words):
    assert last_day(words, ASKED) is None


@each("words", ["31 April", "before 31/4/2018", "by Monday 5 March 2019", "the JAC of 1 June 1066"])
def test_a_day_that_there_is_not_is_refused_among_words_too(words):
    with pytest.raises(Misused, match=r"not in the calendar|is a Tuesday|before 1900"):
        last_day(words, ASKED)


@given(st.text(max_size=25) | st.lists(st.sampled_from(
    ["end", "of", "Q2", "2018", "/", "19", "w/c", "mid", "May", "year", "next", "week", "30", "-"]
)).map(" ".join), st.dates())  # fmt: skip
def test_whatever_is_said_is_a_day_not_before_or_none(words, asked):
    try:
        found = last_day(words, asked)
    except Misused:
        return
    assert found is None or isinstance(found, date)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from(
    ["end of Q1", "Q3", "May", "mid-June", "year end", "financial year end", "summer", "winter",
     "this week", "next month", "end of quarter", "w/c 3 June", "within a month"]
))  # fmt: skip
def test_without_a_year_the_day_is_still_to_come(asked, words):
    found = last_day(words, asked)
    assert found is not None and (asked <= found or (words == "mid-June" and asked.month == 6))
