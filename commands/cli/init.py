"""Make an empty ledger."""

import click

from commands.session.app import App
from commands.session.options import Command
from commands.session.places import output


@click.command(cls=Command, help="Make an empty ledger, at --ledger PATH or GOVLEDGER_LEDGER.")
@click.option(
    "--practice",
    is_flag=True,
    help="A ledger to learn on: whatever comes of it says so, and none of it is a record.",
)
@click.pass_obj
def command(app: App, practice: bool) -> None:
    from ledger.application import Ledger
    from ledger.practice import identity

    Ledger.create(output(app, str(app.path)), identity=identity() if practice else None)
    kind = "An empty practice ledger" if practice else "An empty ledger"
    click.echo(f"{kind} at {app.path}.", err=True)
