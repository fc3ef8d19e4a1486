"""Days that are said in words and mean one day.

    the third of July   the first Monday in July 2018   the last Friday of next month
    the last day of May   the 15th   the 15th of next month   3 July next year   5pm on Friday
    Friday week   a week on Friday   the day after tomorrow
    two weeks after 1 July   within 6 weeks of 1 July   the Monday before 3 July

What has several readings is not read here: a fifth Monday in a month of four is refused.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from commands.terminal.calendars import (
    COUNT,
    DAYS,
    MONTH,
    ORDINAL,
    UNIT,
    WEEKDAY,
    NoSuchDay,
    count,
    month_named,
    moved,
    ordinal,
)
from ledger.errors import Misused
from ledger.words import counted

_LONGEST = 100  # Longer words are not a day.
Read = Callable[[str], date]

_CLOCK = (
    r"(?:\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b\.?|\d{1,2}[.:]?\d\d ?(?:hrs?|hours)\b\.?"
    r"|\d{1,2}(?::\d\d){1,2}|(?:12 )?(?:noon|midday)|first thing|last thing"
    r"|(?:the )?(?:early |late )?(?:morning|afternoon|evening)(?: of)?)"
)
_TIMES = rf"{_CLOCK}(?: ?(?:to|till|until|-) ?{_CLOCK})?"
_CLOCK_FIRST = re.compile(rf"(?:(?:before|by|at|until|no later than) )?{_CLOCK}(?: on|,)? (?=\S)")
_CLOCK_LAST = re.compile(
    rf"(?<=\w)(?:(?:,? (?:- )?|(?<=\d)t)(?:(?:before|by|at|@|from) ?)?{_TIMES}| \({_TIMES}\))$"
)
_WEEKDAY_LAST = re.compile(rf"^(.*\d) \(({WEEKDAY})\)$")
_QUARTER = "q[1-4]|(?:first|second|third|fourth) quarter|spring|summer|autumn|winter"
_YEAR_SAID = re.compile(
    rf"\b(?P<month>{MONTH}|{_QUARTER})\.?,? (?:(?:of|in) )?(?P<which>next|this|last) year\b"
)
_WHICH = re.compile(rf"\b(?P<which>next|this|last) (?P<month>{MONTH})(?=$|[,;)])")
_ORDINAL_FIRST = re.compile(
    rf"\b({ORDINAL})(?= (?:of )?(?:the )?(?:{MONTH}|(?:this|next|last) month)\b)"
)
_ORDINAL_LAST = re.compile(rf"\b({MONTH})( the)? ({ORDINAL})\b")
_NTH = rf"{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)"
_OF_MONTH = (
    rf"(?: of| in)? (?:the )?(?:(?P<which>this |next |last |)month"
    rf"|(?P<name>{MONTH})\.?,?(?: (?:of )?'?(?P<year>\d{{4}}|\d\d))?)"
)
_WEEKDAY_OF = re.compile(rf"(?P<nth>{_NTH}|last) (?P<weekday>{WEEKDAY}|day){_OF_MONTH}")
_DAY_OF = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? of (?P<which>this|next|last) month")
_DAY_ALONE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)(?: of the month)?")
_WEEKS_ON = re.compile(
    rf"(?P<count>{COUNT}) (?P<unit>week|fortnight)s? (?:on (?=\S)|(?=to))(?P<day>.+)"
)
_ON_WEEK = re.compile(rf"(?:on )?(?P<day>today|tomorrow|{WEEKDAY}) (?P<unit>week|fortnight)")
_MOVED = re.compile(
    rf"(?P<within>within )?(?P<count>{COUNT}) (?P<unit>{UNIT})s?"
    r" (?P<side>from|after|before|of) (?P<day>.+)"
)
_BESIDE = re.compile(rf"(?:first )?(?P<weekday>{WEEKDAY}|day) (?P<side>after|before) (?P<day>.+)")
_NEAR = {
    **dict.fromkeys(("tonight", "this morning", "this afternoon", "this evening"), 0),
    "day after tomorrow": 2,
    "day before yesterday": -2,
}


def settled(said: str, today: date) -> str:
    """The words without a time of day, and with a year named from today as a number: July next
    year, last July."""
    rest = _CLOCK_FIRST.sub("", said, count=1) if _CLOCK_FIRST.match(said) else said
    rest = _CLOCK_LAST.sub("", rest) if rest not in _NEAR else rest
    rest = _WEEKDAY_LAST.sub(r"\2 \1", rest)
    rest = _YEAR_SAID.sub(lambda found: f"{found['month']} {_year(found['which'], today)}", rest)
    return _WHICH.sub(lambda found: _with_year(found, today), rest)


def in_digits(said: str) -> str:
    """The third of July as 3 of july; july the third as july the 3."""
    said = _ORDINAL_FIRST.sub(lambda found: str(ordinal(found[1])), said)
    return _ORDINAL_LAST.sub(lambda found: f"{found[1]} {ordinal(found[3])}", said)


def day(text: str, said: str, today: date, ahead: bool, read: Read) -> date | None:
    """The one day that `text` means, `said` in small letters; None if it is not of these words.
    `read` reads a day among them. Raises NoSuchDay for a day that there is not."""
    if len(said) > _LONGEST:
        return None
    words = said.removeprefix("the ")
    if words in _NEAR:
        return today + timedelta(_NEAR[words])
    if found := _WEEKDAY_OF.fullmatch(words):
        return _nth(text, found, today, ahead)
    if found := _DAY_OF.fullmatch(words):
        first = _first_of(found["which"], today)
        return read(f"{found['day']}/{first.month}/{first.year}")
    if found := _DAY_ALONE.fullmatch(words):
        return _alone(int(found[1]), today, ahead)
    if found := _WEEKS_ON.fullmatch(words) or _ON_WEEK.fullmatch(words):
        number = count(found.groupdict().get("count") or "a")
        return _from(found["day"], number, found["unit"], read)
    if (found := _MOVED.fullmatch(words)) and bool(found["within"]) == (found["side"] == "of"):
        number = count(found["count"]) * (-1 if found["side"] == "before" else 1)
        return _from(found["day"], number, found["unit"], read)
    if found := _BESIDE.fullmatch(words):
        return _beside(found, read)
    return None


def _alone(number: int, today: date, ahead: bool) -> date | None:
    """The nearest day of that number in its month, or the next."""
    near = (moved(today.replace(day=1), months, "month") for months in range(-2, 3))
    days = [first.replace(day=number) for first in near
            if 1 <= number <= calendar.monthrange(first.year, first.month)[1]]  # fmt: skip
    days = [one for one in days if one >= today or not ahead]
    return min(days, key=lambda one: (abs(one - today), one), default=None)


def _from(start: str, number: int, unit: str, read: Read) -> date | None:
    """So many units from a day, if the words say that."""
    on = _read("today" if start == "now" else start, read)
    return None if on is None else moved(on, number, unit)


def _read(text: str, read: Read) -> date | None:
    try:
        return read(text)
    except NoSuchDay:
        raise
    except Misused:
        return None


def _beside(found: re.Match[str], read: Read) -> date | None:
    """The nearest such weekday before or after a day: the Monday before 3 July."""
    on = _read(found["day"], read)
    way = 1 if found["side"] == "after" else -1
    if on is None or found["weekday"] == "day":
        return None if on is None else moved(on, way, "day")
    number = DAYS[found["weekday"][:3]]
    return moved(on, way * ((way * (number - on.weekday()) - 1) % 7 + 1), "day")


def _nth(text: str, found: re.Match[str], today: date, ahead: bool) -> date:
    """The nth weekday, or the last day, of a month; without a year, the nearest such day, or the
    next."""
    nth = -1 if found["nth"] == "last" else ordinal(found["nth"])
    if found["name"] is None:
        return _nth_of(text, nth, found["weekday"], _first_of(found["which"], today))
    month = month_named(found["name"])
    if found["year"]:
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
        return _nth_of(text, nth, found["weekday"], _month(text, year, month))
    firsts = [date(year, month, 1) for year in (today.year - 1, today.year, today.year + 1)]
    if ahead:  # A past month is not meant.
        firsts = [one for one in firsts if (one.year, one.month) >= (today.year, today.month)]
    days = [_nth_of(text, nth, found["weekday"], first) for first in firsts]
    if ahead:
        return next(one for one in days if one >= today)
    return min(days, key=lambda one: (abs(one - today), one))


def _nth_of(text: str, nth: int, weekday: str, first: date) -> date:
    days = [first + timedelta(n) for n in range(calendar.monthrange(first.year, first.month)[1])]
    if weekday != "day":
        days = [one for one in days if one.weekday() == DAYS[weekday[:3]]]
    if nth > len(days) or nth == 0:
        many = counted(len(days), "day" if weekday == "day" else f"{days[0]:%A}")
        raise NoSuchDay(f"{text!r} is not in the calendar: {first:%B} {first.year} has {many}.")
    return days[nth - 1 if nth > 0 else -1]


def _first_of(which: str, today: date) -> date:
    """The first day of this, the next or the last month."""
    number = {"next": 1, "last": -1}.get(which.strip(), 0)
    return moved(today.replace(day=1), number, "month")


def _month(text: str, year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError:
        raise NoSuchDay(f"{text!r} is not in the calendar. Check the year.") from None


def _year(which: str, today: date) -> int:
    return today.year + {"next": 1, "last": -1}.get(which, 0)


def _with_year(found: re.Match[str], today: date) -> str:
    """The next July is the first that begins after today; the last one is over."""
    month, year = month_named(found["month"]), today.year
    if found["which"] == "next":
        year += month <= today.month
    elif found["which"] == "last":
        year -= month >= today.month
    return f"{found['month']} {year}"
