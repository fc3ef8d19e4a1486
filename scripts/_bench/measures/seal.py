"""Sealing after 1,000 new events, and proving one record: the commands themselves, in this
process, against hashing what they must hash."""

import io
import os
import random
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from statistics import median

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from _bench.harness import Figure, in_turns, ratio, worked
from _bench.ledgers import NOW, Books, Feed
from commands.menu import run
from commands.session.app import App
from ledger import leaf as leaves
from ledger.application import Ledger

NEW = 1_000
_STATE = "SELECT position, originator_id, originator_version, topic, state FROM stored_events"


def measure(books: Books, runs: int) -> Iterator[Figure]:
    path, key = books.copy(books.large, "sealed"), books.work / "seal-key"
    form, hidden = serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
    private = Ed25519PrivateKey.generate()
    key.write_bytes(private.private_bytes(serialization.Encoding.PEM, form, hidden))
    os.environ |= {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": NOW.isoformat()}
    feed, ledger, rng = Feed(path), Ledger.open(path), random.Random(7)

    def govledger(*words: str) -> float:
        app = App(str(path))
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return worked(lambda: run(list(words), app))

    def seal() -> float:
        return govledger("seal", "--seal-key", str(key), "--new-only")

    def sealed_anew() -> float:
        ledger.store.recorder.insert_events(feed.take(NEW))
        return seal()

    def proved() -> float:
        return govledger("prove", next(proving))

    # The same record for a turn's proof and its baseline.
    streams = rng.choices(feed.streams, k=runs * 2 + 1)
    proving, hashing = iter(streams), iter(streams)
    seal()
    sealing, new, proofs, alone = in_turns(
        runs * 2 + 1,
        sealed_anew,
        lambda: hashed(ledger, " WHERE position > ?", ledger.size - NEW),
        proved,
        # The leaves of a tile for each of its events, which is all that a path must hash again.
        lambda: hashed(ledger, " WHERE position <= 256 * ?", _events_of(ledger, next(hashing))),
    )
    note = f"{median(sealing) * 1_000:.0f} ms; hashing {NEW:,} events {median(new) * 1_000:.1f} ms"
    yield Figure(f"seal after {NEW:,} events", ratio(sealing, new), "times", at_most=30, note=note)
    note = f"{median(proofs) * 1_000:.0f} ms; a tile an event {median(alone) * 1_000:.1f} ms"
    yield Figure("prove", ratio(proofs, alone), "times", at_most=30, note=note)


def hashed(ledger: Ledger, which: str, *given: int) -> float:
    """Seconds to read and hash some events."""
    return worked(
        lambda: [
            sha256(b"\x00" + leaves.leaf(*row)).digest()
            for row in ledger.store.query(_STATE + which, list(given))
        ]
    )


def _events_of(ledger: Ledger, stream: str) -> int:
    of = "SELECT count(*) FROM stored_events WHERE originator_id = ?"
    return int(ledger.store.query(of, [stream])[0][0])
