"""Make an empty ledger."""

from pathlib import Path

import click

from commands import menu
from commands.session.app import App
from commands.session.options import Command, option
from commands.session.places import output
from commands.terminal import screen
from ledger.errors import Problem


@click.command(cls=Command, help="Make an empty ledger, at --ledger PATH or GOVLEDGER_LEDGER.")
@option("--name", help="The office's own name, for the head of its pages and papers.")
@click.option(
    "--practice",
    is_flag=True,
    help="A ledger to learn on: whatever comes of it says so, and none of it is a record.",
)
@click.pass_obj
def command(app: App, name: str | None, practice: bool) -> None:
    from ledger.application import Ledger
    from ledger.practice import identity

    place, person = app.place, None
    if isinstance(place, Path):
        place = output(app, str(place))
    else:
        person = app.named[0]
    Ledger.create(place, identity=identity() if practice else None, person=person)
    if name is not None:
        try:
            menu.run(["office", "name", "--", name], app)
        except Problem:  # Leave nothing of a ledger that was refused.
            Ledger.discard(place)
            raise
    made = f"{'A' if name is not None else 'An empty'} {'practice ' * practice}ledger"
    screen.say(f"{made} at {Ledger.name_of(place)}.")
