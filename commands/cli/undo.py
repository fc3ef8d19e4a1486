"""Undo the last command you recorded, or the events named: they are retracted, not erased."""

import click

from commands.session.page import Desk, EventNumber, option, recording
from ledger.events import Recorded
from ledger.registry import split
from ledger.services import undoing
from ledger.words import format_event


@recording
@click.argument("events", nargs=-1, type=EventNumber(), metavar="[EVENT]...")
@option("--reason", default="recorded by mistake", show_default=True)
def command(desk: Desk, events: tuple[int, ...], reason: str) -> None:
    if events:
        targets = [desk.ledger.at(event) for event in events]
        named = _named(desk, targets)
        desk.recorded += undoing.take_back(desk.ledger, targets, reason, desk.entry())
        _say(desk, targets, named)
        return
    run = desk.app.run if desk.app.batch else None
    steps = undoing.last_command(desk.ledger, desk.actor[0], run)
    named = _named(desk, [step.event for step in steps])
    done = undoing.undo(desk.ledger, desk.actor[0], run, reason, desk.entry())
    desk.recorded += done.recorded
    for event, before in done.corrected:
        assert before is not None
        ref = desk.with_title(*split(event.stream))
        desk.notes.append(f"undone: {ref} {format_event(event)}")
        desk.notes.append(f"stands again: {ref} {format_event(before)}")
    _say(desk, done.gone, named)


def _named(desk: Desk, targets: list[Recorded]) -> dict[str, str]:
    """Each record with its title, while it has one."""
    return {one.stream: desk.with_title(*split(one.stream)) for one in targets}


def _say(desk: Desk, targets: list[Recorded], named: dict[str, str]) -> None:
    for one in targets:
        ref = split(one.stream)[1] if one.version == 1 else named[one.stream]
        desk.notes.append(f"undone: {ref} {format_event(one)}")
