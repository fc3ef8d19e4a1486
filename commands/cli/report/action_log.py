"""Write the action log: live, completed, extended, outstanding, and all that ended before."""

from datetime import date

import click

from commands.reports.publish import paper_options
from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Date, Reference

HELP = """Write the action log: live, completed, extended, outstanding, and all that ended before.

As a page, CSV, workbook and Word document. Of one body, or of all.
"""


@click.command(cls=Command, help=HELP)
@option("--for", "body", metavar="BODY", help="The body whose actions to list (default: all).")
@option("--on", type=Date(ahead=True), help="The day it describes (default: today).")
@option(
    "--since",
    type=Reference("meeting"),
    help="Show as new what came since this meeting (default: the last).",
)
@paper_options(docx=True)
@click.pass_obj
def command(
    app: App,
    body: str | None,
    on: date | None,
    since: str | None,
    to: str,
    pdf: bool,
    internal: bool,
    recipient: str | None,
    proof: str | None,
) -> None:
    from commands.reports.gather.logs import action_log
    from commands.reports.publish import body_of, meeting_before, publish, slug
    from ledger.words import day

    on = on or app.today
    ref, of = body_of(app.reader, body) if body else ("", "all bodies")
    title = f"Action log of {of}, {day(on)}"
    publish(
        app,
        action_log,
        name=f"action-log-{slug(ref)}-{on}",
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
