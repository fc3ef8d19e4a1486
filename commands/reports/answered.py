"""The answers to every question, as tables or as CSV, of which few rows are in Python at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TextIO

from commands.reports.model import Column, Kind, Table
from commands.reports.render import files
from commands.session.questions import OFFICE
from commands.terminal.cells import heading
from projections import library
from projections.rows import Row, Rows
from projections.together import Together

KINDS: dict[str, Kind] = {"DATE": "date", "BIGINT": "number", "INTEGER": "number"}
UNDER = {OFFICE: "the office whose answer it is"}
Types = dict[str, str]  # The columns of an answer, and the type of each.


def _types_of(rows: Rows) -> Types:
    return dict(zip(rows.columns, rows.types, strict=True))


class Counted(Collection[Row]):
    """Rows that are read each time, and how many there are."""

    def __init__(self, rows: Rows, count: int) -> None:
        self._rows, self._count = rows, count

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)


def tables(answers: Together) -> tuple[Table, ...]:
    """A table that explains each column, then a table for each answer."""
    types, made = {}, []
    for name, rows in answers.answers():
        types[name] = _types_of(rows)
        made.append(
            Table(
                name=name,
                title=library()[name].asks,
                columns=tuple(
                    Column(name=column, heading=heading(column), kind=_kind(kind))
                    for column, kind in types[name].items()
                ),
                rows=Counted(rows, answers.count(name)),
                question=name,
            )
        )
    return _meanings(types), *made


def csv(folder: Path, answers: Iterable[tuple[str, Rows]]) -> None:
    """Write each answer as it is read, and the explanation of each column."""
    types = {}
    for name, rows in answers:
        types[name] = _types_of(rows)
        with _file(folder, name) as out:
            out.writelines(files.csv_lines(chain([rows.columns], rows)))
    said = _meanings(types)
    with _file(folder, said.name) as out:
        heads = [column.name for column in said.columns]
        out.writelines(files.csv_lines(chain([heads], said.rows)))


def _file(folder: Path, name: str) -> TextIO:
    return files.begun_csv(folder / f"{name}.csv")


def _meanings(types: Mapping[str, Types]) -> Table:
    """What each column is."""

    def rows() -> Iterator[Row]:
        for name, columns in types.items():
            says = UNDER | library()[name].columns
            yield from ((name, column, says.get(column)) for column in columns)

    heads = tuple(Column(name=one, heading=one) for one in ("table", "column", "meaning"))
    return Table(name="columns", title="What is in each column?", columns=heads, rows=tuple(rows()))


def _kind(kind: str) -> Kind:
    return "money" if kind.startswith("DECIMAL") else KINDS.get(kind, "text")
