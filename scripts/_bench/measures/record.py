"""Load, decide and append, against sqlite3 that only appends."""

import random
from collections.abc import Iterator

from _bench.harness import Figure, in_turns, rate, ratio, timed
from _bench.ledgers import ENTRY, NOW, Books, Feed, Raw, scale
from ledger.application import Clock, Ledger
from ledger.records import actions
from ledger.registry import split

ACTIONS = 500


def measure(books: Books, runs: int) -> Iterator[Figure]:
    count = books.some(ACTIONS)
    raw = Raw(books.copy(books.small, "raw"))
    ledgers, refs = [], []
    for source, name in ((books.small, "small"), (books.large, "large")):
        path = books.copy(source, name)
        ledgers.append(Ledger.open(path, clock=Clock(NOW)))
        new = Feed(path).raised(count)
        ledgers[-1].store.recorder.insert_events(new)
        refs.append([split(event.originator_id)[1] for event in new])
    rng = random.Random(7)

    def ours(which: int) -> float:
        """Seconds an event. Each turn takes an action once, lest histories grow out of life."""
        ledger, rule = ledgers[which], actions.progress
        names = rng.sample(refs[which], count)
        said = [(name, f"step {rng.random()}") for name in names]
        each = timed(lambda: [ledger.record("action", r, rule, ENTRY, text=t) for r, t in said])
        return each / len(said)

    base, small, large = in_turns(
        runs * 2 + 1, lambda: raw.append(count, 1) / count, lambda: ours(0), lambda: ours(1)
    )
    note = f"{rate(1, small)}; sqlite3 alone {rate(1, base)}"
    yield Figure("record, whole, 1 a transaction", ratio(base, small), "of", 0.3, note=note)
    yield scale("record", ratio(large, small), books)
