"""Move a scheduled meeting to another day, which is scheduled in its stead."""

from datetime import date

from commands.session.page import Date, Desk, dated, option, recording, ref
from ledger.records import meetings
from ledger.registry import split
from ledger.services.meetings import move


@recording
@dated("The day of that decision (default: today).")
@ref("meeting", "meeting", meetings.MeetingMoved)
@option("--to", "day", type=Date(ahead=True), needed=True, help="The day on which it is now to be.")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, meeting: str, day: date, reason: str | None) -> None:
    ref = desk.ref("meeting", meeting)
    appended = move(desk.ledger, ref, day, reason, desk.entry())
    begun = [one for one in appended if isinstance(one.event, meetings.MeetingScheduled)]
    desk.given += [split(one.stream)[1] for one in begun]
    desk.take(ref, appended)
