"""Separated values: commas, semicolons, tabs or bars; UTF-8, UTF-16 or Windows-1252."""

import csv
import io
import re
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
_BEGINNING = 1 << 16
_SAID = re.compile(r"sep=([^\r\n\"])(?=\r?\n)", re.IGNORECASE)
_WHY = (
    "a line ends within a cell that is not in quotation marks. Open it in Excel, and save it as CSV"
    " UTF-8."
)
_LONG = "a cell is longer than 131,072 letters. Is a quotation mark missing?"


def takes(data: bytes, name: str) -> bool:
    """By its name; or where every line has the same number of separators, and no fewer than two."""
    if PurePath(name).suffix.lower() in _NAMES:
        return True
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    begins = _text(data[:_BEGINNING], cut=len(data) > _BEGINNING).splitlines()[:-1]
    lines = [one for one in begins if one.strip()][:_LOOKED_AT]
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
    if "\n" not in text:
        text = text.replace("\r", "\n")  # As an old Mac ends its lines.
    separator = _separator([one for one in text.splitlines() if one.strip()][:_LOOKED_AT])
    rows: list[tuple[Cell, ...]] = []
    # What Excel writes first to say how the rest is separated.
    if first := _SAID.match(text):
        separator, text = first[1], text[first.end(1) :].lstrip("\r")
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
        why = _WHY if "field larger" not in str(error) else _LONG
        raise Misused(f"The file cannot be read as separated values: {why}") from None
    return [Sheet("", tuple(rows))]


def _text(data: bytes, cut: bool = False) -> str:
    """`cut`: whether more follows, so that the last letter may not be whole."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if cut and error.start >= len(data) - 4:
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
