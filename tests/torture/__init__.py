"""What a ledger must stand: kills, power cuts, flipped bits, forgers, changed packs, and a crowd.

kills, power, flips, attacks, packs and crowd say `run(folder, seed, count) -> str` each: that does
its worst in `folder`, `count` times, and says in a line or two what it did, or raises Missed at the
first thing it should not have seen.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from patience import HANGS_SECONDS


class Missed(Exception):
    """The ledger lost, halved or accepted what it must not."""


BUSY_SECONDS = 60  # of the processor, a hundred times what any of it takes: whatever else runs here


@contextmanager
def soon() -> Iterator[None]:
    """Missed, if what is done inside goes on for ever, as it might on a damaged file."""

    def ring(*_: object) -> None:
        raise Missed("it does not end")

    rings = {
        (signal.SIGPROF, signal.ITIMER_PROF): BUSY_SECONDS,
        (signal.SIGALRM, signal.ITIMER_REAL): HANGS_SECONDS,
    }
    before = [(which, signal.signal(which, ring)) for which, _ in rings]
    for (_, timer), after in rings.items():
        signal.setitimer(timer, after)
    try:
        yield
    finally:
        for _, timer in rings:
            signal.setitimer(timer, 0)
        for which, handler in before:
            signal.signal(which, handler)
