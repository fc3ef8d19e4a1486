"""The papers that sources name, and their readings."""

from typing import Any

from ledger.records import files
from ledger.records.documents import Document


def readings_of(ledger: Any, digest: str) -> list[str]:
    """The SHA-256 of each reading that is kept of a paper with these bytes."""
    found = {}
    for ref in ledger.refs("document"):
        state = ledger.state("document", ref)
        if isinstance(state, Document) and state.read_sha256 == digest and state.reading_sha256:
            file = ledger.state(files.RECORD, state.reading_sha256)
            if file is not None and file.status == "stored":
                found[state.reading_sha256] = True
    return list(found)


def registered_as(ledger: Any, digest: str) -> str | None:
    """The document that has these bytes, if there is one."""
    for ref in ledger.refs("document"):
        state = ledger.state("document", ref)
        if isinstance(state, Document) and state.sha256 == digest:
            return str(ref)
    return None
