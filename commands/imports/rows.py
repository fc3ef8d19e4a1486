"""What a row of a table comes to: the commands that it proposes, and what is not understood."""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from commands.imports.columns import Heading
from commands.imports.table import Cell, Sheet
from ledger.records.actions import Action


class Unclear(Struct, frozen=True):
    """Cells that are not understood, and why."""

    cells: tuple[Cell, ...]
    why: str


class Row(Struct):
    """One row: its cells, the commands that it proposes, and what of it is not understood."""

    cells: tuple[Cell, ...]
    commands: list[list[str]] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    same: bool = False  # The ledger has all of it.
    ref: str | None = None  # The record that it is about, where there is one.


class Proposed(Struct):
    sheet: Sheet
    heading: Heading | None
    titles: tuple[Cell, ...]  # What stands above the heading, and headings said again.
    rows: list[Row]


class Told(Struct, frozen=True):
    """Progress that the ledger has of an action: its words, and its day where that is known."""

    text: str
    on: date | None


class Known(Struct):
    """What the ledger has. `find`: the action that a row is about, by its reference, its words and
    the day it was raised, or why that is not certain. `owner`: the posts and parties that words
    mean. `told`: the progress of an action; `span`: the days of the
    first and the last that happened to it."""

    find: Callable[[str | None, str, date | None], Action | str | None]
    owner: Callable[[str], Sequence[str] | None]
    told: Callable[[str], Sequence[Told]]
    span: Callable[[str], tuple[date, date]]


def lines(commands: list[list[str]]) -> Iterator[str]:
    """Commands as they stand in a batch."""
    for command in commands:
        yield " ".join(word if _plain(word) else shlex.quote(word) for word in command)


def _plain(word: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9./:=!_-]+", word) is not None
