"""The committee's paper, as whole processes, against a Python that does nothing; processor time."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from _bench.harness import Figure, govledger, in_turns, process, ratio
from _bench.ledgers import NOW, Books, kept, projected, reader


def measure(books: Books, runs: int) -> Iterator[Figure]:
    size = min(100_000, books.events)
    demo, large = books.demo(), books.copy(kept(size), "office")
    env = os.environ | {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": NOW.isoformat()}
    number = iter(range(1_000))

    def committee(path: Path, body: str, on: str) -> float:
        to = books.work / f"paper-{next(number)}"
        words = ("report", "committee", "--for", body, "--on", on, "-o", str(to))
        seconds = govledger(path, *words, env=env)
        shutil.rmtree(to)
        return seconds

    projected(reader(large))  # As any question before would.
    small, big, bare = in_turns(
        runs,
        lambda: committee(demo, "HTA", "2018-11-27"),
        lambda: committee(large, "B01", "2025-06-30"),
        lambda: process("-c", "pass"),
    )
    note = f"{median(small):.2f} s; once the target was 2.5 s"
    yield Figure("committee paper, demo", ratio(small, bare), "times Python", at_most=150,
                 note=note)  # fmt: skip
    name, note = f"committee paper, {size:,} events", "against the demo's"
    yield Figure(name, ratio(big, small), "times", at_most=4, note=note)
