"""The recorder, against sqlite3 with the same schema."""

from collections.abc import Iterator
from functools import partial

from _bench.harness import Figure, in_turns, rate, ratio, timed
from _bench.ledgers import Books, Feed, Raw, scale
from ledger.application import Ledger


def measure(books: Books, runs: int) -> Iterator[Figure]:
    raw = Raw(books.copy(books.small, "raw"))
    feeds, ledgers = [], []  # A ledger that nobody holds is closed.
    for source, name in ((books.small, "small"), (books.large, "large")):
        path = books.copy(source, name)
        feeds.append(Feed(path))
        ledgers.append(Ledger.open(path))

    def ours(which: int, count: int, each: int) -> float:
        batches = [feeds[which].take(each) for _ in range(count // each)]
        insert = ledgers[which].store.recorder.insert_events
        return timed(lambda: [insert(batch) for batch in batches])

    for each, most, target in ((1, 500, 0.5), (100, 5_000, 0.4)):
        count = books.some(most)
        base, small, large = in_turns(
            runs * 2 + 1,
            partial(raw.append, count, each),
            partial(ours, 0, count, each),
            partial(ours, 1, count, each),
        )
        note = f"{rate(count, small)}; sqlite3 alone {rate(count, base)}"
        yield Figure(
            f"append, {each} a transaction", ratio(base, small), "of", at_least=target, note=note
        )
        yield scale(f"append, {each} a transaction", ratio(large, small), books)
