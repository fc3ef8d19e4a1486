"""What changed between two points, and whether it adds up.

    answer = between(ledger, Point(words="1 May", day=...), Point(words="1 June", day=...))

Every kind of record is compared. For each kind, what was open, plus what opened, minus what ended,
must equal what is open; for a kind that never closes, what exists. The changes come from one
question (`differences`); what is open at each point is asked separately (`standing`, and the
states).
"""

from collections import Counter, defaultdict
from contextlib import nullcontext
from datetime import date
from typing import Any

import msgspec

from ledger import unknown
from ledger.application import Ledger
from ledger.events import Frozen
from ledger.registry import record_kind, record_kinds
from ledger.uk import day_of
from ledger.words import plural
from projections import Projections, changed, library, span

FIRST = ("action", "item")  # Told before the others.
OPEN = frozenset[str]().union(*(record_kind(kind).counted for kind in FIRST))
TERMS = (
    *("raised", "reopened", "learned later", "corrected", "retracted"),
    *("closed", "withdrawn", "superseded", "merged", "no further action", "rejected"),
)


class Point(msgspec.Struct, metaclass=Frozen):
    """One end of a difference. `told`: what the ledger had been told by then, as the number of its
    events; None where that is not asked, and all that is known counts."""

    words: str
    day: date
    told: int | None = None


class Balance(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """Of one kind of record: how many were open, by how many each kind of change made it more or
    fewer, and how many are open, counted apart. What never ends is not open, but there."""

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


class Answer(msgspec.Struct, metaclass=Frozen):
    """The columns and rows of the changes, of every kind of record, and a balance of each kind of
    which any was there at either point. `outside` says of which point the record does not tell."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    balances: list[Balance]
    unknown_kinds: list[unknown.Kind] = []
    outside: tuple[str, ...] = ()


def between(
    ledger: Ledger,
    start: Point,
    end: Point,
    known_by: date | None = None,
    opened: Projections | None = None,
) -> Answer:
    """The difference between two points, both with `told` or neither. `opened`: all that the ledger
    holds, where that is open to questions already."""
    at_hand = nullcontext(opened) if opened is not None and end.told is None else None
    with at_hand or Projections(ledger, upto=end.told) as now:
        days = {"from": start.day, "told": start.told}
        columns, rows = now.ask("differences", as_of=end.day, known_by=known_by, **days)
        rows = _by_state(ledger, columns, rows, end, known_by)
        closing = _standing(now, end.day, known_by)
        opening = _standing(now, start.day, known_by)
        strange = now.unknown_kinds(known_by)
        today = day_of(ledger.clock.now())
        said = dict.fromkeys(span.outside(now, point.day, today) for point in (start, end))
    if start.told is not None:
        with Projections(ledger, upto=start.told) as then:
            opening = _standing(then, start.day, None)
    terms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        facts = dict(zip(columns, row, strict=True))
        terms[facts["record"]][facts["what"].partition(":")[0]] += facts["open_by"]
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
    return Answer(columns=columns, rows=rows, balances=balances, unknown_kinds=strange,
                  outside=tuple(filter(None, said)))  # fmt: skip


def _by_state(
    ledger: Ledger,
    columns: list[str],
    rows: list[tuple[Any, ...]],
    end: Point,
    known_by: date | None,
) -> list[tuple[Any, ...]]:
    """The rows with what was and what became by the state of each record, where the question does
    not tell it: of all kinds but actions and inspection items."""
    facts = [dict(zip(columns, row, strict=True)) for row in rows]
    asked = [one for one in facts if one["record"] not in FIRST]
    streams = {f"{one['record']}:{one['ref']}" for one in asked}
    found = changed.told(ledger, streams, end.told, known_by, end.day)
    for one in asked:
        if one["event"] in found:  # Not a retraction, nor of a kind that is not known.
            one["was"], one["became"] = found[one["event"]]
    return [tuple(one.values()) for one in facts]


def _terms(found: Counter[str]) -> list[str]:
    """Those that count, in their order; one without a place of its own at the end."""
    return [n for n in dict.fromkeys((*TERMS, *sorted(found))) if found[n]]


def _standing(now: Projections, on: date, known_by: date | None) -> dict[str, int]:
    """How many of each kind count on a day, by the last status of each; of a kind that can end, by
    its state, in which more must be so."""
    found: dict[str, int] = dict(now.state("standing", as_of=on, known_by=known_by)[1])
    for name, kind in record_kinds().items():
        if kind.open and f"{name}_state" in library():
            own: dict[str, Any] = {"ended": False} if name == "action" else {}
            is_open, open_ = "list_contains(?, status)", [sorted(kind.open)]
            count = now.count(f"{name}_state", is_open, open_, as_of=on, known_by=known_by, **own)
            found = {of: n for of, n in (found | {name: count}).items() if n}
    return found
