"""What the last command of a person recorded that still stands; what rests on an event."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

from commands.session.desk import IMPLIED, Desk
from ledger.application import Ledger
from ledger.corrections import UNDONE, Mentioned
from ledger.errors import Problem, Refused
from ledger.events import Entry, EventRetracted, Recorded
from ledger.fold import standing


class Step(NamedTuple):
    """An event to be taken back; `before`: what it took the place of, if it corrects something."""

    event: Recorded
    before: Recorded | None = None


def last_of(desk: Desk, below: int = sys.maxsize) -> list[Step]:
    """The events of the last command of this person that stand, all of them where that was a batch
    or a minute; of those `below` a position. Undoing is not undone: what it brought back stands for
    what was recorded first."""
    name, _ = desk.actor
    size = desk.ledger.size
    gone: set[int] = set()
    again: dict[int, Recorded] = {}  # What was brought back, by the position of what it repeats.
    steps: list[Step] = []
    run = ""
    for position in range(size, 0, -1):
        recorded = desk.ledger.at(position)
        if steps and _command(desk, recorded) != run:
            break
        if isinstance(recorded.event, EventRetracted):
            gone.add(recorded.event.retracts)
            continue
        live = again.get(position) or (recorded if position not in gone else None)
        if live is None:
            continue
        before, undone = _replaced(desk, recorded)
        if undone:
            again[_repeated(desk, recorded).position] = live
        elif steps or (recorded.envelope.recorded_by == name and position < below):
            run = run or _command(desk, recorded)
            steps.append(Step(live, before))
    return steps[::-1]


def named_only(events: list[Recorded]) -> list[Recorded]:
    """Without what was recorded only because its command named it: others may name it by now."""
    meant = {r.envelope.correlation for r in events if not isinstance(r.event, IMPLIED)}
    return [
        r for r in events if not (isinstance(r.event, IMPLIED) and r.envelope.correlation in meant)
    ]


def _replaced(desk: Desk, recorded: Recorded) -> tuple[Recorded | None, bool]:
    """The event in whose place another stands, and whether that was put back by an undo."""
    if recorded.envelope.corrects is None:
        return None, False
    retraction = desk.ledger.at(recorded.position - 1)
    assert isinstance(retraction.event, EventRetracted)
    undone = retraction.event.reason.endswith(UNDONE)
    return desk.ledger.at(retraction.event.retracts), undone


def _repeated(desk: Desk, recorded: Recorded) -> Recorded:
    """What was recorded first, where an undo put it back."""
    before, undone = _replaced(desk, recorded)
    if not undone or before is None:
        return recorded
    first, _ = _replaced(desk, _repeated(desk, before))
    return recorded if first is None else _repeated(desk, first)


def _command(desk: Desk, recorded: Recorded) -> str:
    """What the events of one command have in common: of all lines of a batch or a minute, but in
    that batch itself of one line."""
    correlation = recorded.envelope.correlation
    run = correlation.partition("-")[0]
    return correlation if desk.app.batch and run == desk.app.run else run


def needed(ledger: Ledger, positions: Sequence[int], entry: Entry) -> list[int] | None:
    """What has to be taken back so that these events can be: themselves, and what rests on them.
    None where they cannot be whatever else is taken back."""
    wanted = list(positions)
    while (problem := _rehearsed(ledger, wanted, entry)) is not None:
        more = [problem.position] if isinstance(problem, Mentioned) else _later(ledger, wanted)
        more = [one for one in more if one not in wanted]
        if not more:
            return None
        wanted += more
    for one in sorted(set(wanted) - set(positions), reverse=True):
        fewer = [other for other in wanted if other != one]
        if _rehearsed(ledger, fewer, entry) is None:
            wanted = fewer
    return sorted(wanted)


def _later(ledger: Ledger, positions: Sequence[int]) -> list[int]:
    """The events that stand after these on the same records."""
    first: dict[str, int] = {}
    for position in sorted(positions, reverse=True):
        first[ledger.at(position).stream] = position
    return [
        one.position
        for stream, position in first.items()
        for one in standing(ledger.history(stream))
        if one.position > position
    ]


def _rehearsed(ledger: Ledger, positions: Sequence[int], entry: Entry) -> Problem | None:
    """Why these events cannot be taken back."""
    try:
        with ledger.writing():
            ledger.retract(sorted(positions), "rehearsed", entry)
            raise _TakenBack
    except _TakenBack:
        return None
    except Refused as problem:
        return problem


class _TakenBack(Exception):
    """Undoes the transaction of a rehearsal."""
