"""What an event changed of its record, field by field: what was, and what became.

    what = told(ledger, {"policy:seal-days"}, upto=20)
    what[20]          # ("30", "60, too often")

It is read from the states that the record kinds fold themselves, so a new kind needs no line here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ledger.application import Ledger
from ledger.events import Event, State
from ledger.fold import SET_HERE, standing, step
from ledger.registry import record_kind, record_kinds, split
from ledger.uk import day_of
from ledger.words import facts_of, heading, words
from ledger.words import format_event as happened

# Status and title are shown without their names; the others are named.
_UNNAMED = ("status", "title")
_WHY = ("answer", "reason", "text")

Change = tuple[str | None, str | None]


def changes_by_position(
    ledger: Ledger, streams: Iterable[str], upto: int | None, known_by: date | None, on: date
) -> dict[int, Change]:
    """What was and what became, by the position of each standing event in these streams: those up
    to a position, recorded by a day, and so by `on`."""
    found = {}
    for stream, history in ledger.histories_of(sorted(streams)).items():
        kind = split(stream)[0]
        if kind not in record_kinds():
            continue  # Events of unknown kinds are named beside the answer.
        evolve = record_kind(kind).evolve
        recorded = [
            one
            for one in history
            if (upto is None or one.position <= upto)
            and (known_by is None or day_of(one.envelope.recorded_at) <= known_by)
        ]
        state: State | None = None
        for one in standing(recorded):
            if one.envelope.effective_on <= on:
                before, state = state, step(state, one.event, evolve)
                was, became = _change(before, state, one.event)
                # What the state does not keep, such as a comment, is shown as it happened.
                found[one.position] = was, became or (None if was else happened(one, before))
    return found


def _change(before: State | None, after: State, event: Event) -> Change:
    was, became = [], []
    had = facts_of(before) if before is not None else {}
    for name, value in facts_of(after).items():
        if name in SET_HERE or value == had.get(name):
            continue
        if name == "title" and (before is None or value == after.status):
            continue  # It already names the record.
        less, more = _told_apart(had.get(name), value)
        head = "" if name in _UNNAMED else heading(name) + ": "
        was += [head + words(less)] if before is not None and not _empty(less) else []
        if not _empty(more) or (_empty(value) and not _empty(less)):
            became.append(head + words(more if not _empty(more) else None))
    said = "; ".join(became)
    why = next((w for n in _WHY if (w := getattr(event, n, None))), None)
    if why is not None and why != after.title and why not in said:
        said = f"{said} ({why})" if said else why
    return "; ".join(was) or None, said or None


def _told_apart(was: Any, now: Any) -> tuple[Any, Any]:
    """The values in only one of two lists: the others did not change."""
    if isinstance(now, tuple) and isinstance(was, tuple):
        return tuple(o for o in was if o not in now), tuple(n for n in now if n not in was)
    return was, now


def _empty(value: Any) -> bool:
    return value is None or value is False or value in ("", ())
