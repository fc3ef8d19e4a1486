"""Building a generation, compared with reading and decoding the events, and with DuckDB reading the
same rows from Parquet; each in its own process, in processor time.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from _bench.harness import Figure, in_turns, rate, ratio
from _bench.ledgers import Books, scale


def measure(books: Books, runs: int) -> Iterator[Figure]:
    peaks = []

    def ours(path: Path, upto: int) -> float:
        seconds, peak = _child("build", path, upto)
        if upto == books.events:
            peaks.append(peak)
        return seconds

    _child("parquet", books.large, books.events)
    small, large, base = in_turns(
        runs,
        lambda: ours(books.small, books.tenth),
        lambda: ours(books.large, books.events),
        lambda: _child("limit", books.large, books.events)[0],
    )
    note = f"{median(large):.1f} s, {rate(books.events, large)}; the limit {median(base):.1f} s"
    name = f"rebuild of {books.events:,}"
    yield Figure(name, ratio(large, base), "times", at_most=1.6, note=note)
    yield Figure(f"{name}, peak memory", max(peaks), "MB", at_most=400)
    yield scale("rebuild", ratio(large, small) * books.tenth / books.events, books)


def _child(what: str, path: Path, upto: int) -> tuple[float, float]:
    """Processor seconds and peak megabytes of one piece of work in its own process."""
    command = [sys.executable, "-m", "_bench.child", what, str(path), str(upto)]
    seconds, peak = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.split()
    return float(seconds), float(peak)
