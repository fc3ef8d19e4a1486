"""Dates as people type them, day first, relative to a given today.

    27/2/2018   27/2/18   27.2.18   2018-02-27   27 Feb 2018   27 Feb   Tue 27 February 2018
    February 27th 2018   27-Feb-18   27 Chwefror 2018
    today   yesterday   tomorrow   Tuesday   next Tuesday   last Friday
    in 2 weeks   3 days ago   in a month   and the words of spoken.py: first Monday in July

A date without a year is the nearest such day; for a due date, the next one. A wrong weekday and a
year before 1900 or after 2099 are refused. A word processor's spaces and dashes are understood, and
a sign at the end is left out: 27 Feb 2018.
"""

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

from commands.terminal.calendars import (
    COUNT,
    DAYS,
    UNIT,
    WEEKDAY,
    NoSuchDay,
    count,
    month_named,
    moved,
)
from ledger.characters import as_typed
from ledger.errors import Misused
from ledger.words import day

_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY})[.,]*\s+)?(?:the\s+)?"
_ISO = re.compile(r"(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_NUMERIC = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})(?:\2(?P<year>\d{4}|\d{2}))?")
_APART = re.compile(r"(?P<day>\d{1,2}) ?([/.-]) ?(?P<month>\d{1,2}) ?\2 ?(?P<year>\d{4}|\d{2})")
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s/-]*(?:of\s+)?(?P<name>[a-z]{3,10})\.?,?"
    r"(?:[\s/-]*'?(?P<year>\d{4}|\d{2}))?"
)
_MONTH_FIRST = re.compile(
    r"(?P<name>[a-z]{3,10})\.?\s*(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:(?:,\s*|\s+)(?P<year>\d{4}|'?\d{2}))?"
)
_COUNTED = re.compile(rf"(?P<count>{COUNT})\s+(?P<unit>{UNIT})s?")
_FROM = re.compile(r"^(?:from|between) ")
_JOINED = re.compile(r" (?:to|until|till|through|and) | ?[&,-] ?| ?/ ?(?=.*[a-z])")
_NUMBER = re.compile(rf"(?:(?:{WEEKDAY}),? )?\d{{1,2}}(?:st|nd|rd|th)?")
FIRST_YEAR = 1900  # No record is older: an earlier day is a slip.
LAST_YEAR = 2099  # Nothing is due later: 2108 is a slip for 2018.
EXAMPLES = "2018-02-27, 27/2/18, 27 Feb 2018, next Tuesday or in 2 weeks"


def parse(text: str, today: date, *, ahead: bool = False) -> date:
    """The day that `text` means when asked on `today`; `ahead`: one not before it, where no year is
    said. Raises Misused, saying what would do."""
    said = " ".join(as_typed(text).lower().split()).rstrip(" .,;")
    if not said:
        raise Misused(f"The date is empty. Write it as {EXAMPLES}.")
    found = _relative(said, today) or _absolute(text, said, today, ahead)
    return _in_a_known_year(text, found or _spoken(text, said, today, ahead))


def written(text: str, today: date | None = None) -> date:
    """The same for a day that is written out, not said from today: a table is read long after.
    Without a `today`, its year must be there too."""
    said = " ".join(as_typed(text).lower().split()).rstrip(" .,;")
    if (found := _absolute(text, said, today, False)) is None:
        raise _unread(text, said, today)
    return _in_a_known_year(text, found)


def _spoken(text: str, said: str, today: date, ahead: bool) -> date:
    from commands.terminal import spoken  # Imported here to keep start-up fast.

    said = spoken.settled(said, today)
    found = _relative(said, today) or spoken.day(
        text, said, today, ahead, lambda part: parse(part, today, ahead=ahead)
    )
    found = found or _absolute(text, spoken.in_digits(said), today, ahead)
    if found is None:
        raise _unread(text, said, today)
    return found


def _unread(text: str, said: str, today: date | None) -> Misused:
    if _several(text, said, today):
        return Misused(
            f"{text!r} is more than one day. Give one: of a meeting that lasted several days, the"
            " first."
        )
    return Misused(f"{text!r} cannot be read as a date. Write it as {EXAMPLES}.")


def _several(text: str, said: str, today: date | None) -> bool:
    """Whether two days are said, of which the first may be a number alone: 27-28 April 2018."""
    days = _FROM.sub("", said)
    for joined in _JOINED.finditer(days):
        with suppress(Misused):
            first, last = days[: joined.start()], days[joined.end() :]
            if _absolute(text, last, today, False) and (
                _NUMBER.fullmatch(first) or _absolute(text, first, today, False)
            ):
                return True
    return False


def _in_a_known_year(text: str, found: date) -> date:
    if found.year < FIRST_YEAR:
        raise NoSuchDay(f"{text!r} is before {FIRST_YEAR}. Check the year.")
    if found.year > LAST_YEAR:
        raise NoSuchDay(f"{text!r} is after {LAST_YEAR}. Check the year.")
    return found


def has_year(on: date) -> bool:
    """Whether a day is of a year of which anything is recorded."""
    return FIRST_YEAR <= on.year <= LAST_YEAR


def _absolute(text: str, said: str, today: date | None, ahead: bool) -> date | None:
    match = re.match(_WEEKDAY, said)
    assert match is not None
    rest = said[match.end() :]
    for pattern in (_ISO, _NUMERIC, _APART, _NAMED, _MONTH_FIRST):
        if parts := pattern.fullmatch(rest):
            return _checked(text, parts.groupdict(), match["weekday"], today, ahead)
    return None


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
        number = DAYS.get(name[:3])
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
        number = count(counted["count"])
        return moved(today, number if forward else -number, counted["unit"])
    return None


def _checked(
    text: str, parts: dict[str, str], weekday: str | None, today: date | None, ahead: bool
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
        elif today is None:
            raise Misused(f"{text!r} has no year. Write it as {EXAMPLES}.")
        else:
            found = _without_year(int(parts["day"]), month, today, ahead)
    except ValueError:
        # 18/19 may be two years.
        problem = NoSuchDay if parts.get("year") or not number else Misused
        raise problem(f"{text!r} is not in the calendar. Write it as {EXAMPLES}.") from None
    if weekday is not None and found.weekday() != DAYS[weekday[:3]]:
        raise NoSuchDay(
            f"{text!r}: {day(found)} is a {found:%A}. Leave the weekday out, or give the right one."
        )
    return found


def _without_year(number: int, month: int, today: date, ahead: bool) -> date:
    candidates = []
    for year in range(today.year - 8, today.year + 9):  # 29 February may be eight years off
        with suppress(ValueError):
            candidates.append(date(year, month, number))
    if ahead:
        candidates = [one for one in candidates if one >= today]
    return min(candidates, key=lambda one: (abs(one - today), one))
