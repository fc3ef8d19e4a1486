"""The content of a paper, independent of its form: page, workbook, document."""

from collections.abc import Collection
from datetime import date
from itertools import count
from typing import Any, ClassVar, Literal, Self

import msgspec
from msgspec.structs import replace

from ledger.events import Frozen
from ledger.words import day, the_first

Kind = Literal["text", "date", "number", "money", "ref", "status"]
OFFICIAL = "OFFICIAL"
SENSITIVE = "OFFICIAL-SENSITIVE"
NOTHING = "—"


class UnsureDay(date):
    """A day that no paper states; `basis` says how it is known. It equals the plain day."""

    WORDS: ClassVar[dict[str, str]] = {"inferred": "inferred", "unknown": "day unknown"}
    basis: str

    @classmethod
    def of(cls, on: date, basis: str) -> Self:
        made = cls(on.year, on.month, on.day)
        made.basis = basis
        return made

    @property
    def words(self) -> str:
        return self.WORDS[self.basis]


def unsure(cell: Any) -> str:
    """The note after a day that no paper states; empty for other values."""
    return f" ({cell.words})" if isinstance(cell, UnsureDay) else ""


class Column(msgspec.Struct, metaclass=Frozen):
    """One column: its name in files, its heading for people, what its cells are.

    A cell is None if there is nothing, and `blank` says what that means; else by kind: text and
    status str, or a tuple of them; date a date; number an int; money a Decimal in pounds; ref a
    reference, or a tuple.
    """

    name: str
    heading: str
    kind: Kind = "text"
    blank: str = NOTHING


class Table(msgspec.Struct, metaclass=Frozen):
    """Rows under columns. `name` is unique in its paper and good as a file name; `question` the
    projection question the rows come from, empty if there is no single one; `withheld` how
    many rows it would have besides if nothing were. The rows are a tuple, unless they are too many
    to hold: then they are read from the disk each time."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Collection[tuple[Any, ...]]
    note: str = ""
    question: str = ""
    withheld: int = 0


class Series(msgspec.Struct, metaclass=Frozen):
    """One value for each label of its chart; None if there is none."""

    name: str
    values: tuple[float | None, ...]


class Chart(msgspec.Struct, metaclass=Frozen):
    """Figures to be drawn; `table` names the table of the paper that holds the same.

    `title` is a question, `description` answers it in words, `unit` is what is counted (days);
    empty if the labels say the values. Over time, `at` says where each value stands, its label
    is what happened then, and `axis` are the days to be named, where they stand.
    """

    name: str
    title: str
    description: str
    shape: Literal["bars", "lines", "spans"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    table: str
    at: tuple[float, ...] = ()
    axis: tuple[tuple[float, str], ...] = ()


class Figure(msgspec.Struct, metaclass=Frozen):
    """A figure in a sentence, and the table with the rows that it counts. `asks`: the question that
    has just these rows for all bodies, as in an address: deadlines?state=passed."""

    words: str
    table: str
    asks: str = ""


class Link(msgspec.Struct, metaclass=Frozen):
    """A record named in a sentence, leading to its history."""

    words: str
    ref: str


Part = str | Figure | Link


class Sentence(str):
    """A sentence that knows the tables of its figures and the records it names; otherwise plain
    text."""

    __slots__ = ("parts",)
    parts: tuple[Part, ...]

    def __new__(cls, *parts: Part) -> Self:
        words = (part if isinstance(part, str) else part.words for part in parts)
        sentence = super().__new__(cls, "".join(words))
        sentence.parts = parts
        return sentence


class Lead(Sentence):
    """A line at the head of a paper. `weight`: its rank; `number`: how many records it is about;
    `ref`: the first of them, or empty; `table`: has them all."""

    __slots__ = ("number", "ref", "table", "weight")
    weight: int
    number: int
    ref: str
    table: str

    def __new__(cls, *parts: Part, weight: int, number: int, ref: str, table: str) -> Self:
        lead = super().__new__(cls, *parts)
        lead.weight, lead.number, lead.ref, lead.table = weight, number, ref, table
        return lead


class Happening(msgspec.Struct, metaclass=Frozen):
    """One event in the history of a record, in words: when it was so, and when it was recorded."""

    position: int
    on: date
    what: str
    who: str
    recorded_on: date
    authority: str
    source: str


class History(msgspec.Struct, metaclass=Frozen):
    """What happened to one record, in order."""

    ref: str
    title: str
    events: tuple[Happening, ...]


class Section(msgspec.Struct, metaclass=Frozen):
    """One part of a paper. Sentences are plain or `Sentence`s; each chart has a table in the paper.
    `annex`: it comes after what a member reads first."""

    name: str
    title: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    annex: bool = False


class Answer(msgspec.Struct, metaclass=Frozen):
    """The rows of a question or a state from which a paper's figures are counted."""

    name: str
    as_of: date
    parameters: dict[str, Any]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Paper(msgspec.Struct, metaclass=Frozen):
    """All that is said, of one ledger up to `position`, as of the day `on`.

    `name` is good as a file name; `sentences` are those of the first screen; `left_out` how many
    records a published paper leaves out; `histories` are of every record that a row names.
    """

    name: str
    title: str
    body: str
    on: date
    marking: str
    sentences: tuple[str, ...]
    sections: tuple[Section, ...]
    position: int
    seal_line: str
    beyond: str  # how many events no checkpoint outside the ledger covers, and since when
    left_out: int = 0
    since: date | None = None
    histories: tuple[History, ...] = ()
    cover: tuple[tuple[str, str], ...] = ()  # Its purpose, its owner, and whom to ask.
    is_brief: bool = False  # Without its annex.
    heading: str = "For you to settle"  # The heading above its leads.

    @property
    def front(self) -> tuple[Section, ...]:
        """What a member reads first."""
        return tuple(section for section in self.sections if not section.annex)

    @property
    def annex(self) -> tuple[Section, ...]:
        """What comes after that."""
        return tuple(section for section in self.sections if section.annex)

    def brief(self) -> Self:
        """The paper without its annex and its histories."""
        return replace(self, sections=self.front, histories=(), is_brief=True)

    @property
    def dated(self) -> str:
        """Of which day it is, and since when what it calls new is."""
        since = f"; what is new is since {day(self.since)}" if self.since else ""
        return f"As of {day(self.on)}{since}."

    @property
    def leads(self) -> tuple[Lead, ...]:
        return tuple(one for one in self.sentences if isinstance(one, Lead))

    @property
    def also(self) -> tuple[str, ...]:
        """The sentences of the first screen that are not leads."""
        return tuple(one for one in self.sentences if not isinstance(one, Lead))

    @property
    def numbers(self) -> dict[str, tuple[str, ...]]:
        """The number of each sentence, by which members cite it: of each section by its name, of
        the first screen by none. They run through the paper, and through its annex anew."""
        front, annex = count(1), count(1)
        said = {"": tuple(f"{next(front)}" for _ in self.leads)}
        for one in self.sections:
            number = (f"A{next(annex)}" if one.annex else f"{next(front)}" for _ in one.sentences)
            said[one.name] = tuple(number)
        return said

    @property
    def completeness(self) -> str:
        """What the paper leaves out, in every form; and what a mark at a day means, if one has
        it."""
        said = self._left_out()
        if self._unsure:
            said += " A day marked “inferred” or “day unknown” is one that no paper states."
        return said

    def _left_out(self) -> str:
        if self.marking != OFFICIAL:
            return "An internal paper: no record is left out. Not for publication."
        if not self.left_out:
            return "No record is left out of this paper."
        some = "1 record is" if self.left_out == 1 else f"{self.left_out} records are"
        it = "it is" if self.left_out == 1 else "they are"
        return f"{some} left out of this paper because {it} withheld from publication."

    @property
    def rests_on(self) -> str:
        """Which part of the ledger it is made from, and how much of that others can vouch for."""
        made = f"It is made of {the_first(self.position)} of the ledger."
        return f"{made} Seal: {self.seal_line}. {self.beyond}"

    @property
    def _unsure(self) -> bool:
        """Whether it has a day that is marked as not stated."""
        cells = (cell for table in self.tables for row in table.rows for cell in row)
        days = (event.on for history in self.histories for event in history.events)
        return any(isinstance(one, UnsureDay) for of in (cells, days) for one in of)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for section in self.sections for table in section.tables)
