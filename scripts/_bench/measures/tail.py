"""Reading what was recorded since the generation, beyond opening it alone, compared with DuckDB
taking the same rows from memory; processor time.
"""

import json
from collections.abc import Iterator
from statistics import median

import duckdb

from _bench.harness import Figure, in_turns, ratio, worked
from _bench.ledgers import TAIL, Books, projected, reader
from projections import Projections, events


def measure(books: Books, runs: int) -> Iterator[Figure]:
    projected(reader(books.large, books.events))
    ledger = reader(books.large, books.events + TAIL)
    with Projections(ledger) as opened_once:
        assert opened_once.tail == TAIL
    rows = [row for page in events.pages(ledger, books.events, ledger.size) for row in page]

    def opened(more: int) -> float:
        ledger = reader(books.large, books.events + more)
        seconds = worked(lambda: Projections(ledger).close())
        ledger.close()
        return seconds

    # The targets are what the old ones in milliseconds came to.
    for count, old, target in ((1, 20, 6), (TAIL, 30, 3)):
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
        yield Figure(f"a tail of {count:,}", ratio(more, base), "times", at_most=target, note=note)


def _taken_in(text: str) -> float:
    """DuckDB alone reads the columns that these events have."""
    keys = {key for line in text.splitlines() for key in json.loads(line)}
    shape = {"kind": "VARCHAR"} | {n: t for n, t in events.columns().items() if n in keys}
    take = (
        f"CREATE TABLE taken AS SELECT unnest(from_json(line, '{json.dumps(shape)}'))"
        " FROM (SELECT unnest(string_split(?, chr(10))) AS line)"
    )
    with duckdb.connect() as connection:
        return worked(lambda: connection.execute(take, [text]))
