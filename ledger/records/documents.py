"""A source document: a paper known by a short name and the hash of its bytes, and what was read of
it.

registered
"""

import re
from typing import assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Misused, Refused
from ledger.events import NEW, Event, State, when
from ledger.references import Form
from ledger.rules import nonempty, once, require

RECORD = "document"
REFERENCE = Form(
    "a document's name",
    r"[A-Za-z0-9][A-Za-z0-9._-]*",
    "letters, digits, dots and - only",
    capitals=False,
)

# What can happen


class DocumentRegistered(Beginning, kw_only=True):
    """A paper was taken in; `sha256` is of its bytes, in hexadecimal."""

    needs = NEW
    moves_to = "registered"
    says = "registered: {title} (SHA-256 {sha256})"
    title: str
    sha256: str


class DocumentRead(Event):
    """The paper with these bytes was read as numbered lines (ledger/paper_lines.py), by which
    sources name its parts. `furniture`: the lines that record nothing (headings, labels, page
    numbers, blank lines), as 1-6,9; `reading_sha256` is of the reading's own bytes, `reader` the
    version of what read it."""

    needs = when("registered")
    fixed = frozenset({"sha256", "reading_sha256", "reader", "form", "line_count"})
    says = (
        "read as numbered lines, {line_count} in all ({form}, reader {reader};"
        " SHA-256 of the reading {reading_sha256})"
    )
    sha256: str
    reading_sha256: str
    reader: str
    form: str
    line_count: int
    furniture: str | None = None


DocumentEvent = DocumentRegistered | DocumentRead

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "reading_sha256": "the SHA-256 of the reading of a paper, under which it is kept",
    "reader": "the version of the reader that made a reading",
    "form": "the form of a paper that was read: text, html, docx, xlsx, pdf",
    "line_count": "how many lines the reading of a paper has",
    "furniture": "the lines of a reading that record nothing, as 1-6,9",
}

# What we know


class Document(State):
    """`read_sha256` is of the bytes that were read, should a correction have given others."""

    sha256: str = ""
    read_sha256: str | None = None
    reading_sha256: str | None = None
    reader: str | None = None
    form: str | None = None
    line_count: int | None = None
    furniture: str | None = None


def evolve(document: Document | None, event: DocumentEvent) -> Document:
    if isinstance(event, DocumentRegistered):
        return Document(title=event.title, sha256=event.sha256)
    assert document is not None
    match event:
        case DocumentRead():
            return replace(
                document,
                read_sha256=event.sha256,
                reading_sha256=event.reading_sha256,
                reader=event.reader,
                form=event.form,
                line_count=event.line_count,
                furniture=event.furniture,
            )
    assert_never(event)


# Rules


def register(document: Document | None, *, title: str, sha256: str) -> list[Event]:
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Misused(f"{sha256!r} is not a SHA-256: 64 hexadecimal digits.")
    registered = DocumentRegistered(
        title=nonempty(title, "A document needs a title."), sha256=sha256
    )
    return once(document, registered)


def read(
    document: Document,
    *,
    sha256: str,
    reading_sha256: str,
    reader: str,
    form: str,
    line_count: int,
    furniture: str | None = None,
) -> list[Event]:
    """Only one reading is kept: sources name its lines, which another would renumber."""
    made = DocumentRead(
        sha256=sha256,
        reading_sha256=reading_sha256,
        reader=reader,
        form=form,
        line_count=line_count,
        furniture=furniture or None,
    )
    require(document, made)
    if document.read_sha256 == sha256 and document.reading_sha256 == reading_sha256:
        return []
    if document.read_sha256 == sha256:
        raise Refused(
            f"{document.ref} was read before (reader {document.reader}), and sources name the"
            " lines of that reading. It stands."
        )
    return [made]
