"""Cancel a meeting that was scheduled."""

from commands.session.page import Desk, dated, option, recording, ref
from ledger.records import meetings


@recording
@dated("The day of that decision (default: today).")
@ref("meeting", "meeting", meetings.MeetingCancelled)
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, meeting: str, reason: str) -> None:
    desk.record_of("meeting", meeting, meetings.cancel, reason=reason)
