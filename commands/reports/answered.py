"""The answers to every question as tables; and as CSV, of which few rows are held at once."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from shutil import copyfileobj
from typing import Literal, TextIO

from commands.reports.model import Column, Kind, Table
from commands.reports.render import files
from commands.session.questions import OFFICE
from commands.terminal import screen
from projections import library
from projections.rows import Row, Rows

KINDS: dict[str, Kind] = {"DATE": "date", "BIGINT": "number", "INTEGER": "number"}
Types = dict[str, str]  # The columns of an answer, and the type of each.


def types_of(rows: Rows) -> Types:
    return dict(zip(rows.columns, rows.types, strict=True))


def tables(answers: Mapping[str, tuple[Types, Sequence[Row]]]) -> tuple[Table, ...]:
    """One that says what each column is, and a table an answer."""
    made = (
        Table(
            name=name,
            title=library()[name].asks,
            columns=tuple(
                Column(name=column, heading=screen.heading(column), kind=_kind(kind))
                for column, kind in types.items()
            ),
            rows=tuple(rows),
            question=name,
        )
        for name, (types, rows) in answers.items()
    )
    return _meanings({name: types for name, (types, _) in answers.items()}), *made


def csv(folder: Path, answers: Iterable[tuple[str, Rows]]) -> None:
    """Write each answer as it is read, and what each column is."""
    types = {}
    for name, rows in answers:
        types[name] = types_of(rows)
        with _file(folder, name) as out:
            out.writelines(files.csv_lines(chain([rows.columns], rows)))
    _say_meanings(folder, types)


class Part:
    """The answers of one office as lines of CSV, in a folder of its own within `beside`."""

    def __init__(self, beside: Path, office: str, answers: Iterable[tuple[str, Rows]]) -> None:
        self.types: dict[str, Types] = {}
        self._folder = Path(tempfile.mkdtemp(dir=beside))
        for name, rows in answers:
            self.types[name] = types_of(rows)
            with self._open(name, "w") as out:
                out.writelines(files.csv_lines((office, *row) for row in rows))

    def move(self, name: str, out: TextIO) -> None:
        """Put the lines of an answer behind what is in `out`."""
        with self._open(name, "r") as lines:
            copyfileobj(lines, out)
        (self._folder / name).unlink()

    def _open(self, name: str, mode: Literal["r", "w"]) -> TextIO:
        return (self._folder / name).open(mode, encoding="utf-8", newline="")


def joined_csv(folder: Path, parts: Sequence[Part]) -> None:
    """Write the answers of several offices, one office after the other, and what each column is."""
    types = {name: {OFFICE: "VARCHAR"} | one for name, one in parts[-1].types.items()}
    for name, columns in types.items():
        with _file(folder, name) as out:
            out.writelines(files.csv_lines([columns]))
            for part in parts:
                part.move(name, out)
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
