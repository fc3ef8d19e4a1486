"""Dates as people type them, day first, relative to a given today.

    27/2/2018   27/2/18   27.2.18   2018-02-27   27 Feb 2018   27 Feb   Tue 27 February 2018
    February 27th 2018   27-Feb-18   27 Chwefror 2018
    today   yesterday   tomorrow   Tuesday   next Tuesday   last Friday
    in 2 weeks   3 days ago   in a month

A date without a year is the nearest such day; for a due date, the next one. A wrong weekday and a
year before 1900 or after 2099 are refused. A word processor's spaces and dashes are understood, and
a sign at the end is left out: 27 Feb 2018.
"""

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

from ledger.characters import as_typed
from ledger.errors import Misused
from ledger.uk import WELSH_MONTHS
from ledger.words import day

_MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if number}
_DAYS = {name.lower()[:3]: number for number, name in enumerate(calendar.day_name)}
_NAMES = "|".join(f"{name[:3].lower()}(?:{name[3:]})?" for name in calendar.day_name)
_WEEKDAY = rf"(?:(?P<weekday>{_NAMES}|tues|weds|thurs?)[.,]*\s+)?(?:the\s+)?"
_ISO = re.compile(r"(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_NUMERIC = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})(?:\2(?P<year>\d{4}|\d{2}))?")
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s/-]*(?:of\s+)?(?P<name>[a-z]{3,10})\.?,?"
    r"(?:[\s/-]*'?(?P<year>\d{4}|\d{2}))?"
)
_MONTH_FIRST = re.compile(
    r"(?P<name>[a-z]{3,10})\.?\s*(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:(?:,\s*|\s+)(?P<year>\d{4}|'?\d{2}))?"
)
_COUNTED = re.compile(r"(?P<count>\d{1,4}|a|an|one)\s+(?P<unit>day|week|fortnight|month|year)s?")
_UNITS = {"day": 1, "week": 7, "fortnight": 14}
FIRST_YEAR = 1900  # No record is as old; what is typed so is a slip.
LAST_YEAR = 2099  # Nor is anything due as late: 2108 is a slip for 2018.
EXAMPLES = "2018-02-27, 27/2/18, 27 Feb 2018, next Tuesday or in 2 weeks"


class NoSuchDay(Misused):
    """Text in the form of a day that does not exist."""


def parse(text: str, today: date, *, ahead: bool = False) -> date:
    """The day that `text` means when asked on `today`; `ahead`: one not before it, where no year is
    said. Raises Misused, saying what would do."""
    said = " ".join(as_typed(text).lower().split()).rstrip(" .,;")
    if not said:
        raise Misused(f"The date is empty. Write it as {EXAMPLES}.")
    found = _relative(said, today) or _absolute(text, said, today, ahead)
    if found.year < FIRST_YEAR:
        raise NoSuchDay(f"{text!r} is before {FIRST_YEAR}. Check the year.")
    if found.year > LAST_YEAR:
        raise NoSuchDay(f"{text!r} is after {LAST_YEAR}. Check the year.")
    return found


def has_year(on: date) -> bool:
    """Whether a day is of a year of which anything is recorded."""
    return FIRST_YEAR <= on.year <= LAST_YEAR


def _absolute(text: str, said: str, today: date, ahead: bool) -> date:
    match = re.match(_WEEKDAY, said)
    assert match is not None
    rest = said[match.end() :]
    for pattern in (_ISO, _NUMERIC, _NAMED, _MONTH_FIRST):
        if parts := pattern.fullmatch(rest):
            return _checked(text, parts.groupdict(), match["weekday"], today, ahead)
    raise Misused(f"{text!r} cannot be read as a date. Write it as {EXAMPLES}.")


def known_by(text: str, today: date) -> date:
    """A known-by day. Raises Misused if it is in the future."""
    found = parse(text, today)
    if found > today:
        raise Misused(
            f"{day(found)} is in the future. Leave out the known-by day to use what is known now."
        )
    return found


def _relative(said: str, today: date) -> date | None:
    simple = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if said in simple:
        return today + timedelta(days=simple[said])
    if match := re.fullmatch(r"(?:(next|last|this)\s+)?([a-z]+)", said):
        which, name = match.groups()
        number = _DAYS.get(name[:3])
        full = calendar.day_name[number].lower() if number is not None else ""
        if number is not None and full.startswith(name):
            if which == "last":
                return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
            ahead = (number - today.weekday() - 1) % 7 + 1
            if which == "this" and ahead == 7:
                ahead = 0
            return today + timedelta(days=ahead)
    forward, back = re.fullmatch(r"in (.+)", said), re.fullmatch(r"(.+) ago", said)
    if (phrase := forward or back) and (counted := _COUNTED.fullmatch(phrase[1])):
        count = 1 if counted["count"] in ("a", "an", "one") else int(counted["count"])
        return _moved(today, count if forward else -count, counted["unit"])
    return None


def _moved(today: date, count: int, unit: str) -> date:
    try:
        if unit in _UNITS:
            return today + timedelta(days=count * _UNITS[unit])
        months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(today.day, last))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        raise Misused(f"{abs(count)} {unit}s from {day(today)} is outside the calendar.") from None


def _checked(
    text: str, parts: dict[str, str], weekday: str | None, today: date, ahead: bool
) -> date:
    number = parts.get("month")
    month = int(number) if number else month_named(parts["name"])
    if not number and not month:
        raise Misused(f"{text!r}: {parts['name']!r} is not a month. Write it as {EXAMPLES}.")
    try:
        if parts.get("year"):
            year = parts["year"].lstrip("'")
            century = 2000 if len(year) == 2 else 0
            found = date(int(year) + century, month, int(parts["day"]))
        else:
            found = _without_year(int(parts["day"]), month, today, ahead)
    except ValueError:
        # 18/19 may be two years.
        problem = NoSuchDay if parts.get("year") or not number else Misused
        raise problem(f"{text!r} is not in the calendar. Write it as {EXAMPLES}.") from None
    if weekday is not None and found.weekday() != _DAYS[weekday[:3]]:
        raise NoSuchDay(
            f"{text!r}: {day(found)} is a {found:%A}. Leave the weekday out, or give the right one."
        )
    return found


def month_named(name: str) -> int:
    """The number of the month a lower-case word means, or 0."""
    month = _MONTHS.get(name[:3], 0)
    if month and (calendar.month_name[month].lower().startswith(name) or name == "sept"):
        return month
    return WELSH_MONTHS.get(name, 0)


def _without_year(number: int, month: int, today: date, ahead: bool) -> date:
    candidates = []
    for year in range(today.year - 8, today.year + 9):  # 29 February may be eight years off
        with suppress(ValueError):
            candidates.append(date(year, month, number))
    if ahead:
        candidates = [one for one in candidates if one >= today]
    return min(candidates, key=lambda one: (abs(one - today), one))
