"""The updates in one cell of a tracker, each with its day: 12/3: spoke to the bank, 4/4: done."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from commands.imports.words import MONTH, SHORT_DAY, WHOLE_DAY, day_within, parsed

# What a column of updates is of: a day, a month, a quarter.
PERIOD = (
    rf"(?:{WHOLE_DAY}|(?:\d{{1,2}} )?{MONTH}(?:[ -]'?\d{{2,4}})?"
    r"|(?:q|quarter )[1-4](?:[ -]\d{2,4}(?:/\d\d)?)?)"
)
_PERIOD = re.compile(rf"\b{PERIOD}(?![\w/])", re.IGNORECASE)

# Not after a word: wrote 1/7/18: they replied.
_FIRST = r"(?:(?<=^)|(?<=\n)|(?<=[;,.(\[])|(?<=[;,.] ))\s*"
_LABEL = r"(?:(?:update|updated|progress|position|as at|as of|latest)[:\s]+)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?"
_DATED = re.compile(
    # With a colon or a dash after it, a day may stand anywhere; without, it begins a line.
    rf"{_FIRST}{_WEEKDAY}(?P<day>{WHOLE_DAY}|{SHORT_DAY})(?P<end>\)|\])?\s*[:–—-]\s+"
    rf"|(?:^|(?<=\n)|(?<=; ))\s*[(\[]?{_LABEL}{_WEEKDAY}(?P<alone>{WHOLE_DAY})[)\]]?[:.,]?\s+"
    r"(?!(?:is|was|to|and|or|until|deadline)\b)",
    re.IGNORECASE,
)
Days = list[tuple[date | None, bool]]


class Note(NamedTuple):
    """A part of an update: its day, where it has one; whether the year was worked out; whether the
    heading of its column gives the day."""

    text: str
    on: date | None
    year_inferred: bool = False
    of_heading: bool = False


def notes_of(text: str, since: date | None, today: date) -> list[Note]:
    """The updates in one cell, each from its day to the next; what stands before them has none. A
    day without a year is the first that fits after `since` and the update before it, whether the
    newest stands first or last."""
    found = list(_DATED.finditer(text))
    first = _tidy(text[: found[0].start()] if found else text)
    notes = [Note(first, None)] if first else []
    said = [match["day"] or match["alone"] for match in found]
    days = _days(said, since, today)
    for match, after, (on, inferred) in zip_longest(found, found[1:], days):
        words = _tidy(text[match.end() : after.start() if after else len(text)])
        if on is None or on > today:
            notes.append(Note(_tidy(f"{match['day'] or match['alone']}: {words}"), None))
        elif words:
            notes.append(Note(words, on, inferred))
    return notes


def dated(text: str, heading: str, since: date | None, today: date) -> list[Note]:
    """`notes_of` a column whose heading gives the day of what has none, or the month, which stands
    before it in words."""
    on, period = day_within(heading, today), _PERIOD.search(heading)

    def told(note: Note) -> Note:
        if note.on is not None or (on is None and period is None):
            return note
        if on is not None:
            return Note(note.text, on, of_heading=True)
        return Note(f"{period and period[0]}: {note.text}", None)

    return [told(note) for note in notes_of(text, since, today)]


def _days(said: Sequence[str], since: date | None, today: date) -> Days:
    """The day of each update; of two orders, that in which they lie closer together."""
    downwards = _forwards(said, since, today) if since else _backwards(said, today)
    upwards = _forwards(said[::-1], since, today) if since else _backwards(said[::-1], today)
    return min((downwards, upwards[::-1]), key=_spread)


def _forwards(said: Sequence[str], since: date, today: date) -> Days:
    found: Days = []
    before = since
    for text in said:
        on, inferred = parsed(text, today), False
        if on is None:
            years = (_with_year(text, before.year + more, today) for more in (0, 1))
            on = next((one for one in years if one is not None and before <= one <= today), None)
            inferred = on is not None
        if on is not None and before < on <= today:
            before = on
        found.append((on, inferred))
    return found


def _backwards(said: Sequence[str], today: date) -> Days:
    """As `_forwards`, from today, where nothing tells since when."""
    found: Days = []
    after = today
    for text in reversed(said):
        on, inferred = parsed(text, today), False
        if on is None:
            years = (_with_year(text, after.year - fewer, today) for fewer in (0, 1))
            on = next((one for one in years if one is not None and one <= after), None)
            inferred = on is not None
        if on is not None and on < after:
            after = on
        found.append((on, inferred))
    return found[::-1]


def _spread(days: Days) -> tuple[int, int]:
    """How many have no day, and how far apart the others lie."""
    known = [on for on, _ in days if on is not None]
    return len(days) - len(known), (max(known) - min(known)).days if known else 0


def _with_year(text: str, year: int, today: date) -> date | None:
    between = "/" if "/" in text else " "
    return parsed(f"{text}{between}{year}", today)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")
