"""Confirm the minutes of a meeting, at a later meeting of the same body."""

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import meeting_minutes


@recording
@ref("meeting", "meeting")
@option(
    "--at", type=Reference("meeting"), needed=True, metavar="MEETING", help="The meeting that did."
)
def command(desk: Desk, meeting: str, at: str) -> None:
    later = desk.meeting(at)
    desk.record_of("meeting", meeting, meeting_minutes.confirm, at=later)
