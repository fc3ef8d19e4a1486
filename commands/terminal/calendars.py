"""The names of months and weekdays, numbers in words, and counting from a day."""

import calendar
import re
from datetime import date, timedelta

from ledger.errors import Misused
from ledger.uk import WELSH_MONTHS
from ledger.words import counted, day

_MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if number}
DAYS = {name.lower()[:3]: number for number, name in enumerate(calendar.day_name)}
WEEKDAY = (
    "|".join(f"{name[:3].lower()}(?:{name[3:]})?" for name in calendar.day_name)
    + "|tues|weds|thurs?"
)
_FULL = [f"{name[:3].lower()}(?:{name[3:]})?" for name in calendar.month_name[1:]]
MONTH = "|".join([*_FULL, "sept", *sorted(WELSH_MONTHS)])
_ORDINALS = re.findall(
    r"\S+",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth twenty-ninth thirtieth thirty-first",
)
ORDINAL = "|".join(name.replace("-", "[ -]") for name in reversed(_ORDINALS))
UNIT = "day|week|fortnight|month|year"
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_COUNTS = re.findall(r"\S+", "one two three four five six seven eight nine ten eleven twelve")
COUNT_IN_WORDS = f"an?|{'|'.join(reversed(_COUNTS))}"
COUNT = rf"\d{{1,4}}|{COUNT_IN_WORDS}"


class NoSuchDay(Misused):
    """Text in the form of a day that does not exist."""


def month_named(name: str) -> int:
    """The number of the month a lower-case word means, or 0."""
    month = _MONTHS.get(name[:3], 0)
    if month and (calendar.month_name[month].lower().startswith(name) or name == "sept"):
        return month
    return WELSH_MONTHS.get(name, 0)


def ordinal(word: str) -> int:
    """The number that an ordinal means: third, twenty first, 3rd."""
    name = word.replace(" ", "-")
    return _ORDINALS.index(name) + 1 if name in _ORDINALS else int(word[:-2])


def count(word: str) -> int:
    """The number that is meant by what COUNT finds: a, two, 12."""
    if word.isdecimal():
        return int(word)
    return _COUNTS.index(word) + 1 if word in _COUNTS else 1


def moved(start: date, number: int, unit: str) -> date:
    """The day so many units after a day, or before it. Raises Misused outside the calendar."""
    try:
        if unit in _DAYS_IN:
            return start + timedelta(days=number * _DAYS_IN[unit])
        months = start.year * 12 + start.month - 1 + number * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        counted_from = f"{counted(abs(number), unit)} from {day(start)}"
        raise Misused(f"{counted_from} is outside the calendar.") from None
