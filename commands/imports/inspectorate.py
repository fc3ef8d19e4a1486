"""How trackers speak of HMICFRS: whether a row is an area for improvement, a recommendation or a
cause of concern, of which question area, with which number; and how its reports are named."""

import re
from datetime import date
from typing import Literal, NamedTuple

Letters = Literal["AFI", "R", "COC"]  # As the references of the items have them.

_KINDS: tuple[tuple[Letters, str], ...] = (
    ("AFI", r"afis?|areas? (for|of|requiring) improvement"),
    ("R", r"rec(ommendation|s|\.)?s?|r"),
    ("COC", r"cocs?|causes? (of|for) concern"),
)
_WHOLE = tuple((of, re.compile(said, re.IGNORECASE)) for of, said in _KINDS)
_SAID = tuple((of, re.compile(rf"\b({said})\b", re.IGNORECASE)) for of, said in _KINDS)
# Recommendation of a cause of concern, and the cause of concern's recommendation.
_OF_A_CAUSE = re.compile(r"\brec(ommendation)?s?\b", re.IGNORECASE)
_OPENING = re.compile(r"(?P<said>[A-Za-z][A-Za-z .]*?) ?\d{0,3} ?[:.\u2013\u2014-] ", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:(?P<report>[A-Z]+\d\d(?:-\d{1,3})?)[/ -])?(?:(?P<area>[A-Z]{1,8})[- /])?"
    r"(?P<said>afi|area for improvement|r|rec|recommendation|coc|cause of concern)"
    r"[ .:#-]*(?:no\.? ?)?0{0,2}(?P<number>[1-9]\d{0,2})",
    re.IGNORECASE,
)
# Of part of one, of one of a cause of concern, or after letters of the office's own: no number that
# is the report's. Rec 3.1, CoC1 Rec 2, CR2122-AFI01.
_PART = re.compile(
    r"(?:(?:coc|cause of concern)[ .:#-]*\d{0,2}[ ,:/.–-]*|[A-Z]{2,}[A-Z\d/ ]*[ /-])?"
    r"(?P<said>afi|r|rec|recommendation)"
    r"[ .:#-]*(?:no\.? ?)?\d{1,3}(?:\.[\d.]*\d|[a-z]|\([a-z\d]{1,3}\))?",
    re.IGNORECASE,
)
_SMALL = re.compile(r"an?|and|at|by|for|from|how|in|is|its|of|on|the|to|well|with", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,8}")
# Whose very names are in the references of this ledger: PEEL Effectiveness 2017 is EFF17.
_NAMED = (
    ("EFF", re.compile(r"\beffectiveness\b", re.IGNORECASE)),
    ("EFY", re.compile(r"\befficiency\b", re.IGNORECASE)),
    ("LEG", re.compile(r"\blegitimacy\b", re.IGNORECASE)),
)
_PEEL = re.compile(r"\bpeel\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20(\d\d)\b|\b(\d\d)[/-]\d\d\b")  # Or 21/22.
# Words that name no report, however many stand together: Tracker of HMICFRS inspections, Internal
# audit: follow up of recommendations as at May 2023, HMICFRS update to the Joint Audit Committee.
_OF_ANY = re.compile(
    r"the|of|for|from|to|by|on|in|and|at|as|all|our|with|since|force|opcc|office|police|crime"
    r"|hmic(frs)?|inspections?|inspectorate|internal|external|audits?|auditors?|reports?|items?"
    r"|tracker|register|log|list|schedule|table|appendix|annex|spreadsheet|summary|dashboard"
    r"|actions?|plans?|position|progress|updates?|status|monitoring|follow|up|implementation"
    r"|open|closed|completed?|outstanding|live|new|agreed|overdue|implemented|management|responses?"
    r"|high|medium|low|priority|last|this|previous|current|year|period|pcc|commissioner|chief"
    r"|constable|constabulary|service|authority|county|council|s"
    r"|recommendations?|areas?|improvement|afis?|causes?|concern|sheet\d*|t\d+"
    r"|joint|committee|panel|board|governance|meeting|quarter(ly)?|monthly|annual|q|st|nd|rd|th"
    r"|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?|jac|jarac|[a-h]",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(tracker|register|log|dashboard|spreadsheet|schedule|summary|follow[- ]?up)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(publi\w+|issued|peel|effectiveness|efficiency|legitimacy)\b.*\d", re.IGNORECASE
)
# What a title over a table says besides the name of its report.
_BESIDES = re.compile(
    r"\s*\((published|issued|report of)[^)]*\)|\s*[-–—:,]\s*(hmic(frs)? )?(areas? for improvement"
    r"|(published|issued)\b(?=.*\d)|afis?|recommendations?|causes? of concern|tracker"
    r"|action plan|progress|position)\b.*$",
    re.IGNORECASE,
)
_GRADE = re.compile(r"outstanding|good|adequate|requires improvement|inadequate", re.IGNORECASE)


class Numbered(NamedTuple):
    """What a reference says of an item: its question area, its kind, its number in its report or 0,
    its report."""

    area: str | None
    letters: Letters
    number: int
    report: str | None = None


def kind_of_item(text: str) -> Letters | None:
    """The kind that a cell names; a recommendation of a cause of concern is a recommendation."""
    said = " ".join(text.split()).strip(" .:")
    whole = next((of for of, pattern in _WHOLE if pattern.fullmatch(said)), None)
    named: list[Letters] = [of for of, pattern in _SAID if of != "R" and pattern.search(said)]
    if whole is None and _OF_A_CAUSE.search(said):
        named = ["R"] if named in ([], ["COC"]) else []
    return whole or (named[0] if len(named) == 1 else None)


def opens_with(text: str) -> Letters | None:
    """The kind that the words of an item open with: Area for improvement 2: ..."""
    found = _OPENING.match(" ".join(text.split()))
    said = found["said"].strip() if found is not None else ""
    return next((of for of, pattern in _WHOLE if len(said) > 1 and pattern.fullmatch(said)), None)


def speaks_of_items(text: str) -> bool:
    """Whether a text names what only HMICFRS prints."""
    return any(pattern.search(text) for of, pattern in _SAID if of != "R")


def numbered(reference: str) -> Numbered | None:
    """What a reference such as PV-AFI1, AFI 1 or Recommendation 2 says."""
    said = " ".join(reference.split())
    found = _REFERENCE.fullmatch(said)
    if found is None:
        part = _PART.fullmatch(said)
        of = kind_of_item(part["said"]) if part is not None else None
        return Numbered(None, of, 0) if of is not None else None
    letters = kind_of_item(found["said"])
    assert letters is not None
    area = found["area"].upper() if found["area"] else None
    report = found["report"].upper() if found["report"] else None
    return Numbered(area, letters, int(found["number"]), report)


def area_code(text: str) -> str | None:
    """The letters of a question area: SOC as it stands, or of Serious and organised crime."""
    said = text.strip()
    if _CODE.fullmatch(said):
        return said
    words = re.findall(r"[A-Za-z]+", said)
    letters = "".join(word[0].upper() for word in words if not _SMALL.fullmatch(word))
    return letters[:8] or None


def names_no_report(text: str) -> bool:
    """Whether words say no more than whose it is, or what kind of list: West Mercia audit log."""
    if _LIST.search(text) and not _ONE.search(text):
        return True
    return all(_OF_ANY.fullmatch(word) for word in re.findall(r"[A-Za-z]+", text))


def report_title(text: str) -> str:
    """The name of a report, without what a title over a table says besides."""
    said = " ".join(text.split())
    return _BESIDES.sub("", said).strip() or said


def a_grade(text: str) -> bool:
    return _GRADE.fullmatch(" ".join(text.split())) is not None


def report_letters(title: str, on: date) -> tuple[str, bool]:
    """What the reference of a report begins with, EFF17, PEEL21 or HMI19; and whether there may be
    several of the year, which are numbered. The year is that of its title, or else of its day."""
    year = _YEAR.search(title)
    digits = (year[1] or year[2]) if year is not None else f"{on.year % 100:02}"
    named = [letters for letters, pattern in _NAMED if pattern.search(title)]
    if len(named) == 1:
        return named[0] + digits, False
    return ("PEEL" + digits, False) if _PEEL.search(title) else ("HMI" + digits, True)
