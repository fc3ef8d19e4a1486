"""Write the log of inspections: what was found, how it stands, what the Panel was told."""

from datetime import date

import click

from commands.reports.publish import paper_options
from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Date, Reference

HELP = """Write the log of inspections: what was found, how it stands, what the Panel was told.

As a page, CSV, workbook and Word document.
"""


@click.command(cls=Command, help=HELP)
@option(
    "--for",
    "body",
    metavar="BODY",
    default="PANEL",
    help="New since this body last met; PANEL if none is named.",
)
@option("--on", type=Date(ahead=True), help="The day it is of; else today.")
@option("--since", type=Reference("meeting"), help="New since this meeting; else since the last.")
@paper_options(docx=True)
@click.pass_obj
def command(
    app: App,
    body: str,
    on: date | None,
    since: str | None,
    to: str,
    pdf: bool,
    internal: bool,
    recipient: str | None,
    proof: str | None,
) -> None:
    from commands.reports.gather.logs import afi_log
    from commands.reports.publish import body_of, meeting_before, publish
    from ledger.words import day

    on = on or app.today
    ref, _ = body_of(app.reader, body)
    title = f"Areas for improvement and recommendations, {day(on)}"
    publish(
        app,
        afi_log,
        name=f"afi-{on}",
        title=title,
        body=ref,
        on=on,
        since=meeting_before(app.reader, ref, on, since),
        to=to,
        forms=["csv", "xlsx", "docx", *(["pdf"] if pdf else [])],
        internal=internal,
        recipient=recipient,
        proof=proof,
    )
