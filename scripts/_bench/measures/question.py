"""Every question on any two days, over a generation and a tail, against the barest SQL that
touches the same columns of the same rows; the reading of a ready-made answer is shown beside it. In
processor time, which other programs on the machine disturb least."""

import random
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

import _synth
import duckdb

from _bench.bare import GROUPING, bare_sql
from _bench.harness import Figure, in_turns, odd, ratio, worked
from _bench.ledgers import LAST_DAY, TAIL, Books, projected, reader
from ledger.application import Ledger
from projections import Projections, questions
from projections.rows import AT_ONCE

OLD = "once the target was 40 ms"


Pair = tuple[date, date]


def pairs() -> Iterator[Pair]:
    """Two random days a turn, the later of knowledge: the same for a question and its baseline."""
    rng = random.Random(7)
    span = (LAST_DAY - _synth.FIRST.date()).days
    while True:
        as_of, known_by = sorted(LAST_DAY - timedelta(rng.randrange(span)) for _ in range(2))
        yield as_of, known_by


def measure(books: Books, runs: int) -> Iterator[Figure]:
    projected(reader(books.large, books.events))  # The generation; the rest is the tail.
    ledger = reader(books.large, books.events + TAIL)
    with Projections(ledger) as now:
        given = _given(ledger)
        yield from _open_actions(now, runs)
        for name in questions():
            yield _against_bare(now, name, given, runs)
    fresh, bare = in_turns(odd(runs), lambda: _first_asked(ledger), lambda: _first_bare(ledger))
    note = f"{median(fresh) * 1_000:.0f} ms, macros and all; {OLD}"
    yield Figure("open_actions, first asked", ratio(fresh, bare), "times", at_most=3, note=note)


def _open_actions(now: Projections, runs: int) -> Iterator[Figure]:
    asked, grouped = pairs(), pairs()

    def ask() -> float:
        as_of, known_by = next(asked)
        return worked(lambda: now.ask("open_actions", as_of=as_of, known_by=known_by))

    def alone() -> float:
        days = next(grouped)
        return worked(lambda: now.connection.execute(GROUPING, days).fetchall())

    in_turns(1, ask, alone)
    ours, bare = in_turns(odd(runs * 4), ask, alone)
    note = f"{median(ours) * 1_000:.0f} ms; the grouping {median(bare) * 1_000:.0f} ms; {OLD}"
    yield Figure("open_actions, any days", ratio(ours, bare), "of grouping", at_most=0.7, note=note)


def _against_bare(now: Projections, name: str, given: dict[str, Any], runs: int) -> Figure:
    own = {n[2:]: given[n[2:]] for n in questions()[name].needed}
    sql, connection = bare_sql(name), now.connection
    asked, grouped = pairs(), pairs()

    def ask() -> float:
        as_of, known_by = next(asked)
        return worked(lambda: _read(now.ask_in_parts(name, as_of=as_of, known_by=known_by, **own)))

    def alone() -> float:
        days = next(grouped)
        return worked(lambda: _read(_rows(connection.execute(sql, days), most + 1)))

    # As many rows as the question has are fetched of the bare SQL. The first of each makes ready.
    as_of, known_by = next(pairs())
    now.keep("ready_made", name, as_of, known_by, **own)
    ((most,),) = connection.execute("SELECT count(*) FROM ready_made").fetchall()
    alone()
    ours, bare = in_turns(odd(runs), ask, alone)
    ready = worked(lambda: _read(_rows(connection.execute("FROM ready_made"), most)))
    note = f"{median(ours) * 1_000:.0f} ms; bare {median(bare) * 1_000:.0f} ms; a ready-made table"
    note += f" of {most:,} rows {ready * 1_000:.1f} ms"
    return Figure(f"ask {name}", ratio(ours, bare), "times bare", at_most=3, note=note)


def _read(rows: Iterable[Any]) -> None:
    """Read rows as they come, as whoever prints them does: a million are never held."""
    deque(rows, maxlen=0)


def _rows(found: duckdb.DuckDBPyConnection, most: int) -> Iterator[Any]:
    """At most so many rows, fetched in the parts in which an answer is."""
    while most and (part := found.fetchmany(min(AT_ONCE, most))):
        most -= len(part)
        yield from part


def _given(ledger: Ledger) -> dict[str, Any]:
    """What the questions need to be told."""
    meetings = ledger.refs("meeting")
    return {"meeting": meetings[len(meetings) // 2], "from": date(2012, 6, 1)}


def _first_asked(ledger: Ledger) -> float:
    with Projections(ledger) as now:
        return worked(lambda: now.ask("open_actions", as_of=LAST_DAY))


def _first_bare(ledger: Ledger) -> float:
    with Projections(ledger) as now:
        sql = bare_sql("open_actions")
        both = [LAST_DAY, date(9999, 12, 31)]
        return worked(lambda: now.connection.execute(sql, both).fetchmany(1_000))
