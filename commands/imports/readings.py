"""The reading of a file of any form: a workbook row by row, any other paper as commands/papers
reads it; and what is recorded of a reading."""

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from commands.papers import proposals
from commands.papers import read as papers
from ledger.errors import Misused
from ledger.paper_lines import READER_2, Line, Reading, spans

if TYPE_CHECKING:
    from commands.imports.table import Cell, Sheet
    from commands.session.desk import Desk

PACKED = (b"PK", b"\xd0\xcf\x11\xe0")  # With which a workbook's bytes begin, old or new.
LONGEST = 20 << 20  # Bytes: more than any paper that has words.


def read(data: bytes, name: str) -> Reading:
    """Raises Misused where a file cannot be read, saying why."""
    if len(data) > LONGEST:
        raise Misused(f"It has {len(data) / (1 << 20):.0f} MiB; a paper that is read has 20 MiB.")
    if not data.startswith(PACKED):
        return papers.read(data, name)
    from commands.imports.readers import xlsx  # Imported here to keep start-up fast.

    return _workbook(xlsx.read(data, name)) if xlsx.takes(data, name) else papers.read(data, name)


def furniture(reading: Reading) -> list[int]:
    """The lines that record nothing: blank ones, headings, labels, page numbers."""
    if reading.form == "xlsx":
        return [line.number for line in reading.lines if "heading" in line.notes]
    proposed = proposals.propose(reading)
    numbers = (line.number for line in reading.lines)
    return [number for number in numbers if proposed.state(number) == "furniture"]


def keep(desk: "Desk", document: str, data: bytes, digest: str, name: str, title: str) -> None:
    """Record the reading of a document's bytes, and keep it beside them. Where they cannot be read,
    that is said, and the document stands; so does a reading that was made before."""
    from ledger.records import documents  # Imported here to keep start-up fast.

    try:
        made = read(data, name)
    except Misused as problem:
        desk.notes.append(f"{document} is kept, but was not read as lines: {problem}")
        return
    stored, known = made.stored(), desk.state("document", document)
    before = known.reading_sha256 if known and known.read_sha256 == digest else None
    if before not in (None, sha256(stored).hexdigest()):
        desk.notes.append(f"{document} was read before (reader {known.reader}); that stands.")
        return
    desk.record(
        "document",
        document,
        documents.read,
        sha256=digest,
        reading_sha256=desk.keep_bytes(stored, f"Reading of {title}"),
        reader=made.reader,
        form=made.form,
        line_count=len(made.lines),
        furniture=spans(furniture(made)),
    )


def _workbook(sheets: "list[Sheet]") -> Reading:
    from commands.imports import columns

    lines: list[Line] = []
    for sheet in sheets:
        heading = columns.heading_of(sheet, {})
        for row in sheet.rows:
            above = heading is not None and row[0].row <= heading.last
            lines.append(_row(len(lines) + 1, sheet, row, above))
    if not lines:
        raise Misused("The workbook has no cells with anything in them.")
    return Reading(form="xlsx", reader=READER_2, lines=tuple(lines))


def _row(number: int, sheet: "Sheet", row: "tuple[Cell, ...]", heading: bool) -> Line:
    by_column = {cell.column: " ".join(cell.text.split()) for cell in row}
    cells = tuple(by_column.get(column, "") for column in range(1, max(by_column) + 1))
    notes = [*(["heading"] if heading else ()), *(["hidden sheet"] if sheet.hidden else ())]
    return Line(
        number=number,
        text=" | ".join(cells),
        address=sheet.span(row),
        cells=cells,
        notes=tuple(dict.fromkeys([*notes, *_notes(row)])),
    )


def _notes(row: "tuple[Cell, ...]") -> Iterator[str]:
    for cell in row:
        if cell.fill:
            yield f"{cell.place} filled {cell.fill}"
        yield from (f"{cell.place} {note}" for note in cell.notes)
