"""Set whether a body publishes its notes and meets in public."""

import click

from commands.session.page import Desk, recording, ref
from ledger.errors import InputNeeded
from ledger.records import bodies


@recording
@ref("body", "body")
@click.option("--publishes-notes/--keeps-notes", default=None)
@click.option("--public/--private", default=None)
def command(desk: Desk, body: str, publishes_notes: bool | None, public: bool | None) -> None:
    if publishes_notes is None and public is None:
        raise InputNeeded("Say --publishes-notes or --keeps-notes, --public or --private.")
    desk.record_of(
        "body", body, bodies.set_publication, publishes_notes=publishes_notes, public=public
    )
