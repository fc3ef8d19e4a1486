"""What the cells of a tracker mean: days, owners, colours, and what points elsewhere."""

import re
from datetime import date

from commands.imports.table import IN_PART, Cell
from commands.terminal import dates
from commands.terminal.calendars import NoSuchDay
from ledger.characters import folded
from ledger.errors import Problem

NONE = ("", "-", "–", "—", "n/a", "na", "none", "nil")
NOBODY = (
    *(*NONE, "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to be decided", "vacant"),
    *("?", "not stated", "not known", "unassigned", "no owner", "unknown", "not assigned"),
)
_ELSEWHERE = re.compile(
    r"((please )?(see|as|refer to|per)|same as)( row| item| action| line)?"
    r" (above|below|previous|before)( row| item| action| line)?"
    r"|see (row|item|action|ref|line)s? \S+( above| below)?|ditto|do"
    r"|\"|\'\'|”|″|〃|\^",
    re.IGNORECASE,
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
WHOLE_DAY = (  # With its year.
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})"
    r"|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH}[ -](?:\d{{4}}|\d{{2}})"
)
# 3-4 and 3.1 are more often numbers of things than days.
SHORT_DAY = rf"\d{{1,2}}/\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}"
_WAS = r"(?:was|were|originally|original|previously|prev|formerly|from|extended|revised|moved|old)"
_MOVED = (
    rf"(?P<now>{WHOLE_DAY})[\s,;]*\(?\s*{_WAS}(?: (?:from|due|date|target))*[:\s]+"
    rf"(?P<was>{WHOLE_DAY})\)?",
    rf"(?P<was>{WHOLE_DAY})[\s,;.>→-]*\(?(?:now|new|revised|extended|moved|changed)"
    rf"(?: (?:to|date|due|target))*[:\s]+(?P<now>{WHOLE_DAY})\)?",
    rf"(?:was|originally):? (?P<was>{WHOLE_DAY})[\s,;]+(?:now):? (?P<now>{WHOLE_DAY})",
)
# What stands between the days that something was due, one after the other.
_NEXT = r"\s*(?:[,;>→]|->|then|and then|now|revised(?: to)?)?\s+"
_WITHOUT_YEAR = re.compile(
    rf"\d{{1,2}}[/.-]\d{{1,2}}|\d{{1,2}}[ -]{MONTH}|{MONTH}[ -]\d{{1,2}}", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:(?:grand|sub)[ -]?)?totals?\b[^a-z]*|(?:sum|count)[ :]*", re.IGNORECASE)
_NO_DATE = re.compile(r"no (due |target |end )?date( (set|given|agreed|fixed|yet|stated))?")
_COLOUR = r"(?P<colour>red|amber|green|blue|yellow|black|white|grey|[ragb])"
_SHADE = re.compile(
    _COLOUR + r"(?![\w/&])(?! ?(?:to|and|or)\b)[^\w]*(?:[(\u2013\u2014:;,-].*)?", re.I | re.S
)
LETTERS = {"r": "RED", "a": "AMBER", "g": "GREEN", "b": "BLUE"}


def nothing(text: str) -> bool:
    return folded(text).strip(" .") in NONE


def said(cell: Cell | None) -> str | None:
    """The words of a cell on one line; None where it says nothing."""
    return None if cell is None or nothing(cell.text) else titled(cell.text)


def nobody(text: str) -> bool:
    return folded(text).strip(" .") in NOBODY


def elsewhere(text: str) -> bool:
    """Whether a cell only points to another: see above."""
    return _ELSEWHERE.fullmatch(text.strip(" .")) is not None


def day_of(cell: Cell, today: date) -> date | None:
    """The day that a cell gives; None where it gives none that can be made out."""
    if isinstance(cell.value, date):
        return cell.value if dates.has_year(cell.value) else None
    number = cell.value if isinstance(cell.value, float) else None
    if number is None and re.fullmatch(r"\d{5}(\.\d+)?", cell.text.strip()):
        number = float(cell.text)
    if number is not None and 20_000 < number < 80_000:  # A day shown as a number.
        on = date.fromordinal(date(1899, 12, 30).toordinal() + int(number))
        return on if dates.has_year(on) else None
    text = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", cell.text, flags=re.IGNORECASE).strip(" .")
    text = re.sub(r"[\sT]+\d\d:\d\d(:\d\d)?(\.\d+)?Z?$", "", text)
    if not re.search(r"\d", text) or _WITHOUT_YEAR.fullmatch(text):
        return None
    try:
        return dates.written(text, today)
    except Problem:
        return None


def no_such_day(text: str, today: date) -> bool:
    """Whether a cell has the form of a day that there is not, such as 30/2/2019."""
    try:
        dates.parse(text.strip(" ."), today, ahead=False)
    except NoSuchDay:
        return True
    except Problem:
        return False
    return False


def lettered(text: str) -> bool:
    return re.search(r"[^\W\d_]", text) is not None


def counts(*cells: Cell | None) -> bool:
    """Whether the first cell that says something is that of a total."""
    first = next((c.text.strip() for c in cells if c is not None and c.text), "")
    return _TOTAL.fullmatch(first) is not None


def no_date(text: str) -> bool:
    """Whether a cell says that there is no due date."""
    return _NO_DATE.fullmatch(folded(text).strip(" .")) is not None


def moved(text: str, today: date) -> tuple[date | None, date | None]:
    """The due day that words give now, and the one before it: 30/6/2019 (was 31/3/2019)."""
    said = " ".join(text.split()).strip(" .")
    if len(each := _each_day(said, today)) > 1:
        return max(each), min(each)
    for pattern in _MOVED:
        if (found := re.fullmatch(pattern, said, re.IGNORECASE)) is not None:
            now, was = parsed(found["now"], today), parsed(found["was"], today)
            if now is not None and was is not None and was < now:
                return now, was
    return None, None


def _each_day(said: str, today: date) -> list[date]:
    """The days of a text that is nothing but days, each later than the one before, or each earlier:
    31/3/18, 30/6/18, 30/9/18."""
    if re.fullmatch(rf"(?:{WHOLE_DAY})(?:{_NEXT}(?:{WHOLE_DAY}))+", said, re.IGNORECASE) is None:
        return []
    found = [parsed(one, today) for one in re.findall(rf"{WHOLE_DAY}", said, re.IGNORECASE)]
    days = [one for one in found if one is not None]
    in_order = days in (sorted(set(days)), sorted(set(days), reverse=True))
    return days if in_order and len(days) == len(found) else []


def struck_day(cell: Cell, today: date) -> date | None:
    """The day that is struck through beside the one that stands."""
    struck = next((n.removeprefix(IN_PART) for n in cell.notes if n.startswith(IN_PART)), "")
    return parsed(struck, today)


def day_within(text: str, today: date) -> date | None:
    """The one day that is written out in a text, and has come: Closed 3 May 2018."""
    found = re.findall(rf"(?<![\d/])({WHOLE_DAY})(?![\d/])", text, re.IGNORECASE)
    on = parsed(found[0], today) if len(found) == 1 else None
    return on if on is not None and on <= today else None


def to_come(cell: Cell, today: date) -> bool:
    """Whether a cell gives a day that has not come."""
    found = re.findall(rf"(?<![\d/])({WHOLE_DAY})(?![\d/])", cell.text, re.IGNORECASE)
    days = [day_of(cell, today), *(parsed(one, today) for one in found)]
    return any(on is not None and on > today for on in days)


def month_of(text: str) -> date | None:
    """The first day of a month that stands alone with its year: May 2018."""
    found = re.fullmatch(rf"({MONTH})[ -]'?(\d{{4}}|\d\d)", text.strip(), re.IGNORECASE)
    return parsed(f"1 {found[1]} {found[2]}", date.max) if found else None


def parsed(text: str, today: date) -> date | None:
    """A day that is written out with its year; None for anything else."""
    text = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text.strip(), flags=re.IGNORECASE)
    if not re.search(r"\d{4}|\D\d\d$", text):
        return None
    try:
        return dates.parse(text, today, ahead=False)
    except Problem:
        return None


def colour_said(text: str) -> str | None:
    """The colour that a text names, alone or before what it adds: Amber (improving)."""
    found = _SHADE.fullmatch(text.strip())
    if found is None:
        return None
    said = found["colour"].casefold()
    return LETTERS.get(said, said.upper())


def colour_of(cell: Cell) -> str | None:
    """The colour that a cell says or is filled with."""
    if cell.text or cell.fill is None:
        return colour_said(cell.text)
    red, green, blue = (int(cell.fill[at : at + 2], 16) for at in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 40:
        return None
    if blue > red and blue > green:
        return "BLUE"
    if green >= red * 1.15:
        return "GREEN"
    return "RED" if green < red * 0.45 else "AMBER"


def titled(text: str) -> str:
    return " ".join(text.split())
