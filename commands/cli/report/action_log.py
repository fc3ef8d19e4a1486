"""Write the action log: live, completed, extended, outstanding, and all that ended before.

As a page, CSV, workbook and Word document. Of one body, or of all.
"""

from datetime import date

import click

from commands.reports.publish import SINCE, How, paper_options
from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Date, Reference


@click.command(cls=Command, help=__doc__)
@option(
    "--for",
    "body",
    type=Reference("body"),
    metavar="BODY",
    help="The body whose actions to list (default: all).",
)
@option("--on", type=Date(ahead=True), help="The day it describes (default: today).")
@SINCE
@paper_options(docx=True)
@click.pass_obj
def command(app: App, body: str | None, on: date | None, since: str | None, how: How) -> None:
    from commands.reports.gather.logs import action_log
    from commands.reports.publish import body_of, publish, slug
    from ledger.words import day

    on = on or app.today
    ref, of = body_of(app.reader, body) if body else ("", "all bodies")
    title = f"Action log of {of}, {day(on)}"
    publish(
        app,
        action_log,
        how,
        name=f"action-log-{slug(ref)}-{on}",
        title=title,
        body=ref,
        on=on,
        since=since,
    )
