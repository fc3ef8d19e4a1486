"""Write the log of inspections: what was found, how it stands, what the Panel was told.

As a page, CSV, workbook and Word document.
"""

from datetime import date

import click

from commands.reports.publish import SINCE, How, paper_options
from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Date, Reference
from ledger.errors import InputNeeded


@click.command(cls=Command, help=__doc__)
@option(
    "--for",
    "body",
    type=Reference("body"),
    metavar="BODY",
    help="Show as new what came since this body last met (default: PANEL).",
)
@option("--on", type=Date(ahead=True), help="The day it describes (default: today).")
@SINCE
@paper_options(docx=True)
@click.pass_obj
def command(app: App, body: str | None, on: date | None, since: str | None, how: How) -> None:
    from commands.reports.gather.logs import afi_log
    from commands.reports.publish import body_of, publish
    from ledger.words import day

    on = on or app.today
    if body is None and not app.reader.existing(["body:PANEL"]):
        raise InputNeeded("Say since whose meeting something is new: --for BODY.")
    ref, _ = body_of(app.reader, body or "PANEL")
    title = f"Areas for improvement and recommendations, {day(on)}"
    publish(app, afi_log, how, name=f"afi-{on}", title=title, body=ref, on=on, since=since)
