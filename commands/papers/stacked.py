"""Rows of a table that a page made into lines, a cell each: "Ref", "Action", "Owner" below each
other, then "A1", "Write to the bank", "Una Fell". Each row is put together on the line of what it
is about; the lines of its other cells are taken for it.

It cannot know where a row ends that has an empty cell, unless each row begins with its reference.
"""

import re
from itertools import pairwise

from msgspec.structs import replace

from commands.papers import columns, dues, owners
from commands.papers.shapes import plain
from ledger.paper_lines import Line, Reading

FEWEST, MOST = 3, 7  # Columns.
LONGEST = 45  # Characters of a heading of one.
REF = re.compile(r"(?:[A-Z]{1,6}[-/ ]?)?\d[\w/.-]{0,12}")
ABOUT = ("what", "outcome")


def joined(reading: Reading) -> tuple[Reading, frozenset[int]]:
    """The reading with such rows put together, and the lines of the cells that were taken."""
    lines = [line for line in reading.lines if not line.is_blank]
    made: dict[int, tuple[str, ...]] = {}
    taken: set[int] = set()
    at = 0
    while at < len(lines):
        of = _headings(lines, at)
        rows = _rows(lines[at + len(of) :], of) if of else []
        if not rows:
            at += 1
            continue
        about = next(n for n, role in enumerate(of) if role in ABOUT)
        for row in (lines[at : at + len(of)], *rows):
            made[row[about].number] = tuple(plain(line.text) for line in row)
            taken |= {line.number for line in row} - {row[about].number}
        at += len(of) + sum(map(len, rows))
    if not made:
        return reading, frozenset()
    held = (
        replace(one, cells=made.get(one.number, one.cells), text=_text(one, taken))
        for one in reading.lines
    )
    return replace(reading, lines=tuple(held)), frozenset(taken)


def _text(line: Line, taken: set[int]) -> str:
    return "" if line.number in taken else line.text


def _headings(lines: list[Line], at: int) -> tuple[str, ...]:
    """What the columns are whose headings stand below each other from a line on; else nothing."""
    short = all(len(line.text) <= LONGEST for line in lines[at : at + FEWEST])
    if lines[at].cells or not short or columns.role_of(plain(lines[at].text)) is None:
        return ()
    for many in range(MOST, FEWEST - 1, -1):
        said = tuple(plain(line.text) for line in lines[at : at + many])
        of = columns.roles(said) if len(said) == many and all(map(_is_short, said)) else None
        if of and all(of) and {*ABOUT} & {*of} and {"owner", "status"} & {*of}:
            return of
    return ()


def _is_short(heading: str) -> bool:
    return len(heading.split()) <= 4 and not heading.endswith((".", ";", ":"))


def _rows(lines: list[Line], of: tuple[str, ...]) -> list[list[Line]]:
    """The lines of each row, as far as the table goes."""
    many = len(of)
    if of[0] == "ref":
        starts = [n for n, line in enumerate(lines) if REF.fullmatch(plain(line.text))]
        if not starts or starts[0]:
            return []
        starts.append(min(starts[-1] + many, len(lines)))
        rows = []
        for start, end in pairwise(starts):
            if end - start != many:
                break
            rows.append(lines[start:end])
        return rows
    rows = [lines[n : n + many] for n in range(0, len(lines) - many + 1, many)]
    fits = next((n for n, row in enumerate(rows) if not _is_row(row, of)), len(rows))
    return rows[:fits]


def _is_row(row: list[Line], of: tuple[str, ...]) -> bool:
    """Whether lines hold the cells of a row: somebody where the owner stands, a day where it is
    due."""
    said = dict(zip(of, (plain(line.text) for line in row), strict=True))
    if any(line.cells for line in row):
        return False
    if "owner" in said:
        return bool(owners.alone(said["owner"]))
    return "due" in said and dues.in_cell(said["due"]) is not None
