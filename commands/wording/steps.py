"""The ledger step by step: each event, and how it changed the number of records in each status."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from commands.wording.histories import recorded_on
from ledger.application import Ledger
from ledger.events import EventRetracted, Recorded
from ledger.fold import fold
from ledger.registry import record_kinds, split


class Step(NamedTuple):
    """An event, the title that its record then had, and what changed: how many more records, or
    fewer, are in a status of their kind. What one command recorded counts together, at its last
    event, `last`: a correction is never seen half made."""

    recorded: Recorded
    title: str
    changed: dict[tuple[str, str], int]
    last: int


def steps_of(
    ledger: Ledger, last: int | None = None, by: date | None = None, known_by: date | None = None
) -> Iterator[Step]:
    """The events of whole commands, up to event `last`: those that were so `by` a day, and recorded
    by `known_by`."""
    left_out: set[int] = set()
    histories: dict[str, list[Recorded]] = {}
    status: dict[str, str] = {}
    titles: dict[str, str] = {}
    for _, command in groupby(ledger.after(0), lambda r: r.envelope.correlation):
        every = list(command)
        end = every[-1]
        if (last is not None and end.position > last) or (known_by and recorded_on(end) > known_by):
            return
        left_out |= {r.position for r in every if by is not None and not _so_by(r, by, left_out)}
        together = [r for r in every if r.position not in left_out]
        for recorded in together:
            histories.setdefault(recorded.stream, []).append(recorded)
        changed: Counter[tuple[str, str]] = Counter()
        for stream in {recorded.stream: None for recorded in together}:
            kind, was = split(stream)[0], status.get(stream)
            now, titles[stream] = _now(stream, histories[stream])
            status[stream] = now
            if was is not None:
                changed[kind, was] -= 1
            changed[kind, now] += 1
        for recorded in together:
            end = together[-1]
            moved = {key: n for key, n in changed.items() if n} if recorded is end else {}
            yield Step(recorded, titles[recorded.stream], moved, end.position)


def _so_by(recorded: Recorded, on: date, left_out: set[int]) -> bool:
    """Whether it counts on a day; what takes back does whatever day it bears, if what it takes back
    does."""
    if isinstance(recorded.event, EventRetracted):
        return recorded.event.retracts not in left_out
    return recorded.envelope.effective_on <= on


def _now(stream: str, history: list[Recorded]) -> tuple[str, str]:
    """The present status and title of a record."""
    kind, ref = split(stream)
    if kind not in record_kinds():
        return "of an unknown kind", ""
    state = fold(ref, history, record_kinds()[kind].evolve)
    return (state.status, state.title) if state else ("retracted", "")


def whole(ledger: Ledger, last: int) -> int:
    """The last event of the last command that ended by `last`; 0 if there is none."""
    last = min(last, ledger.size)
    while 0 < last < ledger.size and _together(ledger, last):
        last -= 1
    return last


def _together(ledger: Ledger, position: int) -> bool:
    """Whether one command recorded an event and the next."""
    one, next_ = ledger.at(position), ledger.at(position + 1)
    return one.envelope.correlation == next_.envelope.correlation
