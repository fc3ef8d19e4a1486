"""Undo the last command you recorded, or the events named: they are retracted, not erased."""

from collections.abc import Sequence

import click
import msgspec

from commands.session.desk import Desk
from commands.session.options import option
from commands.session.parameters import EventNumber
from commands.session.recording import recording
from commands.session.undoing import Step, last_of, named_only, needed
from commands.terminal.text import one_line
from ledger import corrections
from ledger.errors import NotFound, Refused
from ledger.events import Recorded
from ledger.registry import split
from ledger.words import counted, told


@recording
@click.argument("events", nargs=-1, type=EventNumber(), metavar="[EVENT]...")
@option("--reason", default="recorded by mistake", show_default=True)
def command(desk: Desk, events: tuple[int, ...], reason: str) -> None:
    if events:
        _take_back(desk, [desk.ledger.at(event) for event in events], reason)
        return
    steps = _last(desk)
    for step in reversed(steps):
        if step.before is not None:
            _restore(desk, step.event, step.before, reason)
    gone = [step.event for step in steps if step.before is None]
    _take_back(desk, named_only(gone), reason)


def _take_back(desk: Desk, targets: list[Recorded], reason: str) -> None:
    named = {one.stream: desk.with_title(*split(one.stream)) for one in targets}
    positions = [one.position for one in targets]
    try:
        desk.recorded += desk.ledger.retract(positions, reason, desk.entry())
    except Refused as problem:
        raise _resting(desk, positions, problem) from None
    for one in targets:
        ref = split(one.stream)[1] if one.version == 1 else named[one.stream]
        desk.notes.append(f"undone: {ref} {told(one)}")


def _resting(desk: Desk, positions: list[int], problem: Refused) -> Refused:
    """Why events are not taken back, with the command that would do where others rest on them."""
    all_of_them = needed(desk.ledger, positions, desk.entry())
    if all_of_them is None or len(all_of_them) == len(set(positions)):
        return problem
    others = [desk.ledger.at(one) for one in all_of_them if one not in positions]
    lines = [
        f"  {one.position}  {split(one.stream)[1]} {one_line(told(one))}"
        f" (by {one.envelope.recorded_by})"
        for one in others
    ]
    depends = "depends" if len(others) == 1 else "depend"
    first = f"{counted(len(others), 'later event')} {depends} on what you take back:"
    last = f"To take back all of it: undo {' '.join(map(str, all_of_them))}"
    return Refused("\n".join([first, *lines, last]))


def _restore(desk: Desk, event: Recorded, before: Recorded, reason: str) -> None:
    """Record again what a correction took the place of."""
    facts = {
        name: getattr(before.event, name)
        for name in before.event.__struct_fields__
        if getattr(before.event, name) != getattr(event.event, name)
    }
    entry, was = desk.entry(), before.envelope
    kept = {name: getattr(was, name) for name in (*corrections.SAID, "source_sha256")}
    entry = msgspec.structs.replace(entry, **kept)
    reason = f"{reason}{corrections.UNDONE}"
    desk.recorded += desk.ledger.correct(event.position, facts, reason, entry)
    ref = desk.with_title(*split(event.stream))
    desk.notes.append(f"undone: {ref} {told(event)}")
    desk.notes.append(f"stands again: {ref} {told(before)}")


def _last(desk: Desk) -> Sequence[Step]:
    """The last command of this person. Raises NotFound where there is none, and Refused, saying
    what to do, where some of it stays for ever."""
    name, _ = desk.actor
    steps = last_of(desk)
    if not steps:
        raise NotFound(f"Nothing that {name} recorded is left to undo.")
    kept = next((one.event for one in steps if one.event.event.for_good), None)
    if kept is None:
        return steps
    earlier = last_of(desk, below=steps[0].event.position)
    while earlier and any(one.event.event.for_good for one in earlier):
        earlier = last_of(desk, below=earlier[0].event.position)
    more = ""
    if earlier and all(one.before is None for one in earlier):
        numbers = " ".join(str(one.event.position) for one in earlier)
        more = (
            f" The command before it recorded {counted(len(earlier), 'event')}: to take"
            f" {'it' if len(earlier) == 1 else 'them'} back, undo {numbers}."
        )
    raise Refused(
        f"Your last command cannot be undone. Event {kept.position}"
        f" ({split(kept.stream)[1]} {told(kept)}) cannot be retracted: {kept.event.for_good}.{more}"
    )
