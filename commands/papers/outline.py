"""The outline of a paper: for each line, its words without bullet and mark-up, the heading and the
block it stands under, and who is meant by initials.

A block is what a label opens: `Present:` opens attendance, `Apologies:` apologies, and so on. It
ends at the next heading or label.
"""

import re
from functools import cached_property
from html import unescape

from msgspec import Struct

from ledger.paper_lines import Reading

TAG = re.compile(r"<[^<>]{0,200}>")
MARK = re.compile(r"^(?:[-–—•·*▪●○◦‣]|\\?\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})\)(?:\.)?)\s+")
# A round bullet that became a letter; an item by its letter alone, in its own column.
LETTERED = re.compile(r"^\s*(?:o\s{2,}|(?:<p>)?[a-z](?:</p>)?\t)")
NUMBER = re.compile(r"^(?:item\s+)?(\d{1,3}[a-z]?(?:\.\d{1,2}[a-z]?)*)[.):]?\s+(?=\S)", re.I)
PAGE = re.compile(r"^(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$|^page\s+\d+", re.I)
REF = re.compile(r"^(?:ref(?:erence)?\.?|minute(?: no\.?)?)\s*:?\s*([\w/.-]*\d[\w/.-]*)\s*$", re.I)
ICON = re.compile(r"\s*(?:pdf icon\s*)?\bPDF\s+[\d.]+\s*[KM]B.*$", re.I)
VERBS = (
    "is|are|was|were|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|"
    "must|said|says|set|took|gave|made|put|came|went|spoke|told|thought|felt|saw|heard|sought|"
    "began|led|met|brought|showed|noted|notes|agrees|agree|approves|confirms"
)
FINITE = re.compile(rf"\b(?:{VERBS}|[a-z]{{3,}}ed)\b")
DAY = re.compile(
    r"\b(\d{1,2})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?(january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,?\s+"
    r"(\d{4})\b|\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b",
    re.I,
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# A person with the initials by which the paper calls them: Ross Kettley (RK).
INITIALS = re.compile(r"((?:[A-Z][\w'’.-]+\s+){1,4})\(([A-Z]{2,4})\)")

PRESENT = re.compile(
    r"^(?:members\s+|officers\s+|also\s+|those\s+|persons\s+)?(?:present|attendance|attendees|"
    r"in\s+attendance|attending|attended)\b(?:\s+(?:by|were|was|via\s+\w+|remotely|virtually))?\s*"
    r"(?:[:;.–-]+|$|(?-i:(?=[A-Z][a-z]+ [A-Z])))",
    re.I,
)
ROLE = re.compile(
    r"^(?:(?:in\s+the\s+)?chair(?:ed\s+by|man|person)?|co-chairs?|vice[- ]chair\w*|officers?|"
    r"members?(?:\s+of\s+\w+(?:\s+\w+)?)?|councillors?|observers?|police|opcc|force|panel)\s*[:–-]+",
    re.I,
)
APOLOGIES = re.compile(r"^(?:apologies|absent|absence)\b[^.]{0,40}?(?:[:;–-]+|$)", re.I)
LABEL = re.compile(
    r"^(?:date|time|date\s+and\s+time|venue(?=\s+\S)|location|place|meeting|minute[- ]taker|"
    r"minutes?|notes?|agenda(?:\s+(?:item|and\s+minutes))?|supporting\s+documents|status|author|subject|"
    r"lead\s+officer|chief\s+officer\s+approval|signature|title|"
    r"issue(?:\s+-\s+meetings)?|item|no\.?(?:\s+item)?|pcp|classification|marking|contact|"
    r"note[- ]taker|secretary|secretariat|clerk|quorum|circulation|distribution|started|closed|"
    r"purpose(?:\s+of\s+report)?|background(?:\s+information)?|supporting\s+information)\b\s*"
    r"(?:[:–-].*|\.)?$|^(?:joint\s+)?reports?\s+(?:of|by)\s+(?:the\s+)?[^.]{3,80}\.?$",
    re.I,
)


RANK = (
    r"(?:T/|A/|Acting\s+|Temp(?:orary)?\.?\s+)?(?:PCC|PFCC|DPCC|CC|DCC|ACC|ACO|CFO|CEO|Cllr|Councillor|Mr|Mrs|Ms|"
    r"Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Rev|Commissioner|Chief\s+Constable|Ch\.?\s*"
    r"(?:Supt|Insp)|C/?Supt|D?Supt|Superintendent|(?:Det(?:ective)?\s+)?(?:Chief\s+)?Insp(?:ector)?|DF|HMI|Chair)\.?"
)
NAME = r"(?:[A-Z][\w'’-]*\.?\s+){1,3}[A-Z][\w'’-]+"
POST = (
    r"\b(?:Commissioner|Constable|Officer|Chief|Head|Director|Treasurer|Chair|Member|Councillor|Executive|"
    r"Manager|Inspector|Superintendent|Auditors?|Clerk|Solicitor|Secretary|Assistant|Advis[eo]r|Lead|Staff|"
    r"Analyst|Accountant|Coordinator|Representative|Counsel|Independent|Observer|Minutes?|Notes?|[A-Z]{2,5})\b"
)
# Gavin Dale (GD); CC Ian Raworth; Toby Kinross (TK) – Deputy Chief Constable; Ann Lee, Treasurer
PERSON = re.compile(
    rf"^(?:(?P<rank>{RANK})\s+)?(?P<name>(?:[A-Z][\w'’-]*\.?\s+){{1,3}}?[A-Z][\w'’-]+|(?<=\s)[A-Z][\w'’-]+)\s*(?P<short>\([A-Z]{{2,4}}\))?"
    rf"(?P<post>\s*[–,-]?\s*(?:the\s+)?(?=[A-Z])[^.:;|\d]{{0,40}}?{POST}[^.:;|\d]{{0,80}})?"
    r"\s*(?:\([\w\s&/'’,-]{2,60}\))?\s*[;,.]?$"
)


# What a label says to be an event is no heading, however short.
MARKED = re.compile(
    r"^\W{0,3}(?:(?:action(?:\s+point)?|decision|agreed|resolved|noted|recommendation)s?\b\s*[\d./-]*"
    r"\s*[:–—-]\s*\S|action\s+(?-i:[A-Z][\w\s,&]{1,40}?)\s+to\s)",
    re.I,
)
DATED = re.compile(
    rf"^(?:\w+day,?\s+)?(?:{DAY.pattern})(?:,?\s+(?:at\s+)?[\d:.apm\s–-]{{2,20}})?\.?$", re.I
)


class Row(Struct, frozen=True, kw_only=True):
    """One line in its place. `words` has neither bullet nor mark-up; `heading` is the last heading
    above it, `number` that heading's number or reference, `block` what the last label opened."""

    line: int
    text: str
    words: str
    cells: tuple[str, ...]
    bulleted: bool
    shape: str
    heading: str
    number: str | None
    block: str


def plain(text: str) -> str:
    """Text without mark-up and entities, its spaces made one."""
    return " ".join(unescape(TAG.sub(" ", text)).split())


def is_sentence(words: str) -> bool:
    """Whether words tell something, rather than name it."""
    return bool(FINITE.search(words)) and len(words.split()) >= 4


def is_person(words: str) -> bool:
    """Whether a line is a person alone: with initials, a rank or a post beside the name."""
    found = PERSON.match(words)
    if not found or is_capitals(words) or is_sentence(words) or NUMBER.match(words):
        return False
    if re.search(POST, found["name"]) or re.search(
        r"\b(?:Board|Panel|Committee|Meeting|Paper|Review|Report)\b", words
    ):
        return False
    return bool(found["rank"] or found["short"] or found["post"])


def is_capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def day_in(words: str) -> str | None:
    """The first day in the words, as 2018-02-27; None where there is none."""
    for match in DAY.finditer(words):
        day, month, year, d, m, y = match.groups()
        if month:
            return f"{int(year):04}-{MONTHS.index(month[:3].lower()) + 1:02}-{int(day):02}"
        if 1 <= int(m) <= 12 and 1 <= int(d) <= 31:
            return f"{int(y) % 100 + 2000:04}-{int(m):02}-{int(d):02}"
    return None


class Outline:
    """A reading with what stands above each line."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The lines that are not blank, each in its place."""
        rows: list[Row] = []
        heading, number, block = "", None, ""
        for line in self.reading.lines:
            words = plain(line.text)
            if not words:
                continue
            lettered = LETTERED.match(line.text)
            mark = re.match(r"\S+ ", words) if lettered else MARK.match(words)
            bulleted = bool(mark)
            bare = words[mark.end() :] if mark else words
            shape = self._shape(bare, bulleted)
            if shape == "reference":
                number = REF.match(bare)[1]  # type: ignore[index]
                heading, block = "", ""
            elif shape == "heading":
                found = NUMBER.match(bare)
                if found:
                    number = found[1]
                heading = ICON.sub("", bare[found.end() :] if found else bare)
                block = self._opened(heading) or ("" if found or is_capitals(heading) else block)
            elif opened := self._opened(bare):
                block = opened
            elif shape == "label":
                block = ""
            rows.append(
                Row(
                    line=line.number,
                    text=line.text,
                    words=bare,
                    cells=line.cells,
                    bulleted=bulleted,
                    shape=shape,
                    heading=heading,
                    number=number,
                    block=block,
                )
            )
        return tuple(rows)

    @cached_property
    def people(self) -> dict[str, str]:
        """Whom initials mean, by the paper's own lists."""
        return {
            short: " ".join(name.split())
            for line in self.reading.lines
            for name, short in INITIALS.findall(plain(line.text))
        }

    def furniture(self) -> dict[int, str]:
        """The lines that record nothing, whatever the layout."""
        return {
            row.line: row.shape
            for row in self.rows
            if row.shape in ("heading", "label", "reference", "page", "number", "date")
        }

    def _opened(self, words: str) -> str:
        if PRESENT.match(words):
            return "present"
        if APOLOGIES.match(words):
            return "apologies"
        return ""

    def _shape(self, words: str, bulleted: bool) -> str:
        if PAGE.match(words):
            return "page"
        if REF.match(words):
            return "reference"
        if re.fullmatch(r"[\d.()/]+\.?", words):
            return "number"
        if LABEL.match(words) and len(words) < 120:
            return "label"
        if words.startswith("#"):
            return "heading"
        if is_person(words):
            return "person"
        if MARKED.match(words):
            return "text"
        if DATED.match(words):
            return "date"
        if len(words) > 120 or words.endswith((";", "?")):
            return "text"
        if is_capitals(words):
            return "heading"
        if words.endswith(":") and not bulleted:
            return "label"
        numbered = NUMBER.match(words)
        rest = words[numbered.end() :] if numbered else words
        if words.endswith(".") and is_sentence(rest):
            return "text"
        if not bulleted and rest[:1].isupper() and not is_sentence(rest) and len(rest) <= 90:
            return "heading"
        return "text"
