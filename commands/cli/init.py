"""Make an empty ledger."""

import click

from commands.session.app import App
from commands.session.options import Command
from commands.session.places import output


@click.command(cls=Command, help="Make an empty ledger, at --ledger PATH or GOVLEDGER_LEDGER.")
@click.pass_obj
def command(app: App) -> None:
    from ledger.application import Ledger

    Ledger.create(output(app, str(app.path)))
    click.echo(f"An empty ledger at {app.path}.", err=True)
