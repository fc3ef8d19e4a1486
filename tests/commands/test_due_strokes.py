"""A stroke in what is typed for a due date: a day, a period of two years, or a body's meeting."""

from datetime import date

from clerk import MISUSED, NOT_FOUND
from folded import each

from ledger.words import day

DAYS = {
    "Friday 8/6/18": "2018-06-08",
    "by 1/7/18": "2018-07-01",
    "no later than 1/7/2018": "2018-07-01",
    "w/c 4/6/18": "2018-06-10",
    "w/c 3 June": "2018-06-09",
    "next Tuesday 12/6/18": "2018-06-12",
    "before the HTA on 1/7/18": "2018-07-01",
    "Q3 2018/19": "2018-12-31",
    "end of FY 2018/19": "2019-03-31",
    "27 July/28 July": "2018-07-28",
    "July 4/5 July": "2018-07-05",
    "June/July": "2018-07-31",
    "HTA/24/7/18": "2018-07-24",
    "hta/24 July": "2018-07-24",
}
REFUSED = {
    "HTA/31/6/18": "'31/6/18' is not in the calendar",
    "HTA/soon": "'soon' cannot be read as a date",
    "XYZ2/2018-07-01": "no body 'XYZ2'",
    "XYZ/31/6/18": "no body 'XYZ'",
    "by 31/6/18": "'31/6/18' is not in the calendar",
    "31 Sept": "'31 Sept' is not in the calendar",  # As typed.
    "Monday 8/6/18": "'Monday 8/6/18': 8 June 2018 is a Friday",
    "XYZ/soon": "'XYZ/soon' is not a date",
}


def due(text):
    return f"action raise 'a plan' --owner CC --on 1/6/18 --due '{text}' --dry-run"


@each("text", DAYS, sharing="office")
def test_a_day_or_a_period_with_strokes_is_no_meeting(office, text):
    told = office.done(due(text)).err
    assert f"due {day(date.fromisoformat(DAYS[text]))}" in told


@each("text", REFUSED, sharing="office")
def test_what_is_refused_is_quoted_as_it_was_typed(office, text):
    office.refuses(NOT_FOUND if "no body" in REFUSED[text] else MISUSED, due(text), REFUSED[text])
