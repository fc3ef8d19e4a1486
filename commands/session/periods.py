"""Due dates given in words: the last day the words can mean.

    end of Q2   Q2 2018/19   w/c 3 June   mid-May   April 2018   end of the financial year   2018/19
    by 27 April   within 4 weeks   next month   summer   June or July   the JAC of June 2018

If the words have two readings, the later counts, so that nothing is called overdue that might not
be. A quarter may be of the calendar year or of the financial year, which begins on 1 April. Words
that name no end, such as ongoing or after Easter, mean no day.
"""

import calendar
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from commands.terminal import dates
from ledger.characters import as_typed
from ledger.errors import Problem

Span = tuple[date, date]

_FILLER = re.compile(
    r"(?:due|by|before|on|at|in|during|within|until|till|to|for|the|latest|no later than"
    r"|not later than|close of play|close of business|cop|cob)\b:? *"
)
_PART = re.compile(r"(early|start|beginning|mid|middle|late|later|end)\b(?: in| of)?(?: the)?[ -]*")
_THIRDS = {"early": 1, "start": 1, "beginning": 1, "mid": 2, "middle": 2}
_WEEK = re.compile(r"(week (?:commencing|beginning|ending|of)|w ?/? ?[cbe]\b)[ :]*(.+)")
_YEARS = r"(?:fy ?)?((?:20)?\d\d) ?[/-] ?((?:20)?\d\d)"
_QUARTER = re.compile(r"(?:q|quarter )([1-4])|(first|1st|second|2nd|third|3rd|fourth|4th) quarter")
_NTH = {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3, "4": 4}
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
_COUNTED = re.compile(
    r"(?:next )?(\d{1,4}|[a-z]+) (day|week|fortnight|month|year)s?'?(?: time)?", re.ASCII
)
_NUMBERS = re.findall("[a-z]+", "one two three four five six seven eight nine ten eleven twelve")
_OPEN = re.compile(r"\b(after|since|following|from|once|when|not before|pending|subject to)\b")
_MONTH = "|".join(name.lower() for name in calendar.month_name[1:])
_NO_VERB = _MONTH.replace("march|", "").replace("may|", "")
_DATE = (
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b(?:,? \d{{4}})?"
    rf"|(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)\d{{2,4}}|\d{{4}}-\d\d-\d\d"
)
_INSIDE = re.compile(
    rf"(?P<date>(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?\b(?:{_DATE}))"
    rf"|\b(?:{_MONTH}) \d{{4}}|\b(?:(?<=in )|(?<=by )|(?<=of ))(?:{_MONTH})\b|\b(?:{_NO_VERB})\b"
    r"|\bq[1-4](?: \d{4}(?:/\d\d)?)?\b"
)


def last_day(text: str, asked: date) -> date | None:
    """The last day `text` can mean when said on `asked`, or None. Raises Misused for a day that
    does not exist."""
    if (found := phrase(text, asked)) is not None:
        return found
    said = _plain(text)
    return None if _OPEN.search(said) else _within(said, asked)


def phrase(text: str, asked: date) -> date | None:
    """The same, if the whole text is such words. Raises Misused for a day that does not exist."""
    said = _plain(text)
    with suppress(ValueError, OverflowError):  # Outside the calendar.
        return _phrase(said, asked) or _alternatives(said, asked)
    return None


def _plain(text: str) -> str:
    return " ".join(as_typed(text).casefold().strip(" .").split())


def _phrase(said: str, asked: date) -> date | None:
    if (counted := _counted(said, asked)) is not None:
        return counted
    while filler := _FILLER.match(said):
        said = said[filler.end() :]
        if (counted := _counted(said, asked)) is not None:
            return counted
    if week := _WEEK.fullmatch(said):
        day = _day(week[2], asked)
        ends = week[1].endswith(("e", "ending"))
        return day if day is None or ends else day + timedelta(6)
    if (day := _day(said, asked)) is not None:
        return day
    part = _PART.match(said)
    rest = re.sub("[ -]end$", "", said[part.end() :] if part else said)
    span = max(_spans(rest, asked), key=lambda one: one[1], default=None)
    if span is None:
        return None
    thirds = _THIRDS.get(part[1], 3) if part else 3
    first, last = span
    return first + timedelta(((last - first).days + 1) * thirds // 3 - 1)


def _day(said: str, asked: date) -> date | None:
    try:
        return dates.parse(said, asked, ahead=True)
    except dates.NoSuchDay:
        raise
    except Problem:
        return None


def _counted(said: str, asked: date) -> date | None:
    found = _COUNTED.fullmatch(said)
    if found is None:
        return None
    count = found[1]
    if count in _NUMBERS:
        count = str(_NUMBERS.index(count) + 1)
    return _day(f"in {count} {found[2]}s", asked) if count.isdecimal() or count == "a" else None


def _spans(said: str, asked: date) -> Iterator[Span]:
    """The first and last day of each period that `said` can mean."""
    words = re.sub(r"^(the|this|current) ", "", said)
    ahead, words = (1, words[5:]) if words.startswith("next ") else (0, words)
    if words == "week":
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
    else:
        yield from _named(words, asked)


def _named(words: str, asked: date) -> Iterator[Span]:
    """The spans of a named month, quarter, season or year, with or without its year."""
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
    elif month := dates.month_named(bare.rstrip(".")):
        if years is not None:  # April begins the year, March ends it.
            yield _months(year + (month < 4) if year else asked.year, month)
        else:
            yield from _next(year, month, 1, asked)
    elif bare in _SEASONS:
        ends = _SEASONS[bare]
        yield from _next(year, ends - 2 if ends > 2 else 12, 3, asked)
    elif quarter := _QUARTER.fullmatch(bare):
        number = int(quarter[1] or _NTH[quarter[2][0]]) if quarter[2] != "fourth" else 4
        if years is None:
            yield from _next(year, number * 3 - 2, 3, asked)
        yield from _next(year, number * 3 + 1, 3, asked)


def _next(year: int | None, month: int, count: int, asked: date) -> Iterator[Span]:
    """The months in the given year, or in the first year in which they end on or after the day
    asked."""
    if year is not None:
        yield _months(year, month, count)
        return
    spans = (_months(asked.year + more, month, count) for more in (-1, 0, 1))
    yield next(one for one in spans if one[1] >= asked)


def _months(year: int, month: int, count: int = 1) -> Span:
    """A span of months; month 13 is January of the next year."""
    years, month = divmod(month - 1, 12)
    more, last = divmod(month + count - 1, 12)
    end = year + years + more
    days = calendar.monthrange(end, last + 1)[1]
    return date(year + years, month + 1, 1), date(end, last + 1, days)


def _alternatives(said: str, asked: date) -> date | None:
    """The last of several: April/May, 27 or 28 April, June to July 2018."""
    for between in (" or | to | and | - ", "-", "/"):
        *before, last = (one.strip() for one in re.split(between, said))
        if not before:
            continue
        ends = _phrase(last, asked) or _alternatives(last, asked)
        days = [_phrase(one, asked) or _alternatives(one, asked) for one in before]
        # A number alone is a day of the month that follows.
        alone = re.match(r"\d{1,2}\b", last) is not None
        pairs = zip(days, before, strict=True)
        every = all(day or (alone and one.isdecimal()) for day, one in pairs)
        return max([ends, *filter(None, days)]) if ends is not None and every else None
    return None


def _within(said: str, asked: date) -> date | None:
    """The last day named among other words: before the JAC on 27 April. Raises Misused if it does
    not exist."""
    days = []
    for found in _INSIDE.finditer(said):
        if found["date"]:
            days.append(dates.parse(found["date"], asked, ahead=True))
        elif (day := _phrase(found[0], asked)) is not None:
            days.append(day)
    return max(days, default=None)
