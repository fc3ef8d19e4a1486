"""Build the projections again from the first event.

This is never needed: every question takes in new events by itself, and deleted projections come
back. It proves that they can be built from the events alone, and saves the next question time.
"""

import click

from commands.session.app import App
from commands.session.options import Command
from commands.terminal import screen
from commands.terminal.progress import progress
from ledger.errors import Unavailable
from ledger.words import counted


@click.command(cls=Command, help=__doc__)
@click.pass_obj
def command(app: App) -> None:
    from projections import generations

    ledger = app.reader
    with progress("Building projections", ledger.size) as done:
        path = generations.build(ledger, done)
    if path is None:
        raise Unavailable("There is no folder to keep projections in; questions work without.")
    taken = ledger.size - len(ledger.hashes_only())
    screen.say(f"{counted(taken, 'event')} taken into {path}")
