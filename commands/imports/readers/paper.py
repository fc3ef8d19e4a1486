"""The tables inside a Word document or a web page."""

import re
from collections.abc import Iterable, Mapping

from msgspec import structs

from commands.imports.table import Cell, Sheet, Size
from commands.papers import read as papers
from commands.papers.forms import docx, html
from ledger.paper_lines import Line

RANK = 20
ONLY_TABLES = False  # It may be a minute.
_PLACE = re.compile(r"(t\d+) r(\d+)")
_SPANS = re.compile(r"spans (\d{1,3}) by (\d{1,3})")
_Going = dict[int, tuple[int, Cell]]
LONGEST_TITLE = 150
NEAR = 3  # So many lines above a table may be its titles.
MOST_ACROSS = 200  # Columns over which one cell goes; more is a slip.
_OF_CELL = re.compile(r"cell (\d+) (.+)")


def takes(data: bytes, name: str) -> bool:  # noqa: ARG001
    if docx.takes(data):
        return b"word/document.xml" in data
    return html.takes(data)


def read(data: bytes, name: str) -> list[Sheet]:
    """The tables, where they are most of the document; else none: it is a paper."""
    lines = papers.read(data, name).lines
    inside = sum(1 for line in lines if line.cells)
    outside = sum(1 for line in lines if not line.cells and not line.is_blank)
    return _tables(lines) if inside >= outside else []


def among(data: bytes, name: str) -> list[Sheet]:
    """The tables, however much text stands around them."""
    return _tables(papers.read(data, name).lines)


def _tables(lines: Iterable[Line]) -> list[Sheet]:
    size = Size()
    tables: dict[str, list[tuple[Cell, ...]]] = {}
    going: dict[str, _Going] = {}
    titles = _Titles()
    number = 0
    above: Line | None = None
    for line in lines:
        if not line.cells:
            above = None
            titles.read(line)
            continue
        found = _PLACE.match(line.address)
        if found is None and above is None:  # A web page does not say which table it is.
            number += 1
        table = found[1] if found else f"t{number}"
        above = line
        size.row()
        titles.of(table)
        rows = tables.setdefault(table, [])
        at = int(found[2]) if found else len(rows) + 1
        before = going.get(table, {}) if rows else {}
        row = _row(at, line, size, {c: cell for c, (_, cell) in before.items()})
        row = _gone_on(row, rows[-1] if rows else ())
        going[table] = _below(row, before)
        rows.append(row)
    return [
        Sheet(table, tuple(filter(None, rows)), above=titles.of(table))
        for table, rows in tables.items()
    ]


class _Titles:
    """The titles above each table: the first of the document, and the last before the table. One
    without any of its own goes on from the table before it."""

    def __init__(self) -> None:
        self.above: dict[str, tuple[str, ...]] = {}
        self.first: tuple[str, ...] = ()
        self.last: list[str] = []

    def read(self, line: Line) -> None:
        text = " ".join(line.text.split())
        if 3 < len(text) <= LONGEST_TITLE and not text.endswith((".", "?", "!")):
            self.last.append(text)

    def of(self, table: str) -> tuple[str, ...]:
        if table not in self.above:
            before = next(reversed(self.above.values()), ())
            self.first = self.first or tuple(self.last[:1])
            near = self.last[-NEAR:]
            self.above[table] = (*self.first, *near) if near else before
            self.last = []
        return self.above[table]


def _row(number: int, line: Line, size: Size, above: Mapping[int, Cell]) -> tuple[Cell, ...]:
    """The cells of a row in their columns; `above`: what goes on from a merged cell above it."""
    cells = {c: structs.replace(cell, row=number) for c, cell in above.items()}
    column = 1
    for at, text in enumerate(line.cells, 1):
        while column in above:
            column += 1
        fill, notes = _told(line, at)
        if text.strip() or fill or "goes on" in notes:
            size.cell()
            cells[column] = Cell(number, column, text.strip(), None, fill, notes)
        column += min(_span(notes)[0], MOST_ACROSS)
    return tuple(cells[one] for one in sorted(cells))


def _gone_on(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row of a Word document, in which a cell goes on from above without words of its own."""
    said = {cell.column: cell for cell in above}
    return tuple(
        structs.replace(said[c.column], row=c.row, notes=c.notes)
        if "goes on" in c.notes and not c.text and c.column in said
        else c
        for c in row
    )


def _below(row: tuple[Cell, ...], before: _Going) -> _Going:
    """What goes on in the next row: by column, in how many more rows, and the cell."""
    going = {c: (left - 1, cell) for c, (left, cell) in before.items() if left > 1}
    for cell in row:
        down = _span(cell.notes)[1]
        if "merged" in cell.notes and down > 1 and cell.column not in before:
            going[cell.column] = (down - 1, cell)
    return going


def _span(notes: tuple[str, ...]) -> tuple[int, int]:
    """Over how many columns and rows a cell goes."""
    found = next((match for note in notes if (match := _SPANS.fullmatch(note))), None)
    return (max(int(found[1]), 1), max(int(found[2]), 1)) if found else (1, 1)


def _told(line: Line, column: int) -> tuple[str | None, tuple[str, ...]]:
    """The fill of a cell, and the notes on it: its own, and those on the whole row."""
    fill, notes = None, []
    for note in line.notes:
        of = _OF_CELL.match(note)
        if of is None:
            notes.append(note)
        elif int(of[1]) == column and of[2].startswith("filled "):
            fill = _rgb(of[2].partition(" ")[2])
        elif int(of[1]) == column:
            notes.append(of[2])
    return fill, tuple(notes)


def _rgb(fill: str) -> str | None:
    """RRGGBB of a colour as it is written; None of one that is no RAG colour."""
    said = fill.strip().lstrip("#").upper()
    if re.fullmatch(r"[0-9A-F]{3}", said):
        said = "".join(2 * one for one in said)
    named = {"RED": "FF0000", "ORANGE": "FFA500", "GREEN": "008000", "LIME": "00FF00",
             "YELLOW": "FFFF00", "BLUE": "0000FF", "AMBER": "FFBF00"}  # fmt: skip
    said = named.get(said, said)
    return said if re.fullmatch(r"[0-9A-F]{6}", said) else None
