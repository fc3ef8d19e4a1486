"""Verifying, against hashlib alone on the same bytes in memory; processor time, both cores'."""

import time
from collections.abc import Iterator
from hashlib import sha256

from _bench.harness import Figure, in_turns, rate, ratio, worked
from _bench.ledgers import Books, scale
from ledger import leaf as leaves
from ledger.application import Ledger
from ledger.integrity.verify import verify
from projections import events


def measure(books: Books, runs: int) -> Iterator[Figure]:
    paths = (books.small, books.large)
    readers = [Ledger.open(path, read_only=True) for path in paths]
    sizes = [ledger.size for ledger in readers]
    small, large, base = in_turns(
        runs,
        lambda: worked(lambda: verify(readers[0])),
        lambda: worked(lambda: verify(readers[1])),
        lambda: _hashlib_alone(readers[1]),
    )
    note = f"{rate(sizes[1], large)}; hashlib alone {rate(sizes[1], base)}"
    yield Figure("verify", ratio(base, large), "of", at_least=0.45, note=note)
    yield scale("verify", ratio(large, small) * sizes[0] / sizes[1], books)


def _hashlib_alone(ledger: Ledger) -> float:
    seconds = 0.0
    for page in events.pages(ledger, 0, ledger.size):
        hashed = [b"\x00" + leaves.leaf(*row) for row in page]
        started = time.process_time()
        level = [sha256(one).digest() for one in hashed]
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2], strict=False)
            level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        seconds += time.process_time() - started
    return seconds
