"""Seals of whatever a test wants: true ones without a verification before, and forged ones."""

from typing import Any

from books import entry
from signing import key

from ledger.application import Ledger
from ledger.events import Entry, Event, Rule
from ledger.integrity.ssh import PrivateKey
from ledger.records import seal_keys, seals


def seal(ledger: Ledger, by: PrivateKey | None = None) -> str:
    """A true seal of all that is recorded so far; its reference."""
    by = by or key(1)
    with ledger.writing():
        accepted(ledger, by)
        ref = seals.ref_of(ledger.size)
        ledger.verified = (0, ledger.head)  # Nothing was read.
        ledger.record("seal", ref, seals.seal, entry(), new=True, key=by)
    return ref


def accepted(ledger: Ledger, by: PrivateKey) -> None:
    """The key that seals, if it is the first."""
    facts = {"public_key": by.public.line}
    ledger.record("sealkey", "SEALKEY", seal_keys.accept, entry(), new=True, **facts)


def forged(**facts: Any) -> Rule:
    """A rule of no ledger's: it seals whatever it is told."""

    def seals_it(seal: seals.Seal | None) -> list[Event]:
        return [seals.Sealed(**facts)]

    return seals_it


def forge(ledger: Ledger, ref: str, about: Entry | None = None, /, **facts: Any) -> None:
    """Record a seal that says `facts`, whatever the ledger holds."""
    ledger.record("seal", ref, forged(**facts), about or entry(), new=True)
