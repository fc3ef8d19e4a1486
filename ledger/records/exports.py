"""An export: what left the ledger as a file, for whom, and how to recognise that file.

exported

It is recorded so that the file can be recalled: after an erasure, every earlier export that holds
personal values may still hold the erased one (UK GDPR, Article 19).
"""

import re
from typing import TYPE_CHECKING

from ledger.errors import Misused, Refused
from ledger.events import NEW, Event, State
from ledger.registry import split
from ledger.rules import nonempty, once

if TYPE_CHECKING:
    from ledger.reading import Reader

RECORD = "export"
NUMBERED = "E"

# What can happen


class Exported(Event):
    """A file was made of the ledger as it stood at `tree_size` events. `sha256` is of the whole
    file, or of its list of contents; `discloses`: it tells personal values in clear."""

    needs = NEW
    moves_to = "exported"
    fixed = frozenset({"tree_size", "sha256", "discloses"})
    for_good = "what left the office is to be known, and recalled"
    says = "exported[ to {recipient}]: {what}, of {tree_size} events (SHA-256 {sha256})"
    what: str
    tree_size: int
    sha256: str
    recipient: str | None = None
    discloses: bool = False


# What we know


class Export(State):
    tree_size: int = 0
    sha256: str = ""
    recipient: str | None = None
    discloses: bool = False


def evolve(_: Export | None, event: Exported) -> Export:
    return Export(
        title=event.what,
        tree_size=event.tree_size,
        sha256=event.sha256,
        recipient=event.recipient,
        discloses=event.discloses,
    )


# Looking back


def size_without(ledger: "Reader", size: int) -> int:
    """How many events there are up to the last of the first `size` that is not an export. So what
    is made of a ledger is the same before and after its export is recorded."""
    while size and split(ledger.at(size).stream)[0] == RECORD:
        size -= 1
    return size


def same(ledger: "Reader", what: str, sha256: str, recipient: str | None) -> str | None:
    """The reference of an export of the same bytes under the same name to the same person."""
    for ref in ledger.refs(RECORD):
        known = ledger.state(RECORD, ref)
        if isinstance(known, Export) and known.status == "exported" and (
            known.title, known.sha256, known.recipient
        ) == (what, sha256, (recipient or "").strip() or None):  # fmt: skip
            return ref
    return None


# Rules


def export(
    export: Export | None,
    *,
    what: str,
    tree_size: int,
    sha256: str,
    discloses: bool,
    recipient: str | None = None,
) -> list[Event]:
    exported = Exported(
        what=nonempty(what, "An export says what was made: an audit pack, a committee paper."),
        tree_size=tree_size,
        sha256=sha256,
        recipient=(recipient or "").strip() or None,
        discloses=discloses,
    )
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Misused(f"{sha256!r} is not a SHA-256: 64 hexadecimal digits.")
    if tree_size < 0:
        raise Refused("An export is of a number of events: none or more.")
    return once(export, exported)
