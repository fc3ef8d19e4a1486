"""Undo the last command you recorded, or the events named: they are retracted, not erased."""

import click

from commands.session.desk import IMPLIED, Desk
from commands.session.options import option
from commands.session.parameters import EventNumber
from commands.session.recording import recording
from ledger.errors import NotFound, Refused
from ledger.events import EventRetracted, Recorded
from ledger.registry import split
from ledger.words import told


@recording
@click.argument("events", nargs=-1, type=EventNumber(), metavar="[EVENT]...")
@option("--reason", default="recorded by mistake", show_default=True)
def command(desk: Desk, events: tuple[int, ...], reason: str) -> None:
    targets = [desk.ledger.at(event) for event in events] if events else _last(desk)
    named = {one.stream: desk.with_title(*split(one.stream)) for one in targets}
    desk.recorded += desk.ledger.retract([r.position for r in targets], reason, desk.entry())
    for one in targets:
        ref = split(one.stream)[1] if one.version == 1 else named[one.stream]
        desk.notes.append(f"undone: {ref} {told(one)}")


def _last(desk: Desk) -> list[Recorded]:
    """What the last command of this person recorded that still stands, all of it where that was a
    batch or a minute. Undoing is not undone."""
    name, _ = desk.actor
    size, _ = desk.ledger.head
    gone: set[int] = set()
    together: list[Recorded] = []
    for position in range(size, 0, -1):
        recorded = desk.ledger.at(position)
        if together and _command(desk, recorded) != _command(desk, together[0]):
            break
        if isinstance(recorded.event, EventRetracted):
            gone.add(recorded.event.retracts)
        elif position not in gone and (together or recorded.envelope.recorded_by == name):
            together.append(recorded)
    together.reverse()
    if not together:
        raise NotFound(f"Nothing that {name} recorded is left to undo.")
    named = [one for one in together if not isinstance(one.event, IMPLIED)] or together
    _no_correction(named)
    return named


def _command(desk: Desk, recorded: Recorded) -> str:
    """What the events of one command have in common: of all lines of a batch or a minute, but in
    that batch itself of one line."""
    correlation = recorded.envelope.correlation
    run = correlation.partition("-")[0]
    return correlation if desk.app.batch and run == desk.app.run else run


def _no_correction(events: list[Recorded]) -> None:
    """Refuse to take back what stands in the place of something else: that would not come back."""
    corrections = [one for one in events if one.envelope.corrects is not None]
    if not corrections:
        return
    first = corrections[0]
    rest = [str(one.position) for one in events if one.envelope.corrects is None]
    more = f" Take back the rest of it by number: undo {' '.join(rest)}." if rest else ""
    raise Refused(
        f"The last thing you recorded corrects event {first.envelope.corrects}. To reverse that,"
        f" correct event {first.position} again.{more}"
    )
