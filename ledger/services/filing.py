"""Files kept beside the ledger: what is kept is recorded, and what nothing names is removed."""

from collections.abc import Iterable
from typing import Any

from ledger.entries import of_no_paper
from ledger.events import Entry, Recorded
from ledger.records import files


def keep(ledger: Any, data: bytes, title: str, entry: Entry) -> tuple[str, list[Recorded]]:
    """Keep these bytes beside the ledger from today and record that, unless they are already kept;
    returns their SHA-256 and what was recorded. Of `entry`, only who records is used."""
    digest = ledger.attachments.put(data)
    known = ledger.state("file", digest)
    if known is not None and known.status != "disposed":
        return digest, []
    entry = of_no_paper(entry, effective_on=ledger.today, date_basis="stated", date_reason=None)
    facts = {"sha256": digest, "size_bytes": len(data), "title": title}
    return digest, ledger.record("file", digest, files.store, entry, new=True, **facts)


def settle(ledger: Any, digests: Iterable[str]) -> None:
    """Remove those of these files that no event names or that were disposed of. Nobody else writes
    meanwhile, since others may have begun to name them."""
    with ledger.writing():
        for digest in digests:
            file = ledger.state("file", digest)
            never = not ledger.exists("file", digest)
            if never or (file is not None and file.status == "disposed"):
                ledger.attachments.remove(digest)
