"""Dates as people type them: day first, refused rather than guessed."""

import calendar
from datetime import date, timedelta

import pytest
from folded import each
from hypothesis import given
from hypothesis import strategies as st

from commands.terminal.dates import known_by, parse
from ledger.errors import Misused

TODAY = date(2018, 2, 27)  # a Tuesday
DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


def read(text: str, **more: bool) -> str:
    return parse(text, TODAY, **more).isoformat()


@each(
    "text",
    [
        "2018-02-03",
        "2018-2-3",
        "3/2/2018",
        "03/02/2018",
        "3/2/18",
        "3.2.18",
        "3-2-2018",
        "3 Feb 2018",
        "3 February 2018",
        "3rd February 2018",
        "3rd of February 2018",
        "3 feb 18",
        "3 FEB. 2018",
        "3 February, 2018",
        "Saturday 3 February 2018",
        "Sat 3 Feb 2018",
        "Sat, 3/2/2018",
        "sat 2018-02-03",
        "  3   February\t2018 ",
        "February 3rd 2018",
        "Feb. 3, 2018",
        "Saturday the 3rd of February 2018",
        "3-Feb-18",
        "3/Feb/2018",
        "3 Feb \u201918",
        "3\u00a0February\u20092018",
        "2018/02/03",
        "03\u201102\u20112018",
        "2018\u201302\u201303",
        "3 Chwefror 2018",
        "3 February 2018.",
        "Saturday 3/2/18 .",
        "3.2.18;",
        "2018-02-03,",
    ],
)
def test_the_day_comes_first(text):
    assert read(text) == "2018-02-03"


@each(("text", "day"), [("1 Sept 2018", 1), ("1 Sep 2018", 1), ("30 Sep 2018", 30)])
def test_september_is_shortened_in_two_ways(text, day):
    assert read(text) == f"2018-09-{day:02}"


@each("text", ["Monday 27 February 2018", "Wed 27/2/18", "sun 2018-02-27", "Thurs 27 Feb 2018"])
def test_a_wrong_weekday_is_refused(text):
    with pytest.raises(Misused, match="27 February 2018 is a Tuesday"):
        read(text)


@each("text", ["Tues 27 Feb 2018", "Thur 1 Mar 2018", "Thurs 1 Mar 2018"])
def test_weekdays_are_shortened_as_people_do(text):
    read(text)


@each(
    "text",
    [
        "from 27 April to 1 May", "27 April to 1 May 2018", "27-28 April 2018", "27/28 April 2018",
        "between 1 and 3 May 2018", "27 and 28 April 2018", "27 February 2018–1 March 2018",
        "27/4/18 - 1/5/18", "2018-04-27 to 2018-05-01", "Friday 27 and Saturday 28 April 2018",
    ],
)  # fmt: skip
def test_several_days_where_one_is_wanted_are_told_as_that(text):
    with pytest.raises(Misused, match=r"is more than one day\. Give one: of a meeting"):
        read(text)


@each("text", ["27-30 February 2018", "1,000", "3 May to June", "10:00 to 12:00"])
def test_what_is_not_two_days_is_not_told_as_them(text):
    with pytest.raises(Misused, match="cannot be read as a date"):
        read(text)


@each("times", ["10am to 12pm", "10:00-12:30", "(2pm - 4pm)", "from 10am till noon"])
def test_from_when_to_when_on_a_day_is_left_out(times):
    assert read(f"27 April 2018 {times}") == "2018-04-27"


@each("text", ["Monkey 26 February 2018", "Sundae 4 March 2018", "Tu 27/2/18"])
def test_what_only_begins_like_a_weekday_is_none(text):
    with pytest.raises(Misused, match="cannot be read as a date"):
        read(text)


@each(
    "text",
    [
        "31/2/2018",
        "30 Feb 2018",
        "31 April",
        "32/1/18",
        "0/1/18",
        "1/0/18",
        "1/13/18",
        "2/27/2018",
        "2018-02-29",
        "29/2/2019",
        "2018-13-01",
        "0000-01-01",
        "29 Feb 2100",
    ],
)
def test_a_day_that_there_is_not_is_refused(text):
    with pytest.raises(Misused, match="not in the calendar"):
        read(text)


@each(
    "text",
    ["", " ", "soon", "tomorow", "3 Fbe 2018", "3 Janvier 2018", "2018", "February 2018", "27",
     "1/2/3/4", "27/2-2018", "1e3", "in weeks", "in 2 moons", "ago", "-1/2/18", "3 ma 2018"],
)  # fmt: skip
def test_what_cannot_be_read_says_how_to_write_it(text):
    with pytest.raises(Misused, match=r"Write it as 2018-02-27, 27/2/18"):
        read(text)


# Leap days


def test_a_leap_day_is_a_day_of_leap_years_only():
    assert read("29/2/2016") == "2016-02-29"
    assert read("29 Feb 2000") == "2000-02-29"


@each(
    ("today", "nearest", "next_"),
    [
        (date(2018, 2, 27), "2016-02-29", "2020-02-29"),
        (date(2018, 3, 1), "2020-02-29", "2020-02-29"),
        (date(2020, 2, 29), "2020-02-29", "2020-02-29"),
        (date(2020, 3, 1), "2020-02-29", "2024-02-29"),
        (date(1901, 1, 1), "1904-02-29", "1904-02-29"),  # 1900 is no leap year
    ],
)
def test_a_leap_day_without_a_year_is_the_nearest_or_the_next(today, nearest, next_):
    assert parse("29 Feb", today).isoformat() == nearest
    assert parse("29 Feb", today, ahead=True).isoformat() == next_


# Without a year


@each(
    ("text", "nearest", "next_"),
    [
        ("27 Feb", "2018-02-27", "2018-02-27"),
        ("27/2", "2018-02-27", "2018-02-27"),
        ("26 Feb", "2018-02-26", "2019-02-26"),
        ("28 Feb", "2018-02-28", "2018-02-28"),
        ("1 December", "2017-12-01", "2018-12-01"),
        ("28 Aug", "2018-08-28", "2018-08-28"),  # 182 days ahead, 183 back
        ("29 Aug", "2017-08-29", "2018-08-29"),  # 183 days ahead, 182 back
    ],
)
def test_without_a_year_it_is_the_nearest_and_for_a_due_date_the_next(text, nearest, next_):
    assert read(text) == nearest
    assert read(text, ahead=True) == next_


def test_a_year_that_is_said_is_kept_even_for_a_due_date():
    assert read("26 Feb 2018", ahead=True) == "2018-02-26"
    assert read("26/2/17", ahead=True) == "2017-02-26"


def test_a_weekday_is_held_against_the_year_that_was_chosen():
    assert read("Tuesday 27 Feb") == "2018-02-27"
    with pytest.raises(Misused, match="is a Tuesday"):
        read("Monday 27 Feb")


@pytest.mark.parametrize("today", [date(1900, 1, 1), date(2099, 6, 30)])
def test_the_ends_of_the_calendar_are_ends(today):
    assert parse("today", today) == today
    assert parse("1 Jan", today).month == 1
    for text in ("in 9999 years", "9999 years ago"):
        with pytest.raises(Misused, match="outside the calendar"):
            parse(text, today)


def test_there_is_no_next_day_after_the_last():
    with pytest.raises(Misused):
        parse("1 Jan", date(9999, 12, 31), ahead=True)
    with pytest.raises(Misused, match="outside the calendar"):
        parse("9999 days ago", date(20, 1, 1))


@each("text", ["1/1/9999", "3 April 2108", "2999-01-01", "in 99 years"])
def test_a_year_that_nobody_here_will_see_is_refused(text):
    with pytest.raises(Misused, match=r"is after 2099\. Check the year\."):
        read(text)
    assert read("31/12/2099") == "2099-12-31"


# Said from today


@each(
    ("text", "day"),
    [
        ("today", "2018-02-27"),
        ("TODAY", "2018-02-27"),
        ("yesterday", "2018-02-26"),
        ("tomorrow", "2018-02-28"),
        ("Wednesday", "2018-02-28"),
        ("wed", "2018-02-28"),
        ("next Wednesday", "2018-02-28"),
        ("this Wednesday", "2018-02-28"),
        ("Monday", "2018-03-05"),
        ("Tuesday", "2018-03-06"),
        ("next Tuesday", "2018-03-06"),
        ("this Tuesday", "2018-02-27"),
        ("last Tuesday", "2018-02-20"),
        ("last Monday", "2018-02-26"),
        ("last Wednesday", "2018-02-21"),
        ("in 2 weeks", "2018-03-13"),
        ("in a fortnight", "2018-03-13"),
        ("in 1 day", "2018-02-28"),
        ("in one week", "2018-03-06"),
        ("3 days ago", "2018-02-24"),
        ("a week ago", "2018-02-20"),
        ("in a month", "2018-03-27"),
        ("in 11 months", "2019-01-27"),
        ("2 months ago", "2017-12-27"),
        ("in a year", "2019-02-27"),
        ("in 0 days", "2018-02-27"),
    ],
)
def test_days_are_said_from_the_day_it_is_asked_on(text, day):
    assert read(text) == day


@each(
    ("today", "text", "day"),
    [
        ("2018-01-31", "in a month", "2018-02-28"),
        ("2020-01-31", "in a month", "2020-02-29"),
        ("2018-03-31", "a month ago", "2018-02-28"),
        ("2020-02-29", "in a year", "2021-02-28"),
        ("2018-12-31", "in 2 months", "2019-02-28"),
    ],
)
def test_a_month_that_is_shorter_ends_on_its_last_day(today, text, day):
    assert parse(text, date.fromisoformat(today)).isoformat() == day


@given(DATES, st.sampled_from(list(calendar.day_name)))
def test_next_and_last_are_within_a_week_and_never_today(today, name):
    if date(1900, 1, 8) <= today <= date(2099, 12, 24):
        later, before = parse(f"next {name}", today), parse(f"last {name}", today)
        assert timedelta(0) < later - today <= timedelta(7)
        assert timedelta(0) < today - before <= timedelta(7)
        assert later.strftime("%A") == before.strftime("%A") == name


# Any date, in any form


def long(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year:04}"


@given(day=DATES, today=DATES)
def test_every_form_of_a_date_is_read_back_as_that_date(day, today):
    weekday = calendar.day_name[day.weekday()]
    for text in (
        day.isoformat(),
        f"{day.day:02}/{day.month:02}/{day.year:04}",
        f"{day.day}.{day.month}.{day.year:04}",
        long(day),
        f"{weekday} {long(day)}",
        f"{weekday[:3]}, {long(day).upper()}",
    ):
        for ahead in (True, False):
            assert parse(text, today, ahead=ahead) == day


@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)), today=DATES)
def test_a_year_of_two_digits_is_of_this_century(day, today):
    assert parse(f"{day.day}/{day.month}/{day.year % 100:02}", today) == day


# The nearest such day to one of 1900 may be of 1899.
@given(day=DATES, today=st.dates(date(1901, 1, 1), date(2098, 12, 31)))
def test_a_date_without_a_year_is_on_the_same_day_of_the_year(day, today):
    try:
        near = parse(f"{day:%d/%m}", today)
        ahead = parse(f"{day:%d/%m}", today, ahead=True)
    except Misused:
        assert (day.month == 2 and day.day == 29) or today.year > 2090
        return
    assert (near.month, near.day) == (ahead.month, ahead.day) == (day.month, day.day)
    assert ahead >= today
    if (day.month, day.day) != (2, 29) and 1 < today.year < 2099:
        assert abs(near - today) <= timedelta(183)


@given(day=DATES, wrong=st.integers(1, 6))
def test_every_wrong_weekday_is_refused(day, wrong):
    name = calendar.day_name[(day.weekday() + wrong) % 7]
    with pytest.raises(Misused, match="Leave the weekday out"):
        parse(f"{name} {long(day)}", TODAY)


@given(st.text(max_size=30))
@pytest.mark.slow
def test_whatever_is_typed_is_a_date_or_a_refusal(text):
    try:
        assert isinstance(parse(text, TODAY), date)
    except Misused as refusal:
        assert str(refusal).endswith(".")


@each("text", ["14 October 1066", "1899-12-31", "31/12/1899", "500 years ago"])
def test_a_year_before_1900_is_a_slip(text):
    with pytest.raises(Misused, match="is before 1900"):
        parse(text, TODAY)
    assert parse("1/1/1900", TODAY) == date(1900, 1, 1)


def test_nothing_is_known_by_a_day_to_come():
    assert known_by("today", TODAY) == TODAY
    with pytest.raises(Misused, match="28 February 2018 is in the future"):
        known_by("tomorrow", TODAY)
