"""What a row of a table comes to: the commands that it proposes, and what is not understood."""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from commands.imports.columns import Heading
from commands.imports.table import Cell, Sheet
from ledger.records.actions import Action

NO_ISSUER = "whoever its rows name"
UNNAMED = "no cell says whose recommendations"


class Unclear(Struct, frozen=True):
    """Cells that are not understood, and why."""

    cells: tuple[Cell, ...]
    why: str


class Row(Struct):
    """One row: its cells, the commands that it proposes, and what of it is not understood."""

    cells: tuple[Cell, ...]
    commands: list[list[str]] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    updates: tuple[tuple[Cell, str], ...] = ()  # Its notes, each with the heading of its column.
    same: bool = False  # The ledger has all of it.
    ref: str | None = None  # The record that it is about, where there is one.

    def is_nothing(self, why: str) -> "Row":
        """The row, of which nothing is recorded."""
        self.unclear = [Unclear(tuple(c for c in self.cells if c.text), why)]
        return self


class Proposed(Struct):
    sheet: Sheet
    heading: Heading | None
    titles: tuple[Cell, ...]  # What stands above the heading, and headings said again.
    rows: list[Row]
    of: str | None = None  # Whose recommendations the rows are; None: they are actions.
    why: str = ""  # What tells whose they are, or that they are recommendations at all.


class Progress(Struct, frozen=True):
    """Progress that the ledger has of an action: its words, and its day where that is known."""

    text: str
    on: date | None


class Unsure(Struct, frozen=True):
    """A name that may be of several people, and the sentence that names them."""

    why: str


Whom = Sequence[str] | Unsure | None


class LedgerView(Struct):
    """What the ledger has. `find`: the action that a row is about, by its reference, its words and
    the day it was raised, or why that is not certain. `owner`: the posts and parties that words
    mean on a day. `told`: the progress of a record, action:A-2018-001; `span`: the days of the
    first and the last that happened to it."""

    find: Callable[[str | None, str, date | None], Action | str | None]
    owner: Callable[[str, date | None], Whom]
    told: Callable[[str], Sequence[Progress]]
    span: Callable[[str], tuple[date, date]]


def lines(commands: list[list[str]]) -> Iterator[str]:
    """Commands as they stand in a batch."""
    for command in commands:
        yield " ".join(word if _plain(word) else shlex.quote(word) for word in command)


def _plain(word: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9./:=!_-]+", word) is not None
