"""What the last command of a person recorded that still stands; what rests on an event."""

import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from ledger.corrections import SAID, UNDONE, Mentioned
from ledger.errors import NotFound, Problem, Refused
from ledger.events import Entry, EventRetracted, Recorded
from ledger.fold import standing
from ledger.records.files import FileStored
from ledger.records.posts import PostDefined
from ledger.registry import split
from ledger.words import agreeing, counted, format_event

# Records that begin only because a command named them: others may name them by now.
IMPLIED = (PostDefined, FileStored)


class Step(NamedTuple):
    """An event to be taken back; `before`: the event that it replaced, if it is a correction."""

    event: Recorded
    before: Recorded | None = None


def _last_of(ledger: Any, name: str, run: str | None, below: int = sys.maxsize) -> list[Step]:
    """The standing events of this person's last command, of the whole batch or minute if it was
    one; only those `below` a position. An undo is not undone: what it brought back counts as first
    recorded."""
    size = ledger.size
    gone: set[int] = set()
    again: dict[int, Recorded] = {}  # What was brought back, by the position it repeats.
    steps: list[Step] = []
    last = ""
    for position in range(size, 0, -1):
        recorded = ledger.at(position)
        if steps and _command(recorded, run) != last:
            break
        if isinstance(recorded.event, EventRetracted):
            gone.add(recorded.event.retracts)
            continue
        live = again.get(position) or (recorded if position not in gone else None)
        if live is None:
            continue
        before, undone = _replaced(ledger, recorded)
        if undone:
            again[_repeated(ledger, recorded).position] = live
        elif steps or (recorded.envelope.recorded_by == name and position < below):
            last = last or _command(recorded, run)
            steps.append(Step(live, before))
    return steps[::-1]


def named_only(events: list[Recorded]) -> list[Recorded]:
    """These events without those recorded only because the command named a record: others may name
    it by now."""
    meant = {r.envelope.correlation for r in events if not isinstance(r.event, IMPLIED)}
    return [
        r for r in events if not (isinstance(r.event, IMPLIED) and r.envelope.correlation in meant)
    ]


def _replaced(ledger: Any, recorded: Recorded) -> tuple[Recorded | None, bool]:
    """The event that another one replaced, and whether an undo put it back."""
    if recorded.envelope.corrects is None:
        return None, False
    retraction = ledger.at(recorded.position - 1)
    assert isinstance(retraction.event, EventRetracted)
    undone = retraction.event.reason.endswith(UNDONE)
    return ledger.at(retraction.event.retracts), undone


def _repeated(ledger: Any, recorded: Recorded) -> Recorded:
    """The event recorded first, if an undo put it back."""
    before, undone = _replaced(ledger, recorded)
    if not undone or before is None:
        return recorded
    first, _ = _replaced(ledger, _repeated(ledger, before))
    return recorded if first is None else _repeated(ledger, first)


def _command(recorded: Recorded, run: str | None) -> str:
    """What the events of one command have in common: all lines of a batch or a minute; inside that
    batch itself (its `run`), one line."""
    correlation = recorded.envelope.correlation
    return correlation if run == correlation.partition("-")[0] else correlation.partition("-")[0]


def last_command(ledger: Any, name: str, run: str | None) -> list[Step]:
    """The last command of this person; inside a batch, `run`, each line counts as one. Raises
    NotFound if there is none, and Refused, saying what to do, if part of it can never be taken
    back."""
    steps = _last_of(ledger, name, run)
    if not steps:
        raise NotFound(f"Nothing that {name} recorded is left to undo.")
    kept = next((one.event for one in steps if one.event.event.for_good), None)
    if kept is None:
        return steps
    earlier = _last_of(ledger, name, run, below=steps[0].event.position)
    while earlier and any(one.event.event.for_good for one in earlier):
        earlier = _last_of(ledger, name, run, below=earlier[0].event.position)
    more = ""
    if earlier and all(one.before is None for one in earlier):
        numbers = " ".join(str(one.event.position) for one in earlier)
        more = (
            f" The command before it recorded {counted(len(earlier), 'event')}: to take"
            f" {agreeing(len(earlier), 'it')} back, undo {numbers}."
        )
    raise Refused(
        f"Your last command cannot be undone. Event {kept.position}"
        f" ({split(kept.stream)[1]} {format_event(kept)}) cannot be retracted:"
        f" {kept.event.for_good}.{more}"
    )


def undo(ledger: Any, name: str, run: str | None, reason: str, entry: Entry) -> "Undone":
    """Take the last command of a person back, and bring back what it corrected."""
    steps = last_command(ledger, name, run)
    corrected = [step for step in reversed(steps) if step.before is not None]
    recorded = [one for step in corrected for one in _restored(ledger, step, reason, entry)]
    gone = named_only([step.event for step in steps if step.before is None])
    return Undone([*recorded, *take_back(ledger, gone, reason, entry)], corrected, gone)


class Undone(NamedTuple):
    """What an undo recorded, the corrections that it took back, and the other events."""

    recorded: list[Recorded]
    corrected: list[Step]
    gone: list[Recorded]


def _restored(ledger: Any, step: Step, reason: str, entry: Entry) -> list[Recorded]:
    """Record again what a correction replaced."""
    event, before = step
    assert before is not None
    facts = {
        name: getattr(before.event, name)
        for name in before.event.__struct_fields__
        if getattr(before.event, name) != getattr(event.event, name)
    }
    kept = {name: getattr(before.envelope, name) for name in (*SAID, "source_sha256")}
    again: list[Recorded] = ledger.correct(
        event.position, facts, f"{reason}{UNDONE}", replace(entry, **kept)
    )
    return again


def take_back(
    ledger: Any, targets: Sequence[Recorded], reason: str, entry: Entry
) -> list[Recorded]:
    """Retract events. If others depend on them, the refusal names the command that retracts all."""
    positions = [one.position for one in targets]
    try:
        retracted: list[Recorded] = ledger.retract(positions, reason, entry)
    except Refused as problem:
        raise _resting(ledger, positions, problem, entry) from None
    return retracted


def _resting(ledger: Any, positions: list[int], problem: Refused, entry: Entry) -> Refused:
    all_of_them = needed(ledger, positions, entry)
    if all_of_them is None or len(all_of_them) == len(set(positions)):
        return problem
    others = [ledger.at(one) for one in all_of_them if one not in positions]
    lines = [
        f"  {one.position}  {split(one.stream)[1]} {' '.join(format_event(one).split())}"
        f" (by {one.envelope.recorded_by})"
        for one in others
    ]
    depends = agreeing(len(others), "depends")
    first = f"{counted(len(others), 'later event')} {depends} on what you take back:"
    last = f"To take back all of it: undo {' '.join(map(str, all_of_them))}"
    return Refused("\n".join([first, *lines, last]))


def needed(ledger: Any, positions: Sequence[int], entry: Entry) -> list[int] | None:
    """The events to take back so that these can be: themselves, and those that depend on them. None
    if they can never be taken back."""
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


def _later(ledger: Any, positions: Sequence[int]) -> list[int]:
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


def _rehearsed(ledger: Any, positions: Sequence[int], entry: Entry) -> Problem | None:
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
