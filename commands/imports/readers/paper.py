"""The tables inside a Word document or a web page."""

import re

from commands.imports.table import Cell, Sheet, Size
from commands.papers.forms import docx, html
from ledger.paper_lines import Line

RANK = 20
ONLY_TABLES = False  # It may be a minute.
_PLACE = re.compile(r"(t\d+) r(\d+)")
_OF_CELL = re.compile(r"cell (\d+) (.+)")


def takes(data: bytes, name: str) -> bool:  # noqa: ARG001
    if docx.takes(data):
        return b"word/document.xml" in data
    return html.takes(data)


def read(data: bytes, name: str) -> list[Sheet]:  # noqa: ARG001
    """The tables, where they are most of the document; else none: it is a paper."""
    reading = (docx if docx.takes(data) else html).read(data)
    size = Size()
    tables: dict[str, list[tuple[Cell, ...]]] = {}
    inside = outside = number = 0
    above: Line | None = None
    for line in reading.lines:
        if not line.cells:
            outside += not line.is_blank
            above = None
            continue
        found = _PLACE.match(line.address)
        if found is None and above is None:  # A web page does not say which table it is.
            number += 1
        table = found[1] if found else f"t{number}"
        inside, above = inside + 1, line
        size.row()
        rows = tables.setdefault(table, [])
        rows.append(_row(int(found[2]) if found else len(rows) + 1, line, size))
    if inside < outside:
        return []
    return [Sheet(table, tuple(filter(None, rows))) for table, rows in tables.items()]


def _row(number: int, line: Line, size: Size) -> tuple[Cell, ...]:
    cells = []
    for column, text in enumerate(line.cells, 1):
        if text.strip():
            size.cell()
            fill, notes = _told(line, column)
            cells.append(Cell(number, column, text.strip(), None, fill, notes))
    return tuple(cells)


def _told(line: Line, column: int) -> tuple[str | None, tuple[str, ...]]:
    """The fill of a cell, and the notes on it: its own, and those on the whole row."""
    fill, notes = None, []
    for note in line.notes:
        of = _OF_CELL.match(note)
        if of is None:
            notes.append(note)
        elif int(of[1]) == column and of[2].startswith("filled "):
            fill = of[2].partition(" ")[2].lstrip("#").upper()
        elif int(of[1]) == column:
            notes.append(of[2])
    return fill, tuple(notes)
