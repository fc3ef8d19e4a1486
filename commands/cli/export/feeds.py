"""Write calendars and feeds of changes, for readers who follow a body without asking.

For each body two files: BODY.ics, a calendar of what is due, of the last days of the law and of
meetings; and BODY.xml, an Atom feed of what was recorded last. Put the folder where readers can
subscribe to it, and write it again with --replace as often as you like: an entry keeps its name, so
that a date that moves is moved in their calendars, and what is over is taken out of them.

What is withheld (withhold REF) is left out and counted; what is OFFICIAL-SENSITIVE and not withheld
is refused. The export is recorded, once for the same contents.
"""

import click

from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Reference


@click.command(cls=Command, help=__doc__)
@option("-o", "--to", "to", needed=True, metavar="DIR", help="A new folder.")
@click.option("--for", "bodies", multiple=True, type=Reference("body"), metavar="BODY",
              help="This body; or several, each with --for (default: all).")  # fmt: skip
@click.option("--internal", is_flag=True, help="Leave nothing out; not for publication.")
@click.option("--replace", is_flag=True, help="Replace the feeds that are in DIR.")
@option("--recipient", help="Who receives them, in case they have to be recalled.")
@click.pass_obj
def command(
    app: App, to: str, bodies: tuple[str, ...], internal: bool, replace: bool, recipient: str | None
) -> None:
    from commands.reports.follow import feeds
    from commands.session.resolving import find

    named = [find(app.reader, ["body"], one)[1] for one in bodies]
    feeds(app, named, to, internal=internal, replace=replace, recipient=recipient)
