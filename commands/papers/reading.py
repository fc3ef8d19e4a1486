"""A reading: a paper of any form as numbered lines, each with its place in the original.

A line is a paragraph, a list item or a table row; in plain text it is a line of the file, blank
ones counted. Its address is where a person finds it in the original: "line 12", "p3", "t1 r4",
"Sheet1!A4", "page 2, line 7".
"""

from msgspec import Struct

READER = "1"


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
    """A paper as lines. `form` is text, html, docx or pdf; `warnings` tells what could not be read,
    such as a page that is a picture."""

    form: str
    lines: tuple[Line, ...]
    warnings: tuple[str, ...] = ()

    def text(self) -> str:
        """The reading as text: the version of the reader, then each line with its number, address
        and notes. The same bytes give the same text."""
        rows = [f"govledger reading {READER}, {self.form}"]
        rows += [f"! {warning}" for warning in self.warnings]
        for line in self.lines:
            notes = f" [{', '.join(line.notes)}]" if line.notes else ""
            rows.append(f"{line.number}\t{line.address}{notes}\t{line.text}")
        return "\n".join(rows) + "\n"
