"""A table as it was read: sheets of rows of cells, each cell with its place in the original."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from msgspec import Struct

from ledger.characters import folded
from ledger.errors import Misused

MOST_BYTES = 20 << 20
MOST_ROWS = 50_000
MOST_CELLS = 400_000
IN_PART = "struck through in part: "  # A note of a cell, with the words that are.


class Cell(Struct, frozen=True):
    """One cell that holds something. `text` is what a person sees; `value` is a day or a number
    where the form keeps one; `fill` is its colour as RRGGBB. `notes` tells what the text does not:
    formula, hidden, struck through, merged."""

    row: int
    column: int
    text: str
    value: date | float | None = None
    fill: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return f"{letters(self.column)}{self.row}"


class Sheet(Struct, frozen=True):
    """One table: its name, empty where the form has none, and its rows in order, without those in
    which nothing stands. `above`: the titles that a paper has above it, the nearest last."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    above: tuple[str, ...] = ()

    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row

    def address(self, cell: Cell) -> str:
        """Where a cell is found in the original: Actions!C5."""
        return f"{self.name}!{cell.place}" if self.name else cell.place

    def span(self, cells: tuple[Cell, ...]) -> str:
        """From the first to the last of the cells of a row: Actions!A5-H5."""
        first, last = cells[0].place, cells[-1].place
        span = first if first == last else f"{first}-{last}"
        return f"{self.name}!{span}" if self.name else span


class Size:
    """Refuses more rows or cells than a tracker has, while they are read."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def row(self) -> None:
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise Misused(
                f"The table has more than {MOST_ROWS:,} rows, empty ones counted. Delete the empty"
                " rows below it, or bring it in by parts."
            )

    def cell(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Misused(f"The table has more than {MOST_CELLS:,} cells. Bring it in by parts.")


def in_no_cell(names: Iterable[str], sheets: Iterable[Sheet]) -> list[str]:
    """Those of the names that stand in no cell, or in part of one."""
    texts = {folded(cell.text) for sheet in sheets for cell in sheet.cells()}
    return [one for one in names if not any(folded(one) in text for text in texts)]


def letters(column: int) -> str:
    """The letters of a column, counted from 1: A, Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def column_of(place: str) -> int:
    """The number of the column of C5."""
    number = 0
    for one in place:
        if one.isalpha():
            number = number * 26 + ord(one.upper()) - 64
    return number


@cache
def readers() -> tuple[ModuleType, ...]:
    """Every form, in the order in which they are asked."""
    package = "commands.imports.readers"
    path = import_module(package).__path__
    found = [import_module(f"{package}.{one.name}") for one in iter_modules(path)]
    return tuple(sorted(found, key=lambda module: module.RANK))


def read(data: bytes, name: str) -> list[Sheet] | None:
    """The sheets of a table; None where the bytes are no table. Raises Misused for one that cannot
    be read, saying why."""
    for form in readers():
        if form.takes(data, name):
            if len(data) > MOST_BYTES:
                size = len(data) / (1 << 20)
                raise Misused(f"The table has {size:.0f} MiB; the limit is 20 MiB. Split it.")
            sheets: list[Sheet] = form.read(data, name)
            if sheets or form.ONLY_TABLES:
                return sheets
    return None


def among(data: bytes, name: str) -> list[Sheet]:
    """The tables of a paper, however much text stands around them."""
    forms = (form for form in readers() if not form.ONLY_TABLES and form.takes(data, name))
    return [sheet for form in forms for sheet in form.among(data, name)]
