"""The tables inside a Word document or a web page."""

import re

from commands.imports.table import Cell, Sheet, Size
from commands.papers.forms import docx, html
from commands.papers.reading import Line

RANK = 20
ONLY_TABLES = False  # It may be a minute.
_PLACE = re.compile(r"(t\d+) r(\d+)")


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
    fill = next((n.partition("filled ")[2] for n in line.notes if n.startswith("filled ")), None)
    notes = tuple(note for note in line.notes if not note.startswith("filled "))
    for column, text in enumerate(line.cells, 1):
        if text.strip():
            size.cell()
            cells.append(Cell(number, column, text.strip(), None, fill, notes))
    return tuple(cells)
