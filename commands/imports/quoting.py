"""The cells of a table that an event names as its source."""

import re

from commands.imports import table
from ledger.errors import NotFound

# Actions!A5-H5; A5 where a table has no name.
SPAN = re.compile(r"(?:(?P<sheet>.+)!)?(?P<first>[A-Z]{1,3}\d+)(?:-(?P<last>[A-Z]{1,3}\d+))?")


def is_span(span: str) -> bool:
    return SPAN.fullmatch(span) is not None


def cells(data: bytes, name: str, span: str) -> list[tuple[str, str]]:
    """The cells of a span that hold something, each with its address. Raises NotFound where the
    bytes are no table, or have no such cells."""
    found = SPAN.fullmatch(span)
    assert found is not None
    read = table.read(data, name) or table.among(data, name)
    first, last = found["first"], found["last"] or found["first"]
    rows = range(_row(first), _row(last) + 1)
    columns = range(table.column_of(first), table.column_of(last) + 1)
    shown = [
        (sheet.address(cell), cell.text)
        for sheet in read
        if sheet.name == (found["sheet"] or "")
        for cell in sheet.cells()
        if cell.row in rows and cell.column in columns and cell.text
    ]
    if not shown:
        raise NotFound(f"{name} has nothing at {span}: it is not the table that was brought in.")
    return shown


def _row(place: str) -> int:
    return int(re.sub(r"\D", "", place))
