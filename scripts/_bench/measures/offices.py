"""One question of many offices, against one office's: whole commands, as a person waits for them.

Each office has some 900 events, as a small one has, made from one template with a seed of its own.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

import _synth
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from _bench.harness import Figure, govledger, in_turns, odd, ratio, say, timed
from _bench.ledgers import Books
from commands.exports.pack import making
from ledger.application import Ledger
from ledger.events import Entry
from ledger.integrity.ssh import PrivateKey
from ledger.records import seals
from ledger.services import sealing

OFFICES, EVENTS = 43, 900
TIMES_A_TEN = 3  # As long as three times one office's, for each ten of them.


def measure(books: Books, runs: int) -> Iterator[Figure]:
    count = min(OFFICES, books.events // 1_000)
    state = {name: str(books.work / name) for name in ("STATE", "CACHE", "CONFIG")}
    env = os.environ | {f"XDG_{name}_HOME": place for name, place in state.items()}
    env |= {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": "2026-01-05T10:00"}
    own = books.work / "own.ledger"
    Ledger.create(own)
    say(f"making the packs of {count} offices")
    for number in range(count):
        _taken(books.work, own, f"OFFICE-{number:02}", number, env)

    def asks(offices: str) -> float:
        words = ("ask", "open_actions", "--offices", offices)
        return timed(lambda: govledger(own, *words, env=env))

    one, every = in_turns(odd(runs), lambda: asks("OFFICE-00"), lambda: asks("all"))
    note = f"{median(every):.2f} s; one {median(one):.2f} s"
    most = max(TIMES_A_TEN * count / 10, 1.5)  # Of a few, the start of the program is the most.
    yield Figure(
        f"a question of {count} offices", ratio(every, one), "times", at_most=most, note=note
    )


def _taken(work: Path, own: Path, name: str, seed: int, env: dict[str, str]) -> None:
    """An office with a ledger of its own, whose pack is taken."""
    path, pack = work / f"{name}.ledger", work / f"{name}.zip"
    _synth.make(path, EVENTS, seed=seed)
    key = PrivateKey(Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32, b".")))
    _sealed(path, key)
    ledger = Ledger.open(path, read_only=True)
    (seal,) = (ledger.state("seal", ref) for ref in ledger.refs("seal"))
    assert isinstance(seal, seals.Seal)
    making.make(ledger, pack, seal, frozenset(), personal=False)
    ledger.close()
    govledger(own, "office", "add", name, "--seal-key", key.public.line, env=env)
    govledger(own, "office", "take", str(pack), env=env)


def _sealed(path: Path, key: PrivateKey) -> None:
    """Seal a ledger as `govledger seal` does, with a key that is in no file."""
    ledger = Ledger.open(path)
    on = date(2026, 1, 5)
    entry = Entry(recorded_by="M Clerk", authority="asserted", effective_on=on, correlation="b")
    sealing.seal(ledger, key, entry)
    ledger.close()
