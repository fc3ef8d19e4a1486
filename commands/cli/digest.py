"""Tell in plain text, for an e-mail, what changed for a body and what it has before it.

It has what is to be settled, what changed since the last meeting, what is past its due date, and
what falls in the next four weeks; each line has its reference. SINCE is `last` (the last meeting
before the day), a day, or the number of an event: what was recorded after it.

Withheld records (withhold REF) are left out and counted. If a record is OFFICIAL-SENSITIVE and not
withheld, the digest is refused. Nothing is recorded.
"""

from datetime import date

import click

from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Date


@click.command(cls=Command, help=__doc__)
@option("--for", "body", needed=True, metavar="BODY", help="The body, as HTA.")
@click.option("--since", default="last", metavar="SINCE",
              help="last, a day, or an event (default: the last meeting).")  # fmt: skip
@option("--on", type=Date(ahead=True), help="All is as of that day (default: today).")
@click.option("--internal", is_flag=True, help="Leave nothing out; not for publication.")
@click.pass_obj
def command(app: App, body: str, since: str, on: date | None, internal: bool) -> None:
    from commands.reports.follow import digest

    click.echo(digest(app, body, since, on or app.today, internal=internal), nl=False)
