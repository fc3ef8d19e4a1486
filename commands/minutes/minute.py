"""A minute once understood: its lines, each one fact, and what is wrong with the others."""

from datetime import date
from typing import Any

import msgspec

from commands.minutes import grammar, proceedings
from commands.minutes.forms import Form
from commands.session.together import Wrong, listed
from ledger.characters import folded
from ledger.errors import Misused


class Line(msgspec.Struct, kw_only=True, eq=False):
    """One fact of a minute.

    `number`: its line in the text (0 for one read from the ledger); `item` and `heading`: where it
    stands; `about`: the line that a > line is about, or the reference of a record; `source`: the
    lines of the paper. `ref` and `position`: of what the ledger has of it.
    """

    form: Form
    facts: dict[str, Any]
    number: int = 0
    item: str | None = None
    heading: str | None = None
    about: "Line | str | None" = None
    source: str | None = None
    ref: str | None = None
    position: int = 0
    elsewhere: bool = False  # Recorded, but of a record that belongs to no meeting of this body.
    named: bool = False  # For those present: a person by name, not a post.
    under: str | None = None  # The item under which the text has it, whatever it is about.
    sensitive: str | None = None  # Why it is marked OFFICIAL-SENSITIVE by itself.


HEADER = {
    "chair": "chair",
    "venue": "venue",
    "subject": "subject",
    "minuted by": "minuted_by",
    "paper": "paper",
    "paper file": "paper_file",
    "inferred": "inferred",
    "undated": "undated",
    "sensitive": "sensitive",
}
# Not from the event that says it was held.
OF_THE_WHOLE = ("paper", "paper_file", "inferred", "undated", "sensitive")


class Minute(msgspec.Struct, kw_only=True, eq=False):
    """One meeting: its body and day, how the day is known, the paper (and its file, where it is to
    be registered), why it is sensitive if it is, and the lines in order. `headed`: on which line
    each part of its head is said; `untitled`: items named without a title, which the ledger must
    know, by the line of each; `by_chair`: the fields for which the chair stands, where nobody is
    named; `next_on`: the next meeting's day. `untold`: references of which nothing is said, by
    their lines; `hidden`: lines out of which something was left that does not show."""

    body: str
    meets_on: date
    paper: str | None = None
    paper_file: str | None = None
    inferred: str | None = None
    undated: str | None = None
    sensitive: str | None = None
    headed: dict[str, int] = {}
    lines: list[Line] = []
    untitled: dict[str, int] = {}
    by_chair: list[tuple[Line, str]] = []
    next_on: date | None = None
    untold: dict[int, str] = {}
    hidden: list[int] = []

    def chaired_by(self, chair: str | None) -> None:
        """Put the chair where the text names nobody."""
        for line, field in self.by_chair:
            several = () if chair is None else (chair,)
            line.facts[field] = several if field == "makers" else chair

    @property
    def meeting(self) -> str:
        return f"{self.body}/{self.meets_on}"


class Unclear(Misused):
    """Lines that cannot be understood, each with what to write instead."""

    def __init__(self, faults: list[Wrong]) -> None:
        self.faults = faults
        self.exit_code = faults[0].problem.exit_code
        super().__init__(listed(faults))


def denies(nil: Line, thing: Line) -> bool:
    """Whether a nil return says there was none of something."""
    if nil.form is not grammar.NIL:
        return False
    denied = {
        "actions": grammar.ACTION,
        "decisions": grammar.DECISION,
        "apologies": grammar.APOLOGY,
        "interests": proceedings.INTEREST,
    }
    same = nil.item in (None, thing.item)
    return same and denied.get(nil.facts["nil_of"]) is thing.form


def fact_of(line: Line) -> tuple[Any, ...]:
    """What a line says, to recognise a repetition under one heading. An action that is printed
    twice there is one action, whoever else is named."""
    facts = [line.facts["title"]] if line.form is grammar.ACTION else line.facts.values()
    alike = (folded(one) if isinstance(one, str) else one for one in facts)
    return line.form.says, line.item, *alike
