"""Every question on any two days, over a generation and a tail, against the barest SQL that
touches the same columns of the same rows; the reading of a ready-made answer is shown beside it."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

import _synth

from _bench.bare import bare_sql, grouping
from _bench.harness import Figure, in_turns, ratio, timed
from _bench.ledgers import LAST_DAY, TAIL, Books, projected, reader
from ledger.book import Ledger
from projections import Projections, questions

OLD = "before 28 November 2026 the target was 40 ms"


class Days:
    """Two random days that question and baseline share, another pair each turn."""

    def __init__(self) -> None:
        self.rng = random.Random(7)
        self.span = (LAST_DAY - _synth.FIRST.date()).days
        self.next()

    def next(self) -> None:
        pair = [LAST_DAY - timedelta(self.rng.randrange(self.span)) for _ in range(2)]
        self.as_of, self.known_by = sorted(pair)


def measure(books: Books, runs: int) -> Iterator[Figure]:
    projected(reader(books.large, books.events))  # The generation; the rest is the tail.
    ledger = reader(books.large, books.events + TAIL)
    with Projections(ledger) as now:
        given = _given(ledger)
        yield from _open_actions(now, runs)
        for name in questions():
            yield _against_bare(now, name, given, runs)
    fresh, bare = in_turns(runs * 2, lambda: _first_asked(ledger), lambda: _first_bare(ledger))
    note = f"{median(fresh) * 1_000:.0f} ms, macros and all; {OLD}"
    yield Figure("open_actions, first asked", ratio(fresh, bare), "times", at_most=3, note=note)


def _open_actions(now: Projections, runs: int) -> Iterator[Figure]:
    days = Days()

    def ask() -> float:
        days.next()
        return timed(lambda: now.ask("open_actions", as_of=days.as_of, known_by=days.known_by))

    def alone() -> float:
        sql, both = grouping(days.as_of, days.known_by)
        return timed(lambda: now.connection.execute(sql, both).fetchall())

    ask()
    ours, bare = in_turns(runs * 8, ask, alone)
    note = f"{median(ours) * 1_000:.0f} ms; the grouping {median(bare) * 1_000:.0f} ms; {OLD}"
    yield Figure("open_actions, any days", ratio(ours, bare), "of grouping", at_most=0.7, note=note)


def _against_bare(now: Projections, name: str, given: dict[str, Any], runs: int) -> Figure:
    days = Days()
    own = {n[2:]: given[n[2:]] for n in questions()[name].needed}
    sql, connection = bare_sql(name), now.connection
    rows = 0

    def ask() -> float:
        nonlocal rows
        days.next()
        started = timed(lambda: found.extend(_rows(days)))
        rows = len(found)
        found.clear()
        return started

    def _rows(days: Days) -> list[tuple[Any, ...]]:
        return now.ask(name, as_of=days.as_of, known_by=days.known_by, **own)[1]

    def alone() -> float:
        both = [days.as_of, days.known_by]
        return timed(lambda: connection.execute(sql, both).fetchmany(max(rows, 1)))

    found: list[tuple[Any, ...]] = []
    ask()
    alone()
    ours, bare = in_turns(runs * 2, ask, alone)
    now.keep("ready_made", name, days.as_of, days.known_by, **own)
    ready = timed(lambda: connection.execute("FROM ready_made").fetchall())
    note = f"{median(ours) * 1_000:.0f} ms; bare {median(bare) * 1_000:.0f} ms; a ready-made table"
    note += f" of {rows:,} rows {ready * 1_000:.1f} ms"
    return Figure(f"ask {name}", ratio(ours, bare), "times bare", at_most=3, note=note)


def _given(ledger: Ledger) -> dict[str, Any]:
    """What the questions need to be told."""
    meetings = ledger.refs("meeting")
    return {"meeting": meetings[len(meetings) // 2], "from": date(2012, 6, 1)}


def _first_asked(ledger: Ledger) -> float:
    with Projections(ledger) as now:
        return timed(lambda: now.ask("open_actions", as_of=LAST_DAY))


def _first_bare(ledger: Ledger) -> float:
    with Projections(ledger) as now:
        sql = bare_sql("open_actions")
        both = [LAST_DAY, date(9999, 12, 31)]
        return timed(lambda: now.connection.execute(sql, both).fetchmany(1_000))
