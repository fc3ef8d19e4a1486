"""What is proposed of a table, as a batch to check, and as its coverage."""

import shlex
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from commands.imports import comments
from commands.imports.issuers import HMICFRS
from commands.imports.rows import NO_ISSUER, Proposed, Unclear, lines
from commands.imports.table import IN_PART, Cell, letters
from commands.terminal.text import one_line
from ledger.words import counted, day

FIRST = "# A batch. Check it, then record it: govledger batch {file}"

_WITH_ARTICLE = {
    "coroner": "a coroner",
    "IOPC": "the IOPC",
    "peer review": "a peer review",
    "own review": "an own review",
}


class Whole(Struct):
    """A table as a whole: `first` is what is recorded before its rows, `asked` what is to be asked
    about it, `unknown` the owners that are nobody, with their cells; `named` the people's names
    that mean a post or a party, with the days for which they do."""

    name: str
    sha256: str
    body: str
    sheets: list[Proposed]
    first: list[list[str]]
    asked: list[str]
    unknown: dict[str, list[str]]
    named: dict[tuple[str, str], list[date]]


def batch(whole: Whole, file: str) -> str:
    """The draft: a line for each command, and what is not understood as comments."""
    return (
        "\n".join([FIRST.format(file=shlex.quote(str(file))), *_head(whole), *_rows(whole)]) + "\n"
    )


def _head(whole: Whole) -> Iterator[str]:
    yield f"# From {one_line(whole.name)} (SHA-256 {whole.sha256}), for {whole.body}."
    yield f"# {in_words(whole)}"
    yield "# Lines that begin with # are not recorded."
    for sheet in whole.sheets:
        yield from (f"# {one_line(said)}" for said in columns_in_words(sheet))
        yield from (f"# {one_line(said)}" for said in beside_the_words(sheet))
    yield from (f"# {one_line(said)}" for said in names_in_words(whole))
    yield from (f"# Asked: {one_line(said)}" for said in whole.asked)
    if any(row.commands for sheet in whole.sheets for row in sheet.rows):
        yield ""
        yield from lines(whole.first)


def _rows(whole: Whole) -> Iterator[str]:
    for sheet in whole.sheets:
        for row in sheet.rows:
            if row.same and not row.unclear:
                continue
            yield ""
            of = f", of {row.ref}" if row.ref else ""
            yield f"# {sheet.sheet.span(row.cells)}{of}"
            yield from lines(row.commands)
            for one in row.unclear:
                yield f"# not understood: {_unclear(sheet, one)}"


def _unclear(sheet: Proposed, one: Unclear) -> str:
    said = " | ".join(one_line(cell.text) for cell in one.cells)
    where = ", ".join(sheet.sheet.address(cell) for cell in one.cells)
    return f"{where} “{said}”: {one_line(one.why)}"


def columns_in_words(sheet: Proposed) -> Iterator[str]:
    """Which column is taken for what: Actions!A4 “Ref” is the reference."""
    name = f"Sheet {sheet.sheet.name}" if sheet.sheet.name else "The table"
    hidden = " (hidden)" if sheet.sheet.hidden else ""
    if sheet.heading is None:
        yield f"{name}{hidden}: no heading row with an action was found."
        return
    taken = sheet.heading.taken
    if sheet.of is not None:
        yield (
            f"{name}{hidden}: each row is taken for {_what(sheet.of)}"
            f" ({sheet.why}; if not: --issuer ISSUER, or --rows actions)"
        )
    said = [f"“{called}” is {taken.get(c) or 'taken for nothing'}"
            for c, called in sorted(sheet.heading.called.items())]  # fmt: skip
    yield f"{name}{hidden}: {'; '.join(said)}"


def _what(issuer: str) -> str:
    one = "a recommendation"
    if issuer == HMICFRS:
        return f"an area for improvement, {one} or a cause of concern of {issuer}"
    return f"{one} of {_WITH_ARTICLE.get(issuer, issuer)}"


def beside_the_words(sheet: Proposed) -> Iterator[str]:
    """What a person who reads the table may not see, or sees and no text tells: hidden rows and
    columns, words struck through, comments, days with the month first."""
    cells = [cell for cell in sheet.sheet.cells() if cell.text]
    rows = Counter(cell.row for cell in cells)
    columns = Counter(cell.column for cell in cells)
    of_rows = Counter(cell.row for cell in cells if "hidden" in cell.notes)
    of_columns = Counter(cell.column for cell in cells if "hidden" in cell.notes)
    hidden = [f"row {row}" for row in sorted(of_rows) if of_rows[row] == rows[row]]
    hidden += [f"column {letters(c)}" for c in sorted(of_columns) if of_columns[c] == columns[c]]
    if hidden and not sheet.sheet.hidden:
        yield f"Hidden in the table, and read all the same: {', '.join(hidden)}"
    for cell in sheet.sheet.cells():
        for note in cell.notes:
            if note.startswith(comments.NOTE):
                said = note.removeprefix(comments.NOTE)
                yield f"{sheet.sheet.address(cell)} has a comment, which is not taken: “{said}”"
            if note.startswith(IN_PART):
                struck = note.removeprefix(IN_PART)
                yield f"{sheet.sheet.address(cell)}: “{struck}” is struck through, and not taken"
    taken = sheet.heading.called if sheet.heading else {}
    first = {c.column for row in sheet.rows for c in row.cells if "month first" in c.notes}
    for column in sorted(first):
        yield f"“{taken[column]}” is read with the month first, as in America"


def names_in_words(whole: Whole) -> Iterator[str]:
    """Whom people's names mean: “J Dale” is ACC, who held it on 5 March 2018."""
    for (name, ref), days in whole.named.items():
        first, last = min(days), max(days)
        when = day(first) if first == last else f"{day(first)} to {day(last)}"
        yield f"“{name}” is {ref}, by who was who on {when}; else: --owner '{name}=POST'"


def in_words(whole: Whole) -> str:
    """12 rows: 10 proposed, 1 already recorded, 1 not understood. Cells: 96 = 80 + 8 + 8."""
    rows = [row for sheet in whole.sheets for row in sheet.rows]
    proposed = sum(bool(row.commands) for row in rows)
    same = sum(row.same for row in rows)
    cells = count(whole)
    return (
        f"{counted(len(rows), 'row')}: {proposed} proposed, {same} already recorded,"
        f" {len(rows) - proposed - same} not understood. Cells: {cells['total']} ="
        f" {cells['recorded']} recorded + {cells['heading']} heading +"
        f" {cells['not_understood']} not understood"
    )


def count(whole: Whole) -> dict[str, int]:
    """How many cells are recorded, are a heading, and are not understood; each is one of them."""
    counts = {"recorded": 0, "heading": 0, "not_understood": 0, "total": 0}
    for sheet in whole.sheets:
        counts["total"] += sum(bool(cell.text) for cell in sheet.sheet.cells())
        heading = _places(sheet.titles)
        unclear = {p for row in sheet.rows for one in row.unclear for p in _places(one.cells)}
        told = {p for row in sheet.rows for p in _places(row.cells)} - unclear
        counts["heading"] += len(heading - unclear)
        counts["not_understood"] += len(unclear)
        counts["recorded"] += len(told)
    return counts


def _places(cells: tuple[Cell, ...]) -> set[str]:
    return {cell.place for cell in cells if cell.text}


def _headings(sheet: Proposed) -> Iterator[dict[str, Any]]:
    """What each column is called, and what it is taken for."""
    for column, called in sorted(sheet.heading.called.items()) if sheet.heading else ():
        assert sheet.heading is not None
        cells = [sheet.sheet.address(c) for c in sheet.heading.cells if c.column == column]
        taken_as = sheet.heading.taken.get(column)
        yield {
            "sheet": sheet.sheet.name, "heading": called, "taken_as": taken_as, "cells": cells,
        }  # fmt: skip


def coverage(whole: Whole) -> dict[str, Any]:
    """The coverage for a program: rows, proposed, not_understood and headings, each with its
    cells."""
    found: dict[str, Any] = {
        "file": whole.name, "sha256": whole.sha256, "body": whole.body,
        "rows": [], "proposed": [], "not_understood": [], "headings": [],
    }  # fmt: skip
    for sheet in whole.sheets:
        name = sheet.sheet.name
        found["headings"] += _headings(sheet)
        for row in sheet.rows:
            cells = [sheet.sheet.address(c) for c in row.cells if c.text]
            told = {"sheet": name, "row": row.cells[0].row, "cells": cells, "ref": row.ref}
            found["rows"].append(told)
            if row.commands:
                found["proposed"].append(told | {"commands": list(lines(row.commands))})
            for one in row.unclear:
                found["not_understood"].append(
                    {
                        "sheet": name,
                        "row": row.cells[0].row,
                        "cells": [sheet.sheet.address(c) for c in one.cells],
                        "text": " | ".join(c.text for c in one.cells),
                        "why": one.why,
                    }
                )
    found["sheets"] = [
        {"sheet": one.sheet.name, "rows_are": "recommendations" if one.of else "actions",
         "issuer": None if one.of in (None, NO_ISSUER) else one.of}
        for one in whole.sheets if one.heading is not None
    ]  # fmt: skip
    return found | {"cells": count(whole), "asked": whole.asked}
