"""What a person is told of what their command recorded."""

import click

from commands.session.desk import Desk
from commands.terminal import screen
from ledger.events import Recorded
from ledger.fold import standing
from ledger.registry import split
from ledger.services.undoing import IMPLIED
from ledger.words import LONG_STANDING, day, format_event


def echo(desk: Desk) -> None:
    """Print each new reference on its own line of stdout, and what was understood on stderr."""
    give(desk)
    for line in desk.before:
        screen.say(line, hanging=len(line) - len(line.lstrip()))
    for recorded in [*desk.recorded, *desk.implied]:
        ref = desk.named.get(recorded.stream) or split(recorded.stream)[1]
        screen.say(f"{ref} {format_event(recorded)}{_when(recorded)}")
    for note in desk.notes:
        screen.say(note)


def give(desk: Desk) -> None:
    """Print each new reference on its own line of stdout."""
    if not desk.flags["dry_run"]:
        for ref in dict.fromkeys(desk.given):
            click.echo(ref)


def _when(recorded: Recorded) -> str:
    on = recorded.envelope.effective_on
    return "" if on == LONG_STANDING else f" — {day(on)}"


def told_again(desk: Desk, key: str, again: list[Recorded]) -> None:
    """Say what the command recorded before."""
    implied = [r for r in again if isinstance(r.event, IMPLIED)]
    desk.implied = implied if len(implied) < len(again) else []
    desk.recorded = [r for r in again if r not in desk.implied]
    desk.given = [split(r.stream)[1] for r in desk.recorded if r.version == 1]
    desk.notes = [f"The key {key!r} was given before: nothing was written twice."]
    if any(r not in standing(desk.ledger.history(r.stream)) for r in again):
        desk.notes.append("What it recorded then has been retracted since.")
