"""What the cells of a tracker mean: days, owners, whether a row is closed, dated notes."""

import re
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from commands.imports.table import Cell
from commands.terminal import dates
from ledger.characters import folded
from ledger.errors import Problem

NONE = ("", "-", "–", "—", "n/a", "na", "none", "nil")
NOBODY = (*NONE, "tbc", "tba", "to be confirmed", "to be agreed", "vacant")
_CLOSED = re.compile(
    r"(closed?|complete[d]?|done|discharged|implemented|finished|delivered|resolved|archived)\b.*",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(re-?open(ed)?|open|on-?going|in progress|in hand|outstanding|not (yet )?started|live|on hold"
    r"|partial(ly)?( (complete|implemented))?|not (yet )?(complete|implemented)|incomplete|pending"
    r"|started|on track|overdue|delayed|carried forward|active|under way|underway)\b.*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(see|as) (above|below|previous|before)|ditto|as above|\"|”|″", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DAY = (
    r"\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?|\d{4}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}})?"
)
_DATED = re.compile(rf"(?:(?<=^)|(?<=[\n;,.\s(]))(?P<day>{_DAY})\)?\s*[:–—-]\s+", re.IGNORECASE)
COLOURS = {"red": "Red", "r": "Red", "amber": "Amber", "a": "Amber", "green": "Green", "g": "Green",
           "blue": "Blue", "b": "Blue", "yellow": "Yellow", "black": "Black", "white": "White",
           "grey": "Grey"}  # fmt: skip


class Note(NamedTuple):
    """A part of an update: its day, where it has one; whether the year was worked out."""

    text: str
    on: date | None
    year_inferred: bool = False


def nothing(text: str) -> bool:
    return folded(text).strip(" .") in NONE


def nobody(text: str) -> bool:
    return folded(text).strip(" .") in NOBODY


def elsewhere(text: str) -> bool:
    """Whether a cell only points to another: see above."""
    return _ELSEWHERE.fullmatch(text.strip(" .")) is not None


def day_of(cell: Cell, today: date) -> date | None:
    """The day that a cell gives; None where it gives none that can be made out."""
    if isinstance(cell.value, date):
        return cell.value
    if isinstance(cell.value, float) and 20_000 < cell.value < 80_000:  # A day shown as a number.
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(cell.value))
    text = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", cell.text, flags=re.IGNORECASE).strip(" .")
    text = re.sub(r"\s+\d\d:\d\d(:\d\d)?$", "", text)
    if not re.search(r"\d", text) or re.fullmatch(r"\d{1,2}[/.-]\d{1,2}", text):
        return None
    try:
        return dates.parse(text, today, ahead=False)
    except Problem:
        return None


def is_closed(text: str) -> bool | None:
    """Whether a status says that it is over; None where it says neither."""
    if _OPEN.fullmatch(text.strip()):
        return False
    return True if _CLOSED.fullmatch(text.strip()) else None


def colour_of(cell: Cell) -> str | None:
    """The colour that a cell says or is filled with."""
    said = COLOURS.get(folded(cell.text).strip(" ."))
    if said is not None or cell.text or cell.fill is None:
        return said
    red, green, blue = (int(cell.fill[at : at + 2], 16) for at in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 40:
        return None
    if blue > red and blue > green:
        return "Blue"
    if green >= red * 1.15:
        return "Green"
    return "Red" if green < red * 0.45 else "Amber"


def notes_of(text: str, since: date | None, today: date) -> list[Note]:
    """The updates in one cell, each from its day to the next; what stands before them has none. A
    day without a year is the first such day since `since`, and not before the update above it."""
    found = list(_DATED.finditer(text))
    first = text[: found[0].start()] if found else text
    notes = [Note(_tidy(first), None)] if _tidy(first) else []
    before = since
    for match, after in zip_longest(found, found[1:]):
        words = _tidy(text[match.end() : after.start() if after else len(text)])
        on, inferred = _note_day(match["day"], before, today)
        if on is None or on > today:
            notes.append(Note(_tidy(f"{match['day']}: {words}"), None))
            continue
        before = on if before is None or on >= before else before
        if words:
            notes.append(Note(words, on, inferred))
    return notes


def _note_day(text: str, since: date | None, today: date) -> tuple[date | None, bool]:
    text = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text, flags=re.IGNORECASE)
    whole = re.search(r"\d{4}|[/.-]\d\d[/.-]\d\d$", text) is not None
    years = [None] if whole else [since.year, since.year + 1] if since else [today.year]
    for year in years:
        parts = next((one for one in "/.- " if one in text), " ")
        said = text if year is None else f"{text}{parts}{year}"
        try:
            on = dates.parse(said, today, ahead=False)
        except Problem:
            continue
        if year is None or since is None or on >= since:
            return on, year is not None
    return None, False


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")


def titled(text: str) -> str:
    return " ".join(text.split())
