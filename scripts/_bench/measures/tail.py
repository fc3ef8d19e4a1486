"""Taking in what was recorded since the generation, beyond opening without any, against DuckDB
taking in the same rows from memory; processor time."""

from collections.abc import Iterator
from statistics import median

import duckdb

from _bench.harness import Figure, in_turns, ratio, worked
from _bench.ledgers import TAIL, Books, projected, reader
from projections import Projections, events


def measure(books: Books, runs: int) -> Iterator[Figure]:
    projected(reader(books.large, books.events))
    with Projections(reader(books.large, books.events + TAIL)) as opened_once:
        assert len(opened_once.tail) == TAIL
        rows = opened_once.tail

    def opened(more: int) -> float:
        ledger = reader(books.large, books.events + more)
        seconds = worked(lambda: Projections(ledger).close())
        ledger.close()
        return seconds

    for count, old in ((1, 20), (TAIL, 30)):
        text = b"\n".join(events.line(row) for row in rows[:count]).decode()
        none, found, base = in_turns(
            runs * 4,
            lambda: opened(0),
            lambda count=count: opened(count),
            lambda text=text: _taken_in(text),
        )
        more = [max(b - a, 0.0) for a, b in zip(none, found, strict=True)]
        note = f"{median(more) * 1_000:.0f} ms beyond opening ({median(none) * 1_000:.0f} ms);"
        note += f" DuckDB alone {median(base) * 1_000:.0f} ms; once the target was {old} ms"
        yield Figure(f"a tail of {count:,}", ratio(more, base), "times", at_most=2, note=note)


def _taken_in(text: str) -> float:
    with duckdb.connect() as connection:
        take = f"CREATE TABLE rows_ AS {events._from_memory('?')}"
        return worked(lambda: connection.execute(take, [text]))
