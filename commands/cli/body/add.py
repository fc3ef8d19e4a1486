"""Add a body: a committee, a board, a series of meetings."""

from typing import Any

import click

from commands.session.page import Desk, argument, beginning, option, recording
from ledger.records import bodies


@recording
@beginning
@argument("abbreviation")
@argument("title")
@option("--cadence", type=click.Choice(bodies.CADENCES), help="How often it meets, if known.")
@option("--purpose")
@click.option("--publishes-notes/--keeps-notes", default=None)
@click.option("--public/--private", default=None)
def command(desk: Desk, abbreviation: str, **said: Any) -> None:
    body = bodies.REFERENCE.of(abbreviation)
    desk.long_standing()
    desk.ahead()
    desk.record("body", body, bodies.constitute, new=True, **said)
