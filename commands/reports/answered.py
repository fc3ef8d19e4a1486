"""The answers to every question, as tables or as CSV, of which few rows are in Python at once."""

import pickle
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from commands.reports.model import Column, Kind, Table
from commands.reports.render import files
from commands.session.questions import OFFICE
from commands.terminal.cells import heading
from projections import library
from projections.rows import Row, Rows

KINDS: dict[str, Kind] = {"DATE": "date", "BIGINT": "number", "INTEGER": "number"}
Types = dict[str, str]  # The columns of an answer, and the type of each.
AT_ONCE = 1_000  # Rows that are read from a file at once.


def _types_of(rows: Rows) -> Types:
    return dict(zip(rows.columns, rows.types, strict=True))


class OfficeAnswers:
    """The answers of one ledger, in a folder of their own within `beside`. If there are several
    offices, each row names its `office`."""

    def __init__(self, beside: Path, answers: Iterable[tuple[str, Rows]], office: str = "") -> None:
        self.types: dict[str, Types] = {}
        self.counts: dict[str, int] = {}
        self._folder = Path(tempfile.mkdtemp(dir=beside))
        under = ((office,), {OFFICE: "VARCHAR"}) if office else ((), {})
        for name, rows in answers:
            self.types[name] = under[1] | _types_of(rows)
            self.counts[name] = 0
            left = iter(rows)
            with self._open(name, "wb") as out:
                while batch := [under[0] + row for row in islice(left, AT_ONCE)]:
                    self.counts[name] += len(batch)
                    pickle.dump(batch, out)

    def rows(self, name: str) -> Iterator[Row]:
        with self._open(name, "rb") as file, suppress(EOFError):
            while True:
                yield from pickle.load(file)

    def _open(self, name: str, mode: Literal["rb", "wb"]) -> BinaryIO:
        return (self._folder / name).open(mode)


class Stored(Collection[Row]):
    """The rows of an answer in each part, one part after the other; read each time."""

    def __init__(self, parts: Sequence[OfficeAnswers], name: str) -> None:
        self._parts, self._name = parts, name

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(part.rows(self._name) for part in self._parts)

    def __len__(self) -> int:
        return sum(part.counts[self._name] for part in self._parts)

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)


def tables(parts: Sequence[OfficeAnswers]) -> tuple[Table, ...]:
    """A table that explains each column, then a table for each answer."""
    every = parts[-1].types
    made = (
        Table(
            name=name,
            title=library()[name].asks,
            columns=tuple(
                Column(name=column, heading=heading(column), kind=_kind(kind))
                for column, kind in types.items()
            ),
            rows=Stored(parts, name),
            question=name,
        )
        for name, types in every.items()
    )
    return _meanings(every), *made


def csv(folder: Path, answers: Iterable[tuple[str, Rows]]) -> None:
    """Write each answer as it is read, and the explanation of each column."""
    types = {}
    for name, rows in answers:
        types[name] = _types_of(rows)
        with _file(folder, name) as out:
            out.writelines(files.csv_lines(chain([rows.columns], rows)))
    _say_meanings(folder, types)


def joined_csv(folder: Path, parts: Sequence[OfficeAnswers]) -> None:
    """Write the answers of several offices, one office after the other, and the explanation of each
    column."""
    types = parts[-1].types
    for name, columns in types.items():
        with _file(folder, name) as out:
            out.writelines(files.csv_lines(chain([columns], Stored(parts, name))))
    _say_meanings(folder, types)


def _file(folder: Path, name: str) -> TextIO:
    return files.begun_csv(folder / f"{name}.csv")


def _say_meanings(folder: Path, types: Mapping[str, Types]) -> None:
    said = _meanings(types)
    with _file(folder, said.name) as out:
        heads = [column.name for column in said.columns]
        out.writelines(files.csv_lines(chain([heads], said.rows)))


def _meanings(types: Mapping[str, Types]) -> Table:
    """What each column is."""

    def rows() -> Iterator[Row]:
        for name, columns in types.items():
            says = {OFFICE: "the office whose answer it is"} | library()[name].columns
            yield from ((name, column, says.get(column)) for column in columns)

    heads = tuple(Column(name=one, heading=one) for one in ("table", "column", "meaning"))
    return Table(name="columns", title="What is in each column?", columns=heads, rows=tuple(rows()))


def _kind(kind: str) -> Kind:
    return "money" if kind.startswith("DECIMAL") else KINDS.get(kind, "text")
