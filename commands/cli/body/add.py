"""Add a body: a committee, a board, a series of meetings."""

import click

from commands.session.desk import Desk
from commands.session.options import argument, option
from commands.session.recording import beginning, recording
from ledger.records import bodies


@recording
@beginning
@argument("abbreviation")
@argument("title")
@option("--cadence", type=click.Choice(bodies.CADENCES), help="How often it meets, if known.")
@option("--purpose")
@click.option("--publishes-notes/--keeps-notes", default=None)
@click.option("--public/--private", default=None)
def command(
    desk: Desk,
    abbreviation: str,
    title: str,
    cadence: str | None,
    purpose: str | None,
    publishes_notes: bool | None,
    public: bool | None,
) -> None:
    body = bodies.REFERENCE.of(abbreviation)
    desk.long_standing()
    desk.ahead()
    desk.record(
        "body",
        body,
        bodies.constitute,
        new=True,
        title=title,
        cadence=cadence,
        purpose=purpose,
        publishes_notes=publishes_notes,
        public=public,
    )
