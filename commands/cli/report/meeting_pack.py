"""Write the pack of one meeting: its agenda, and what it has before it.

As a page, CSV, workbook and Word document. The meeting (HTA/2018-12-18) need not be in the ledger.
"""

import click

from commands.reports.publish import How, paper_options
from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import Reference


@click.command(cls=Command, help=__doc__)
@click.argument("meeting", type=Reference("meeting", new=True))
@paper_options(docx=True)
@click.pass_obj
def command(app: App, meeting: str, how: How) -> None:
    from commands.reports.gather.logs import meeting_pack
    from commands.reports.publish import body_of, publish, slug
    from commands.session.questions import meeting_named
    from commands.terminal import dates
    from ledger.words import day

    ref = meeting_named(app, meeting)
    body, _, said = ref.partition("/")
    on = dates.parse(said, app.today)
    publish(
        app,
        meeting_pack,
        how,
        name=f"meeting-pack-{slug(ref)}",
        title=f"{body_of(app.reader, body)[1]} ({body}): pack for {day(on)}",
        body=body,
        on=on,
    )
