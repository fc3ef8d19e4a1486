"""What a paper says that cannot all be so, and what is known to tell it: the paper's outline, its
proposals, and what the ledger has of its references."""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property

from msgspec import Struct

from commands.papers.claims import Proposal
from commands.papers.outline import Outline, Row, plain
from commands.papers.shapes import DAY, day_in

LONGEST = 160  # Characters of a quotation.
IN_THE_HEAD = 12  # Lines that may name the meeting, before its business.
MEETING = re.compile(
    r"\b(?:meetings?|minutes|notes|board|panel|committee|council|session|forum|authority)\b|^(?:date(?:\s+and\s+time)?|held\s+on)\s*:?(?:\s+of\s+(?:the\s+)?meeting)?\s*(?:\W|\d|$)(?!of\b)",
    re.I,
)
OTHER_DAY = re.compile(
    r"\b(?:last|previous|next|publish\w*|issued?|printed|circulated|approved|confirmed|version|as\s+at|"
    r"period|from|until|due|deadline|report|received|amended|revised|signed|adjourned|reconvened|rearranged|postponed)\b",
    re.I,
)
SEVERAL_DAYS = re.compile(
    r"\d(?:st|nd|rd|th)?(?:\s+\w+)?\s*(?:[-–—&/]|and|to)\s*(?:\w+day\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3}"
)


class Place(Struct, frozen=True):
    """Words as they stand on a line of the reading, or of that of another document."""

    line: int
    words: str
    document: str | None = None

    def as_json(self) -> dict[str, object]:
        said: dict[str, object] = {"lines": [self.line, self.line], "words": self.words}
        return said | ({"document": self.document} if self.document else {})


class Conflict(Struct, frozen=True, kw_only=True):
    """What a paper says that cannot be so: never sure, a person looks. `kind` is the file in
    contradictions/ that found it."""

    title: str
    places: tuple[Place, ...]
    kind: str = ""
    should_hold: str = ""

    def as_json(self) -> dict[str, object]:
        """The form that `--proposals` writes: that of a proposal, with each place."""
        first = self.places[0]
        return {
            "kind": "discrepancy",
            "lines": [first.line, first.line],
            "words": first.words,
            "owner": None,
            "due": None,
            "ref": None,
            "item": None,
            "sure": False,
            "rule": self.kind,
            "title": self.title,
            "should_hold": self.should_hold,
            "places": [place.as_json() for place in self.places],
        }


class OnRecord(Struct, frozen=True):
    """What the ledger has of a reference that a paper names: our reference, how it stands and since
    when; of an action, whose it is and when it is due."""

    ref: str
    status: str
    since: date | None
    owners: tuple[str, ...] = ()
    due: date | None = None


class Elsewhere(Struct, frozen=True, kw_only=True):
    """How an item stands in another paper, of which day, and where it says so."""

    document: str
    on: date
    ref: str
    kind: str
    place: Place


def _nothing(*_: object) -> None:
    """Of a ledger that is not asked."""


def _nobody(*_: object) -> tuple[()]:
    return ()


class Ledger(Struct, frozen=True):
    """What a ledger has: `kept` of a reference, or None, and `then` the same on a day; `like` says
    whether it has several written like that one. `post` is the post that a name means, `holders`
    who held one on a day; `elsewhere` how items stand in the other papers that are registered."""

    kept: Callable[[str], OnRecord | None]
    like: Callable[[str], bool]
    then: Callable[[str, date], OnRecord | None] = _nothing
    post: Callable[[str], str | None] = _nothing
    holders: Callable[[str, date], tuple[str, ...]] = _nobody
    elsewhere: Callable[[frozenset[str]], tuple[Elsewhere, ...]] = _nobody
    today: date | None = None


class Paper:
    """One paper, read; `ledger` is what it is compared with, where there is one."""

    def __init__(
        self, outline: Outline, proposals: tuple[Proposal, ...], ledger: Ledger | None = None
    ) -> None:
        self.outline = outline
        self.proposals = proposals
        self.ledger = ledger

    def place(self, line: int, about: str = "") -> Place:
        """The words of a line, as they stand there; of a long line, those around `about`."""
        text = self.outline.reading.lines[line - 1].text.strip()
        if len(text) <= LONGEST:
            return Place(line, " ".join(text.split()) if "\n" in text else text)
        at = max(text.find(about), 0)
        begins = max(0, min(at - LONGEST // 3, len(text) - LONGEST))
        cut = text[begins : begins + LONGEST]
        if begins:
            cut = cut.partition(" ")[2] or cut
        if begins + LONGEST < len(text):
            cut = cut.rpartition(" ")[0] or cut
        return Place(line, cut.strip())

    def row(self, line: int) -> Row | None:
        return self._rows.get(line)

    @cached_property
    def _rows(self) -> dict[int, Row]:
        return {row.line: row for row in self.outline.rows}

    @cached_property
    def told(self) -> dict[int, Proposal]:
        """What is proposed of a line, by the line that it begins on."""
        return {one.first: one for one in self.proposals}

    @cached_property
    def own_days(self) -> tuple[tuple[date, int, str], ...]:
        """Each day that the head of the paper gives for the meeting itself, with its line and its
        words there."""
        begins = min((p.first for p in self.proposals), default=len(self.outline.reading.lines) + 1)
        found = []
        above = ""
        for row in self.outline.rows[:IN_THE_HEAD]:
            if row.line >= begins or row.block or row.code or row.shape == "number":
                break
            words = plain(row.text).lstrip("# ")
            named = row.shape == "date" or MEETING.search(words) or above == "date"
            above = words.rstrip(" :").casefold()
            if not named or OTHER_DAY.search(words) or SEVERAL_DAYS.search(words):
                continue
            found += [(day, row.line, match) for day, match in days_in(words)]
        return tuple(found)

    @cached_property
    def met(self) -> tuple[date, int, str] | None:
        """The one day of the meeting; None where none or several are given."""
        days = {day for day, _, _ in self.own_days}
        return self.own_days[0] if len(days) == 1 else None

    @property
    def on(self) -> date | None:
        """The day on which the paper is compared with the ledger: that of the meeting; of a paper
        without one, such as a log, today."""
        if self.met is not None:
            return self.met[0]
        return self.ledger.today if self.ledger is not None and not self.own_days else None


def days_in(words: str) -> list[tuple[date, str]]:
    """Each whole day that the words name, and how."""
    found = []
    for match in DAY.finditer(words):
        try:
            found.append((date.fromisoformat(day_in(match[0]) or ""), match[0]))
        except ValueError:
            continue
    return found
