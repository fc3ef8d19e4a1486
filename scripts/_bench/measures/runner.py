"""The library's own way beside ours: a transaction an event into the same table."""

import shutil
from collections.abc import Iterator

from _bench.harness import Figure, in_turns, rate, ratio, timed
from _bench.ledgers import Books, reader
from _bench.library_runner import library_runner
from projections import Projections, folders, generations

RUNNER_EVENTS = 2_000


def measure(books: Books, runs: int) -> Iterator[Figure]:
    count = min(RUNNER_EVENTS, books.events // 40)  # Each takes the library milliseconds.
    ledger = reader(books.copy(books.small, "runner"), count)
    beside = folders.of(ledger)[0]

    def from_the_tail() -> float:
        shutil.rmtree(beside, ignore_errors=True)
        return timed(lambda: Projections(ledger).close())

    theirs, taken_in, built = in_turns(
        min(runs, 3),
        lambda: library_runner(ledger, books.work),
        from_the_tail,
        lambda: timed(lambda: generations.build(ledger)),
    )
    note = f"{rate(count, taken_in)}; ProjectionRunner {rate(count, theirs)}"
    yield Figure(f"tail of {count:,} / ProjectionRunner", ratio(theirs, taken_in), "times faster",
                 note=note)  # fmt: skip
    note = f"{rate(count, built)}, file and all"
    yield Figure(f"rebuild of {count:,} / ProjectionRunner", ratio(theirs, built), "times faster",
                 note=note)  # fmt: skip
