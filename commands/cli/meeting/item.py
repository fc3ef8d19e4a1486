"""Table an item on the agenda of a meeting, with its number as printed."""

import click

from commands.session.page import Desk, Reference, argument, option, recording, ref
from ledger.records import agenda


@recording
@ref("meeting", "meeting")
@argument("item")
@argument("title")
@option("--deferred-from", type=Reference("meeting"), metavar="MEETING")
@option("--noted", metavar="TEXT", help="Where it was only reported and noted: in these words.")
@option(
    "--purpose", type=click.Choice(agenda.PURPOSES), help="What the agenda says that it is for."
)
def command(
    desk: Desk,
    meeting: str,
    item: str,
    title: str,
    deferred_from: str | None,
    noted: str | None,
    purpose: agenda.Purpose | None,
) -> None:
    ref = desk.meeting(meeting)
    before = desk.ref("meeting", deferred_from) if deferred_from else None
    desk.record("meeting", ref, agenda.table_item, item=item, title=title, deferred_from=before)
    if purpose:
        desk.record("meeting", ref, agenda.set_purpose, item=item, tabled_for=purpose)
    if noted:
        desk.record("meeting", ref, agenda.note_item, item=item, text=noted)
