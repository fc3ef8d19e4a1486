"""A source document: a paper known by a short name and the hash of its bytes.

registered
"""

import re

from ledger.beginning import Beginning
from ledger.errors import Misused
from ledger.events import NEW, Event, State
from ledger.rules import nonempty, require

RECORD = "document"

# What can happen


class DocumentRegistered(Beginning, kw_only=True):
    """A paper was taken in; `sha256` is of its bytes, in hexadecimal."""

    needs = NEW
    moves_to = "registered"
    says = "registered: {title} (SHA-256 {sha256})"
    title: str
    sha256: str


# What we know


class Document(State):
    sha256: str = ""


def evolve(_: Document | None, event: DocumentRegistered) -> Document:
    return Document(title=event.title, sha256=event.sha256)


# Rules


def register(document: Document | None, *, title: str, sha256: str) -> list[Event]:
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Misused(f"{sha256!r} is not a SHA-256: 64 hexadecimal digits.")
    registered = DocumentRegistered(
        title=nonempty(title, "A document needs a title."), sha256=sha256
    )
    if document is not None and registered in document.said:
        return []
    require(document, registered)
    return [registered]
