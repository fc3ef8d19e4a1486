"""Undo the last command you recorded, or the events named: they are retracted, not erased."""

import click

from commands.desk.desk import IMPLIED, Desk
from commands.desk.options import EventNumber, option
from commands.desk.recording import recording
from ledger.kinds import split
from ledger.problems import NotFound, Refused
from ledger.records import EventRetracted, Recorded, told


@recording
@click.argument("events", nargs=-1, type=EventNumber(), metavar="[EVENT]...")
@option("--reason", default="recorded by mistake", show_default=True)
def command(desk: Desk, events: tuple[int, ...], reason: str) -> None:
    targets = [desk.ledger.at(event) for event in events] if events else _last(desk)
    desk.recorded += desk.ledger.retract([r.position for r in targets], reason, desk.entry())
    for target in targets:
        desk.notes.append(f"undone: {split(target.stream)[1]} {told(target)}")


def _last(desk: Desk) -> list[Recorded]:
    """What the last command of this person recorded that still stands. Undoing is not undone."""
    name, _ = desk.actor
    size, _ = desk.ledger.head
    gone: set[int] = set()
    for position in range(size, 0, -1):
        recorded = desk.ledger.at(position)
        if isinstance(recorded.event, EventRetracted):
            gone.add(recorded.event.retracts)
            continue
        if position in gone or recorded.envelope.recorded_by != name:
            continue
        if recorded.envelope.corrects is not None:
            raise Refused(
                f"The last thing you recorded corrects event {recorded.envelope.corrects}. To go"
                f" back on it, correct event {position} again."
            )
        same = recorded.envelope.correlation
        together = [
            r
            for r in desk.ledger.after(max(0, position - 1000))
            if r.position <= position and r.envelope.correlation == same and r.position not in gone
        ]
        named = [r for r in together if not isinstance(r.event, IMPLIED)]
        return named or together
    raise NotFound(f"Nothing that {name} recorded is left to undo.")
