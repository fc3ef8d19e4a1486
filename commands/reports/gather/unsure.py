"""The days in a paper that no paper of the office states: each is marked where it stands."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from commands.reports.gather.asking import PaperQuery
from commands.reports.gather.words import listed
from commands.reports.model import Section, Table, UnsureDay
from ledger.words import LONG_STANDING, day

# Columns of days that were set, not days on which something happened.
SET = ("due", "original_due", "when", "first", "last_day")


def marked(query: PaperQuery, sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with every day marked that is inferred, or unknown, of a record in its row."""
    of: dict[str, dict[date, str]] = {}
    for (ref, on), basis in query.unsure.items():
        if on != LONG_STANDING:
            of.setdefault(ref, {})[on] = basis
    return tuple(
        replace(one, tables=tuple(_table(of, table) for table in one.tables)) for one in sections
    )


def _table(of: dict[str, dict[date, str]], table: Table) -> Table:
    rows = []
    for row in table.rows:
        cells = list(zip(row, table.columns, strict=True))
        refs = _refs(cell for cell, column in cells if column.kind == "ref")
        days = {on: basis for ref in refs for on, basis in of.get(ref, {}).items()}
        rows.append(
            tuple(cell if column.name in SET else _cell(cell, days) for cell, column in cells)
        )
    note = " ".join(filter(None, [table.note, _meetings(of, table)]))
    return replace(table, rows=tuple(rows), note=note)


def _refs(cells: Iterable[Any]) -> Iterator[str]:
    """What may be a reference among the cells of a row; of a deferred item, its meeting."""
    for cell in cells:
        for one in cell if isinstance(cell, tuple) else (cell,):
            if isinstance(one, str):
                yield one.partition(" ")[0]


def _cell(cell: Any, days: dict[date, str]) -> Any:
    if isinstance(cell, date) and cell in days:
        return UnsureDay.of(cell, days[cell])
    if isinstance(cell, str):
        for on, basis in days.items():
            cell = re.sub(rf"(?<!\d){day(on)}", f"{day(on)} ({UnsureDay.WORDS[basis]})", cell)
    return cell


def _meetings(of: dict[str, dict[date, str]], table: Table) -> str:
    """Which meetings named in the table have a day in their reference that is not stated."""
    named = {one for row in table.rows for one in _refs(row)}
    found = sorted(
        ref for ref in named if any(str(on) == ref.partition("/")[2] for on in of.get(ref, {}))
    )
    return f"The day of {listed(found)} is inferred." if found else ""
