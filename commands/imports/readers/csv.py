"""Separated values: commas, semicolons, tabs or bars; UTF-8, UTF-16 or Windows-1252."""

import csv
import io
from collections import Counter
from pathlib import PurePath

from commands.imports.table import Cell, Sheet, Size
from commands.terminal.sheets import unguarded
from ledger.errors import Misused

RANK = 90
ONLY_TABLES = True
SEPARATORS = ",;\t|"
_NAMES = (".csv", ".tsv", ".tab", ".psv")
_LOOKED_AT = 50


def takes(data: bytes, name: str) -> bool:
    """By its name; or where every line has the same number of separators, and no fewer than two."""
    if PurePath(name).suffix.lower() in _NAMES:
        return True
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    lines = [one for one in _text(data[: 1 << 16]).splitlines()[:-1] if one.strip()][:_LOOKED_AT]
    if len(lines) < 3:
        return False
    separator = _separator(lines)
    counts = {line.count(separator) for line in lines}
    return len(counts) == 1 and min(counts) >= 2


def read(data: bytes, name: str) -> list[Sheet]:  # noqa: ARG001
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Misused(
            "The file is not separated values: it holds zero bytes. Save it as CSV UTF-8."
        )
    text, size = _text(data), Size()
    separator = _separator([one for one in text.splitlines() if one.strip()][:_LOOKED_AT])
    rows: list[tuple[Cell, ...]] = []
    # What Excel writes first to say how the rest is separated.
    if text[:4].lower() == "sep=":
        separator, text = text[4], "\n" + text.partition("\n")[2]
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
            size.row()
            cells = []
            for column, value in enumerate(values, 1):
                if said := unguarded(value.strip()):
                    size.cell()
                    cells.append(Cell(number, column, said))
            if cells:
                rows.append(tuple(cells))
    except csv.Error as error:  # Of the text, which is in memory.
        raise Misused(f"The file cannot be read as separated values: {error}.") from None
    return [Sheet("", tuple(rows))]


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:  # Cut within a letter.
            return data[: error.start].decode("utf-8-sig")
        return data.decode("cp1252", "replace")


def _separator(lines: list[str]) -> str:
    """The separator of which most lines have the same number."""
    best, most = ",", (0, 0)
    for one in SEPARATORS:
        counts = Counter(line.count(one) for line in lines if line.count(one))
        if counts:
            number, times = max(counts.items(), key=lambda item: (item[1], item[0]))
            if (times, number) > most:
                best, most = one, (times, number)
    return best
