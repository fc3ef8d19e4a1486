"""What changed between two points, and whether it adds up.

    answer = between(ledger, Point(words="1 May", day=...), Point(words="1 June", day=...))

Every kind of record is compared. For each kind, what was open, plus what opened, minus what ended,
must equal what is open; for a kind that never closes, what exists. The changes come from one
question (`differences`); what is open at both points is asked separately (`standing`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any

import msgspec

from ledger import unknown
from ledger.application import Ledger
from ledger.events import Frozen
from ledger.registry import record_kind, record_kinds
from ledger.uk import day_of
from ledger.words import plural
from projections import Projections, changed, span

AT_ONCE = 20_000  # Rows that are explained together: those of a page mostly share their records.
FIRST = ("action", "item")  # Listed before the others.
OPEN = frozenset[str]().union(*(record_kind(kind).counted for kind in FIRST))
TERMS = (
    *("raised", "reopened", "learned later", "corrected", "retracted"),
    *("closed", "withdrawn", "superseded", "merged", "no further action", "rejected"),
)


Row = tuple[Any, ...]


class Point(msgspec.Struct, metaclass=Frozen):
    """One end of a difference. `told`: how many events the ledger had by then; None if everything
    known counts."""

    words: str
    day: date
    told: int | None = None


class Balance(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """One kind of record: how many were open, by how many each kind of change raised or lowered
    that, and how many are open, counted separately. A kind that never ends is counted as
    existing."""

    of: str
    opening: int
    terms: dict[str, int]
    closing: int
    state: str = "open"

    @property
    def sum(self) -> int:
        return self.opening + sum(self.terms.values())

    @property
    def adds_up(self) -> bool:
        return self.sum == self.closing


class Changes:
    """The rows of a difference, in a table of the projections, completed from the state of each
    record when they are read, as long as the projections are open."""

    def __init__(self, now: Projections, table: str, end: Point, known_by: date | None) -> None:
        self.now, self.table, self.end, self.known_by = now, table, end, known_by
        self.types = {row[0]: row[1] for row in now.of_tables(f"DESCRIBE {table}")}
        ((self.count,),) = now.of_tables(f"SELECT count(*) FROM {table}")

    def __len__(self) -> int:
        return int(self.count)

    def __iter__(self) -> Iterator[Row]:
        for after in range(0, self.count, AT_ONCE):
            yield from self.page(after, AT_ONCE)

    def page(self, after: int, most: int) -> list[Row]:
        """At most so many rows, after so many."""
        statement = f"FROM {self.table} ORDER BY rowid LIMIT {most} OFFSET {after}"
        rows = self.now.of_tables(statement)
        return _by_state(self.now.ledger, list(self.types), rows, self.end, self.known_by)

    def through(self, now: Projections) -> "Changes":
        """The same, read by another of those that have the table in common."""
        other = copy(self)
        other.now = now
        return other

    def terms(self) -> dict[str, Counter[str]]:
        """By how many each kind of change made each kind of record more or fewer."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        statement = (
            "SELECT record, split_part(what, ':', 1) AS of, sum(open_by)::bigint AS open_by"
            f" FROM {self.table} GROUP BY ALL"
        )
        for record, of, by in self.now.of_tables(statement):
            found[record][of] = by
        return found


class Comparison(msgspec.Struct, metaclass=Frozen):
    """The columns and rows of the changes of every kind of record, and a balance for each kind that
    existed at either point. `outside`: which point the record does not cover."""

    types: dict[str, str]  # The type of each column, as DuckDB names it.
    rows: list[Row] | Changes
    balances: list[Balance]
    unknown_kinds: list[unknown.Kind] = []
    outside: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        return list(self.types)

    def page(self, after: int, most: int) -> list[Row]:
        """At most so many rows, after so many."""
        if isinstance(self.rows, Changes):
            return self.rows.page(after, most)
        return self.rows[after : after + most]

    def through(self, now: Projections) -> "Comparison":
        """The same, where rows are read when they are asked for by `now`."""
        if not isinstance(self.rows, Changes):
            return self
        return msgspec.structs.replace(self, rows=self.rows.through(now))


def between(ledger: Ledger, start: Point, end: Point, known_by: date | None = None) -> Comparison:
    """The difference between two points, both with `told` or neither, with all its rows."""
    with Projections(ledger, upto=end.told) as now:
        answer = difference(now, start, end, known_by)
        return msgspec.structs.replace(answer, rows=list(answer.rows))


def difference(
    now: Projections,
    start: Point,
    end: Point,
    known_by: date | None = None,
    table: str = "difference",
) -> Comparison:
    """The same for open projections, up to `end.told`. Its rows are in a table of theirs with that
    name."""
    days = {"from": start.day, "told": start.told}
    now.keep(table, "differences", end.day, known_by, **days)
    rows = Changes(now, table, end, known_by)
    opening, closing = _standing(now, start.day, end.day, known_by)
    strange = now.unknown_kinds(known_by)
    today = day_of(now.ledger.clock.now())
    said = dict.fromkeys(span.outside(now, point.day, today) for point in (start, end))
    if start.told is not None:
        with Projections(now.ledger, upto=start.told) as then:
            opening, _ = _standing(then, start.day, start.day, None)
    terms = rows.terms()
    compared = {*opening, *closing, *(kind for kind in terms if any(terms[kind].values()))}
    balances = [
        Balance(
            of=plural(record_kinds()[kind].called if kind in record_kinds() else kind),
            state="open" if kind in record_kinds() and record_kinds()[kind].open else "recorded",
            opening=opening.get(kind, 0),
            terms={name: terms[kind][name] for name in _terms(terms[kind])},
            closing=closing.get(kind, 0),
        )
        for kind in sorted(compared, key=lambda kind: (kind not in FIRST, kind))
    ]
    return Comparison(types=rows.types, rows=rows, balances=balances, unknown_kinds=strange,
                  outside=tuple(filter(None, said)))  # fmt: skip


def _by_state(
    ledger: Ledger,
    columns: list[str],
    rows: list[tuple[Any, ...]],
    end: Point,
    known_by: date | None,
) -> list[tuple[Any, ...]]:
    """The rows with what was and what became, from the state of each record, for the kinds that the
    question does not cover: all but actions and inspection items."""
    facts = [dict(zip(columns, row, strict=True)) for row in rows]
    asked = [one for one in facts if one["record"] not in FIRST]
    streams = {f"{one['record']}:{one['ref']}" for one in asked}
    found = changed.changes_by_position(ledger, streams, end.told, known_by, end.day)
    for one in asked:
        if one["event"] in found:  # Retractions and unknown kinds are not in there.
            one["was"], one["became"] = found[one["event"]]
    return [tuple(one.values()) for one in facts]


def _terms(found: Counter[str]) -> list[str]:
    """The terms that count, in their order; unknown ones at the end."""
    return [n for n in dict.fromkeys((*TERMS, *sorted(found))) if found[n]]


def _standing(
    now: Projections, before: date, on: date, known_by: date | None
) -> tuple[dict[str, int], dict[str, int]]:
    """How many of each kind count on a day before and on a day."""
    asked = "SELECT record, counted_before, counted FROM {}"
    rows = now.within(asked, "standing", as_of=on, known_by=known_by, before=before)
    return {of: n for of, n, _ in rows if n}, {of: n for of, _, n in rows if n}
