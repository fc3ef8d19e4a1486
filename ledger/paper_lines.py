"""The reading of a paper: numbered lines, each with its place in the original, and its stored form.

A line is a paragraph, a list item or a table row; in plain text it is a line of the file, blank
ones counted. Its address is where a person finds it in the original: "line 12", "p3", "t1 r4",
"Sheet1!A4", "page 2, line 7".

The stored form is JSON, an object a line: first what the reading is, then each of its lines. The
same paper and the same version of the reader give the same bytes.
"""

import json
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from ledger.errors import Broken

READER = "1"
READER_2 = "2"  # Of workbooks, since their notes are read.
# Of Word files, web pages and PDF, since what a table has of an item of minutes, or of those who
# came, is read paragraph by paragraph, as what it only frames was before.
READER_6 = "6"


class Line(Struct, frozen=True, kw_only=True):
    """One line of a reading. `number` counts from 1; `cells` has the cells of a table row, else
    nothing; `notes` says what was not plain text there: inserted, deleted, comment, footnote,
    text box, header, footer, hidden, struck through, filled COLOUR."""

    number: int
    text: str
    address: str
    cells: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


class Reading(Struct, frozen=True, kw_only=True):
    """A paper as lines. `form` is text, html, docx, xlsx or pdf; `warnings` tells what could not be
    read, such as a page that is a picture. `reader` is the version of what read it."""

    form: str
    lines: tuple[Line, ...]
    warnings: tuple[str, ...] = ()
    reader: str = READER

    def stored(self) -> bytes:
        """The bytes that are kept beside the paper."""
        head = {"govledger": "reading", "reader": self.reader, "form": self.form}
        rows = [head | ({"warnings": list(self.warnings)} if self.warnings else {})]
        for line in self.lines:
            row: dict[str, Any] = {"line": line.number, "at": line.address, "text": line.text}
            for name in ("cells", "notes"):
                if said := getattr(line, name):
                    row[name] = list(said)
            rows.append(row)
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode(
            errors="replace"
        )


def restored(data: bytes) -> Reading:
    """A reading from its stored form. Raises Broken if it is not one."""
    try:
        head, *rows = (json.loads(row) for row in data.decode().split("\n") if row)
        return Reading(
            form=str(head["form"]),
            reader=str(head["reader"]),
            warnings=tuple(map(str, head.get("warnings", ()))),
            lines=tuple(
                Line(
                    number=int(row["line"]),
                    address=str(row["at"]),
                    text=str(row["text"]),
                    cells=tuple(map(str, row.get("cells", ()))),
                    notes=tuple(map(str, row.get("notes", ()))),
                )
                for row in rows
            ),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Broken(f"What is kept as the reading of a paper is none: {error}.") from None


def spans(numbers: Iterable[int]) -> str:
    """Numbers of lines as a person writes them: 1-6, 9 is 1-6,9."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def numbered(span: str) -> list[tuple[int, int]] | None:
    """The first and last line of each part of a span such as 12-14,20; None if it is not a span."""
    found = []
    for part in span.split(","):
        first, dash, last = part.strip().partition("-")
        ends = (first, last if dash else first)
        if not all(one.isascii() and one.isdecimal() and len(one) < 10 for one in ends):
            return None
        found.append((int(ends[0]), int(ends[1])))
    return found
