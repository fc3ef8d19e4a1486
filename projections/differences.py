"""What changed between two points, and whether it adds up.

    answer = between(ledger, Point(words="1 May", day=...), Point(words="1 June", day=...))

What was open, and what opened and ended since, must come to what is open. The changes are one
question (`differences`); what is open is asked apart from it, of the states, at each point.
"""

from collections import Counter
from contextlib import nullcontext
from datetime import date
from typing import Any

import msgspec

from ledger import unknown
from ledger.book import Ledger
from ledger.records import Frozen
from projections import Projections

REGISTERS = {"action": "actions", "item": "inspection items"}
OPEN = ("open", "in progress", "reported complete", "awaiting sign-off")
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
    """Of one register: how many were open, by how many each kind of change made it more or fewer,
    and how many are open, counted apart."""

    of: str
    opening: int
    terms: dict[str, int]
    closing: int

    @property
    def sum(self) -> int:
        return self.opening + sum(self.terms.values())

    @property
    def adds_up(self) -> bool:
        return self.sum == self.closing


class Answer(msgspec.Struct, metaclass=Frozen):
    """The columns and rows of the changes; the balances; what was done besides, in numbers."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    balances: list[Balance]
    besides: dict[str, int]
    unknown_kinds: list[unknown.Kind] = []


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
        closing = _open(now, end.day, known_by)
        besides = _besides(now, start.day, end.day, known_by)
        opening = _open(now, start.day, known_by)
        strange = now.unknown_kinds(known_by)
    if start.told is not None:
        with Projections(ledger, upto=start.told) as then:
            opening = _open(then, start.day, None)
    terms: dict[str, Counter[str]] = {kind: Counter() for kind in REGISTERS}
    for row in rows:
        facts = dict(zip(columns, row, strict=True))
        terms[facts["record"]][facts["what"].partition(":")[0]] += facts["open_by"]
    balances = [
        Balance(
            of=words,
            opening=opening[kind],
            terms={name: terms[kind][name] for name in _terms(terms[kind])},
            closing=closing[kind],
        )
        for kind, words in REGISTERS.items()
    ]
    return Answer(
        columns=columns, rows=rows, balances=balances, besides=besides, unknown_kinds=strange
    )


def _terms(found: Counter[str]) -> list[str]:
    """Those that count, in their order; one without a place of its own at the end."""
    return [n for n in dict.fromkeys((*TERMS, *sorted(found))) if found[n]]


def _open(now: Projections, on: date, known_by: date | None) -> dict[str, int]:
    is_open, open_ = "list_contains(?, status)", [list(OPEN)]
    return {
        "action": now.count(
            "action_state", is_open, open_, as_of=on, known_by=known_by, ended=False
        ),
        "item": now.count("item_state", is_open, open_, as_of=on, known_by=known_by),
    }


def _besides(now: Projections, after: date, on: date, known_by: date | None) -> dict[str, int]:
    kinds = {"decisions taken": "DecisionTaken", "findings recorded": "FindingRecorded"}
    where = "kind = ? AND effective_on > ?"
    return {
        words: now.count("live", where, [kind, after], as_of=on, known_by=known_by)
        for words, kind in kinds.items()
    }
