"""Write a committee's paper: one page to read and print, with the tables behind it.

A page that needs no network and no script, each table as CSV, all as one workbook, and a manifest
of hashes with the ledger's position and seal line. What is withheld (withhold REF) is left out and
counted; what is OFFICIAL-SENSITIVE and not withheld is refused. The export is itself recorded.
"""

from datetime import date

import click

from commands.reports.publish import SINCE, How, paper_options
from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Date, Reference


@click.command(cls=Command, help=__doc__)
@option(
    "--for", "body", needed=True, type=Reference("body"), help="The body that reads it, as HTA."
)
@option("--on", type=Date(ahead=True), needed=True, help="The day it meets; all is as of that day.")
@option("--report-of", metavar="WHO", help="Whose report it is, for its cover.")
@option("--contact", metavar="WHO", help="Whom to ask about it, for its cover.")
@SINCE
@paper_options(docx=False)
@click.pass_obj
def command(
    app: App,
    body: str,
    on: date,
    report_of: str | None,
    contact: str | None,
    since: str | None,
    how: How,
) -> None:
    from commands.reports.gather.committee import committee
    from commands.reports.publish import body_of, publish, slug
    from ledger.words import day

    ref, title = body_of(app.reader, body)
    publish(
        app,
        committee,
        how,
        name=f"committee-{slug(ref)}-{on}",
        title=f"{title} ({ref}): paper for {day(on)}",
        body=ref,
        on=on,
        since=since,
        cover=lambda settles: _cover(title, report_of, contact, settles=settles),
    )


def _cover(
    body: str, report_of: str | None, contact: str | None, *, settles: bool
) -> tuple[tuple[str, str], ...]:
    """What the paper is for, whose it is, and whom to ask; of the last two what is given.
    `settles`: it has something for the body to settle."""
    recommended = f"That the {body} settles each matter below, and notes the rest."
    nothing = f"That the {body} notes this paper. It has nothing to be settled."
    lines = (
        ("Report of", report_of),
        ("Purpose", "To show what is open, what is late and what does not reconcile."),
        ("Recommended", recommended if settles else nothing),
        ("Contact", contact),
    )
    return tuple((name, words) for name, words in lines if words)
