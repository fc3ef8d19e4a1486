"""Sealing: the ledger is verified, then what was read is signed and recorded."""

import base64
from collections.abc import Callable
from typing import Any, NamedTuple

from ledger.application import Ledger
from ledger.errors import Broken
from ledger.events import Entry, Recorded
from ledger.integrity import merkle
from ledger.integrity.ssh import PrivateKey
from ledger.integrity.tree import Tree
from ledger.integrity.verify import verify
from ledger.records import seal_keys, seals
from ledger.words import counted


class NewSeal(NamedTuple):
    """The event of the seal; that of the key, if this is the first seal; and the seal before."""

    sealed: Recorded
    accepted: list[Recorded]
    before: seals.Sealed | None


def seal(
    ledger: Ledger,
    key: PrivateKey,
    entry: Entry,
    *,
    new_only: bool = False,
    progress: Callable[[int], Any] = lambda _: None,
    under_way: str | None = None,
) -> NewSeal:
    """Verify the ledger, sign its root and record that; `new_only`: read again only what follows
    the last seal. `progress` and `under_way` as in `verify`. Raises Refused if nothing is new,
    and Broken if the ledger does not hold or does not continue from its last seal."""
    with ledger.writing():
        last = seals.last_seal(ledger)
        seals.something_new(ledger, last)
        before = last.event if last and isinstance(last.event, seals.Sealed) else None
        accepted = ledger.record(
            seal_keys.RECORD,
            seal_keys.REF,
            seal_keys.accept,
            entry,
            new=True,
            public_key=key.public.line,
        )
        after = before.tree_size if before and new_only else 0
        report = verify(ledger, progress, after=after, under_way=under_way)
        if not report.ok:
            listed = "".join(f"\n  {problem}" for problem in report.problems)
            raise Broken(f"{ledger.name} does not hold, and was not sealed:{listed}")
        if before is not None:
            _goes_on(ledger, before, report.size, base64.b64decode(report.root))
        ref = seals.ref_of(report.size)
        (sealed,) = ledger.record(seals.RECORD, ref, seals.seal, entry, new=True, key=key)
        return NewSeal(sealed, accepted, before)


def _goes_on(ledger: Ledger, last: seals.Sealed, size: int, root: bytes) -> None:
    proof = Tree(ledger).consistency(last.tree_size, size)
    before = bytes.fromhex(last.root)
    if not merkle.consistency_holds(last.tree_size, size, before, root, proof):
        raise Broken(
            f"{ledger.name} does not continue from its last seal"
            f" ({counted(last.tree_size, 'event')}), and was not sealed. Run: govledger verify"
        )
