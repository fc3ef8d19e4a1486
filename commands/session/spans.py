"""Weeks, months, quarters, seasons and years in words: their first day and their last.

A quarter may be of the calendar year or of the financial year, which begins on 1 April, so one name
may have several spans.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from commands.terminal.calendars import MONTH, ORDINAL, month_named, ordinal

Span = tuple[date, date]

_YEARS = r"(?:fy ?)?((?:20)?\d\d) ?[/-] ?((?:20)?\d\d)"
_QUARTER = re.compile(r"(?:q|quarter )([1-4])|(first|1st|second|2nd|third|3rd|fourth|4th) quarter")
_NTH = {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3, "4": 4}
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
_WEEK_OF = re.compile(
    rf"(?:(?P<nth>{ORDINAL}|[1-5](?:st|nd|rd|th)|last) (?:full )?week|week (?P<number>[1-5]))"
    r" (?:of|in) (?:the )?(?P<month>.+)"
)


def spans(said: str, asked: date) -> Iterator[Span]:
    """The first and last day of each period that `said` can mean."""
    words = re.sub(r"^(the|this|current) ", "", said)
    ahead, words = (1, words[5:]) if words.startswith("next ") else (0, words)
    if words == "week after next":
        ahead, words = 2, "week"
    if words in ("week", "weekend"):
        monday = asked - timedelta(asked.weekday()) + timedelta(7 * ahead)
        yield monday, monday + timedelta(6)
    elif words == "month":
        yield _months(asked.year, asked.month + ahead)
    elif words == "quarter":
        yield _months(asked.year, (asked.month - 1) // 3 * 3 + 1 + 3 * ahead, 3)
    elif words in ("year", "calendar year", "financial year", "fy"):
        if not words.startswith("f"):
            yield _months(asked.year + ahead, 1, 12)
        if words != "calendar year" and (words != "year" or said == "year"):
            yield _months(asked.year - (asked.month < 4) + ahead, 4, 12)
    elif (week := _WEEK_OF.fullmatch(words)) is not None:
        yield from _weeks(week, asked)
    else:
        yield from _named(words, asked, asked + timedelta(ahead))


def _weeks(found: re.Match[str], asked: date) -> Iterator[Span]:
    """The third week of July: its third seven days, or its third week from Monday to Sunday."""
    of = found["month"]
    if not (re.match(rf"(?:{MONTH})\b", of) or of.endswith("month")):
        return
    for first, last in spans(of, asked):
        if found["nth"] == "last":
            yield last - timedelta(6), last
            continue
        nth = int(found["number"]) if found["number"] else ordinal(found["nth"])
        monday = first + timedelta(-first.weekday() % 7)
        if nth <= 5:
            yield first + timedelta(7 * nth - 7), min(monday + timedelta(7 * nth - 1), last)


def _named(words: str, asked: date, after: date) -> Iterator[Span]:
    """The spans of a named month, quarter, season or year, with or without its year; without, one
    that ends on or after the day asked, and for the next one has not begun."""
    years, year = re.search(rf"\b{_YEARS}$|^{_YEARS} ", words), None
    bare = words
    if years is not None:
        first, second = (int(one) % 100 for one in years.groups() if one)
        if second != (first + 1) % 100:
            return
        bare, year = (words[: years.start()] + words[years.end() :]).strip(), 2000 + first
    elif single := re.search(r"(?:^|[ '-])((?:19|20)\d\d|(?<=[ '-])\d\d)$|^(20\d\d)(?= )", words):
        bare = (words[: single.start()] + words[single.end() :]).strip(" '-,")
        number = int(single[1] or single[2])
        year = number if number > 99 else 2000 + number
    bare = re.sub(r"[ ,]*\b(of|in|fy|financial year)$|^fy ?", "", bare).strip()
    if not bare:
        if year is not None:
            of_finance = years or re.search("fy|financial", words)
            yield _months(year, 4 if of_finance else 1, 12)
    elif month := month_named(bare.rstrip(".")):
        if years is not None:  # April begins the year, March ends it.
            yield _months(year + (month < 4) if year else asked.year, month)
        else:
            yield from _next(year, month, 1, asked, after)
    elif bare in _SEASONS:
        ends = _SEASONS[bare]
        yield from _next(year, ends - 2 if ends > 2 else 12, 3, asked, after)
    elif quarter := _QUARTER.fullmatch(bare):
        number = int(quarter[1] or _NTH[quarter[2][0]]) if quarter[2] != "fourth" else 4
        if years is None:
            yield from _next(year, number * 3 - 2, 3, asked, after)
        yield from _next(year, number * 3 + 1, 3, asked, after)


def _next(year: int | None, month: int, count: int, asked: date, after: date) -> Iterator[Span]:
    """The months in the given year, or in the first year in which they end on or after the day
    asked; if that is to be the next, in the first in which they begin after it."""
    if year is not None:
        yield _months(year, month, count)
        return
    each = (_months(asked.year + more, month, count) for more in (-1, 0, 1, 2))
    yield next(one for one in each if one[1] >= asked and (after == asked or one[0] > asked))


def _months(year: int, month: int, count: int = 1) -> Span:
    """A span of months; month 13 is January of the next year."""
    years, month = divmod(month - 1, 12)
    more, last = divmod(month + count - 1, 12)
    end = year + years + more
    days = calendar.monthrange(end, last + 1)[1]
    return date(year + years, month + 1, 1), date(end, last + 1, days)


def part_of(span: Span, nth: int, parts: int) -> Span:
    """A half or a third of a span: whole months where they come out even, else days."""
    first, last = span
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and (last + timedelta(1)).day == 1
    if whole and months % parts == 0:
        each = months // parts
        return _months(first.year, first.month + each * (nth - 1), each)
    count = (last - first).days + 1
    begins, ends = count * (nth - 1) // parts, count * nth // parts - 1
    return first + timedelta(begins), first + timedelta(ends)
