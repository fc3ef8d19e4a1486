"""Sealed ledgers for the tests of audit packs, and the packs made of them."""

import base64
import io
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import sealing
from books import entry, progress, raise_action
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from made import created, made_once

from commands.exports.pack import making, verify
from ledger.application import Clock, Ledger
from ledger.integrity import checkpoints
from ledger.integrity.ssh import PrivateKey
from ledger.records import documents, seal_signatures, seals

OFFICE = PrivateKey(Ed25519PrivateKey.from_private_bytes(b"o" * 32))
PANEL = PrivateKey(Ed25519PrivateKey.from_private_bytes(b"p" * 32))


def seal(ledger: Ledger, key: PrivateKey = OFFICE) -> str:
    """Seal all that is recorded so far; the seal's reference."""
    return sealing.seal(ledger, key)


def witnessed(ledger: Ledger, ref: str, key: PrivateKey = PANEL, by: str = "the Panel") -> None:
    signature = key.sign_text(note_of(ledger, ref).encode(), checkpoints.NAMESPACE)
    ledger.record("seal", ref, seal_signatures.witness, entry(), by=by, signature=signature)


def stamped(ledger: Ledger, ref: str) -> None:
    """A time stamp as far as anybody looks who does not know its authority."""
    der = b"\x30\x25\x04\x20" + checkpoints.sha256(note_of(ledger, ref).encode()).digest() + b"..."
    token = base64.b64encode(der).decode()
    ledger.record("seal", ref, seal_signatures.time_stamp, entry(), token=token)


def note_of(ledger: Ledger, ref: str) -> str:
    return seals.named(ledger, ref).note


def office(path: Path) -> Ledger:
    """Three actions, two papers, two seals (witnessed), and events after the last."""
    made_once(path, "the office of the packs", lambda: _record(path))
    return _opened(path)


def _opened(path: Path) -> Ledger:
    ledger = Ledger.open(path, clock=Clock())
    ledger.clock.fixed = making_day()
    return ledger


def _record(path: Path) -> None:
    ledger = _opened(created(path))
    for number in (1, 2, 3):
        raise_action(ledger, number)
    paper(ledger, "minute-2018", "a")
    witnessed(ledger, seal(ledger))
    for number in (1, 2, 3):
        progress(ledger, number, "step £2 “so”")
    paper(ledger, "pack-2018", "b")
    last = seal(ledger)
    witnessed(ledger, last)
    stamped(ledger, last)
    progress(ledger, 1, "after the seal")
    ledger.close()


def making_day() -> Any:
    from datetime import UTC, datetime

    return datetime(2018, 2, 28, 9, tzinfo=UTC)


def paper(ledger: Ledger, name: str, digit: str) -> None:
    facts = {"title": name, "sha256": digit * 64}
    ledger.record("document", name, documents.register, entry(), new=True, **facts)


def packed(ledger: Ledger, to: Path, *streams: str, ref: str | None = None, **more: Any) -> Path:
    making.make(ledger, to, seals.named(ledger, ref), frozenset(streams), **more)
    return to


def verified(place: Path, *words: str) -> tuple[int, str]:
    """What verify.py ends with and says."""
    output = io.StringIO()
    with redirect_stdout(output):
        code = verify.main([str(place), *words])
    return code or 0, output.getvalue()


DAY = date(2018, 2, 27)
