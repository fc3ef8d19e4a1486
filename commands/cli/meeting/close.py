"""Close a meeting: everything in its notes is recorded."""

from datetime import date

from commands.session.page import Date, Desk, option, recording, ref
from ledger.records import meetings


@recording
@ref("meeting", "meeting")
@option("--next", "next_on", type=Date(), help="The day of the next meeting.")
@option("--next-subject", help="What the next meeting is about.")
def command(desk: Desk, meeting: str, next_on: date | None, next_subject: str | None) -> None:
    ref = desk.meeting(meeting)
    desk.record("meeting", ref, meetings.close, next_on=next_on, next_subject=next_subject)
