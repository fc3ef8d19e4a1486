"""A ledger that takes over from the one last seen: what was seen of that, recorded."""

from pathlib import Path
from typing import Any

from ledger.errors import Refused
from ledger.events import Entry, Recorded
from ledger.integrity import anchors
from ledger.records import restores


def declare(ledger: Any, folder: Path, reason: str, entry: Entry) -> list[Recorded]:
    """Declare that an older or another copy takes over. `folder`: where the anchors are."""
    anchor, copied = anchors.read(folder, ledger), ledger.copied
    if not copied and (anchor is None or anchors.conflict(ledger, anchor) is None):
        raise Refused(
            "The ledger is the one last seen here, or continues it: there is nothing to declare."
        )
    size, root = (anchor.size, anchor.root) if anchor else _now(ledger)
    note = (anchor.note or None) if anchor else None
    seen = {"seen_size": size, "seen_root": root, "seen_note": note}
    with ledger.writing():
        declared: list[Recorded] = ledger.record(
            restores.RECORD,
            f"restore-{ledger.size + 1}",
            restores.declare,
            entry,
            new=True,
            reason=reason,
            **seen,
        )
        if copied:
            ledger.take_up()
    return declared


def _now(ledger: Any) -> tuple[int, str]:
    size, root = ledger.head
    return size, root.hex()
