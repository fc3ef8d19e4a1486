"""Make an empty ledger."""

import click

from commands.desk.app import App
from commands.desk.options import Page
from commands.desk.places import output


@click.command(cls=Page, help="Make an empty ledger, at --ledger PATH or GOVLEDGER_LEDGER.")
@click.pass_obj
def command(app: App) -> None:
    from ledger.book import Ledger

    Ledger.create(output(app, str(app.path)))
    click.echo(f"An empty ledger at {app.path}.", err=True)
