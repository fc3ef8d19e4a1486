"""Due dates given in words: the last day the words can mean.

    end of Q2   Q2 2018/19   w/c 3 June   mid-May   April 2018   end of the financial year   2018/19
    by 27 April   within 4 weeks   next month   summer   June or July   the JAC of June 2018

If the words have two readings, the later counts, so that nothing is called overdue that might not
be. A quarter may be of the calendar year or of the financial year, which begins on 1 April. Words
that name no end, such as ongoing or after Easter, mean no day.
"""

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

from commands.session.spans import Span, part_of, spans
from commands.terminal import dates
from commands.terminal.calendars import COUNT, COUNT_IN_WORDS, ORDINAL, UNIT, WEEKDAY, NoSuchDay
from commands.terminal.spoken import settled
from ledger.characters import as_typed
from ledger.errors import Problem

# On or before a day is that day.
_BEFORE = (
    r"(?<!\bor )(?:(?:just|shortly|well|some ?time) )?(?:before|prior to|ahead of|in advance of)"
)
_FILLER = re.compile(
    rf"(?P<before>{_BEFORE})\b *|(?:due|(?:on|by) or before|by|on|at|in|during|within|until|till|to"
    r"|for|the|latest|no later than|not later than|close of play|close of business|cop|cob)\b:? *"
)
_HALF = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2}
_PART = re.compile(
    r"(?P<part>early|start|beginning|mid|middle|late|later|end"
    r"|(?:first|1st|second|2nd|latter) half)\b(?: in| of)?(?: the)?[ -]*"
)
_THIRDS = {"early": 1, "start": 1, "beginning": 1, "mid": 2, "middle": 2}
_WEEK = re.compile(
    r"(?P<of>week (?:commencing|beginning|ending|of)|weekend(?= of)|w ?/? ?[cbe]\b)(?: of)?[ :]*"
    r"(?P<day>.+)"
)
_COUNTED = re.compile(rf"(?:next )?({COUNT}) ({UNIT})s?'?(?: time)?", re.ASCII)
_OPEN = re.compile(
    r"\b(after|since|following|from|once|when|not before|pending|subject to|onwards?|or later"
    r"|earlier than|earliest|not until|not in|but not|except|unless)\b"
)
_ALONE = re.compile(rf"(?:(?:{WEEKDAY}) )?(?:\d{{1,2}}|{COUNT_IN_WORDS})(?:st|nd|rd|th)?\b")
_LATEST = re.compile(r",? (?:at the (?:very )?)?latest$")
_YEAR = re.compile(r"(?:19|20)\d\d$|\d[/.-]\d+[/.-]\d\d$")
_MONTH = "|".join(name.lower() for name in calendar.month_name[1:])
_NO_VERB = _MONTH.replace("march|", "").replace("may|", "")
_DATE = (
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b(?:,? \d{{4}})?"
    rf"|(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)\d{{2,4}}|\d{{4}}-\d\d-\d\d"
)
_OF_MONTH = (
    rf"(?:{ORDINAL}|last|\d(?:st|nd|rd|th)) (?:(?:{WEEKDAY}|day|week|half) )?(?:of|in) (?:the )?"
    rf"(?:{_MONTH})\b(?: \d{{4}})?"
)
_INSIDE = re.compile(
    rf"(?:\b{_BEFORE} (?:the )?)?(?:\b(?:early|mid|late|end of|beginning of|start of)[ -])?(?:"
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?\b(?:{_DATE})|\b(?:{_OF_MONTH})"
    rf"|\b(?:{_MONTH}) \d{{4}}|\b(?:(?<=in )|(?<=by )|(?<=of )|(?<=before ))(?:{_MONTH})\b"
    rf"|\b(?:{_NO_VERB})\b|\bq[1-4](?: \d{{4}}(?:/\d\d)?)?\b)"
)
# Words that move a day: a week of July, six weeks before 1 July.
_MOVES = re.compile(
    rf"\b(?:{WEEKDAY}|days?|weeks?|weekends?|fortnights?|months?|quarters?|hal(?:f|ves)|years?)\b"
)


def last_day(text: str, asked: date) -> date | None:
    """The last day `text` can mean when said on `asked`, or None. Raises Misused for a day that
    does not exist."""
    if (found := phrase(text, asked)) is not None:
        return found
    said = _plain(text, asked)
    return None if _OPEN.search(said) else _within(said, asked)


def phrase(text: str, asked: date) -> date | None:
    """The same, if the whole text is such words. Raises Misused for a day that does not exist."""
    said = _plain(text, asked)
    with suppress(ValueError, OverflowError):  # Outside the calendar.
        return _phrase(said, asked) or _alternatives(said, asked)
    return None


def _plain(text: str, asked: date) -> str:
    said = _LATEST.sub("", " ".join(as_typed(text).casefold().strip(" .").split()))
    return settled(re.sub(r"\bwk(s?)\b", r"week\1", said.replace(" & ", " and ")), asked)


def _phrase(said: str, asked: date) -> date | None:
    before = False
    while (span := _whole(said, asked)) is None and (filler := _FILLER.match(said)):
        said = said[filler.end() :]
        before = before or filler["before"] is not None
    if span is None:
        return None
    return span[0] - timedelta(1) if before else span[1]


def _whole(said: str, asked: date) -> Span | None:
    """The first and the last day of what is said, without a word such as by before it."""
    if (day := _counted(said, asked)) is not None:
        return day, day
    if week := _WEEK.fullmatch(said):
        return _week(week, asked)
    end = re.match("end of ", said)
    if (day := _day(said[end.end() :] if end else said, asked)) is not None:
        return day + timedelta(end is not None), day  # Before the end of a day is still that day.
    part = _PART.match(said)
    rest = re.sub("[ -]end$", "", said[part.end() :] if part else said)
    span = max(spans(rest, asked), key=lambda one: one[1], default=None)
    return _part(span, part["part"]) if span and part else span


def _week(found: re.Match[str], asked: date) -> Span | None:
    day = _day(found["day"], asked)
    if day is None:
        return None
    if found["of"] == "weekend":
        return day, day + timedelta(6 - day.weekday())
    ends = found["of"].endswith(("e", "ending"))
    return (day - timedelta(6), day) if ends else (day, day + timedelta(6))


def _part(span: Span, name: str) -> Span:
    """The early, middle or late third of a span, or a half of it. Before its end is by its end."""
    first, last = span
    if name == "end":
        return last + timedelta(1), last
    half = _HALF.get(name.removesuffix(" half"))
    nth, parts = (half, 2) if half else (_THIRDS.get(name, 3), 3)
    return part_of((first, last), nth, parts)


def _day(said: str, asked: date) -> date | None:
    try:
        return dates.parse(said, asked, ahead=True)
    except NoSuchDay:
        raise
    except Problem:
        return None


def _counted(said: str, asked: date) -> date | None:
    found = _COUNTED.fullmatch(said)
    if found is None:
        return None
    return _day(f"in {found[1]} {found[2]}s", asked)


def _alternatives(said: str, asked: date) -> date | None:
    """The last of several: April/May, 27 or 28 April, June to July 2018."""
    for between in (" or | to | and | - ", "-", "/"):
        *before, last = (one.strip() for one in re.split(between, said))
        if not before:
            continue
        ends = _phrase(last, asked) or _alternatives(last, asked)
        days = [_phrase(one, asked) or _alternatives(one, asked) for one in before]
        # A number alone belongs to the month or the weeks after it.
        alone = _ALONE.match(last)
        pairs = zip(days, before, strict=True)
        every = all(day or (alone and _ALONE.fullmatch(one)) for day, one in pairs)
        if ends is None or not every:
            return None
        # 27 Feb to 1 March 2018: what has no year is of no later one than the last.
        of_year = _YEAR.search(last) is not None
        pairs = zip(days, before, strict=True)
        days = [day for day, one in pairs if not (of_year and day and day > ends)
                or _YEAR.search(one)]  # fmt: skip
        return max([ends, *filter(None, days)])
    return None


def _within(said: str, asked: date) -> date | None:
    """The last day named among other words: before the JAC on 27 April; None if the other words
    may mean another day: within 3 working days of 27 April. Raises Misused if it does not exist."""
    if _MOVES.search(_INSIDE.sub("-", said)):
        return None
    days = (_phrase(found[0], asked) for found in _INSIDE.finditer(said))
    return max(filter(None, days), default=None)
