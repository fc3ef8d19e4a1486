"""What a ledger must stand: kills, power cuts, flipped bits, forgers, changed packs, and a crowd.

kills, power, flips, attacks, packs and crowd say `run(folder, seed, count) -> str` each: that does
its worst in `folder`, `count` times, and says in a line or two what it did, or raises Missed at the
first thing it should not have seen.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Missed(Exception):
    """The ledger lost, halved or accepted what it must not."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Missed, if what is done inside takes longer: on a damaged file, for ever."""

    def ring(*_: object) -> None:
        raise Missed(f"it did not end within {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
