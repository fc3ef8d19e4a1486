"""Move a scheduled meeting to another day, which is scheduled in its stead."""

from datetime import date

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.parameters import Date
from commands.session.recording import dated, recording
from ledger.records import meetings


@recording
@dated("The day of that decision (default: today).")
@ref("meeting", "meeting", meetings.MeetingMoved)
@option("--to", "day", type=Date(ahead=True), needed=True, help="The day on which it is now to be.")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, meeting: str, day: date, reason: str | None) -> None:
    ref = desk.ref("meeting", meeting)
    body = ref.partition("/")[0]
    moved_to = f"{body}/{day}"
    known = desk.state("meeting", moved_to)
    if moved_to != ref and (known is None or known.status != "scheduled"):
        desk.record("meeting", moved_to, meetings.schedule, new=True, body=body, meets_on=day)
    desk.record("meeting", ref, meetings.move, moved_to=moved_to, reason=reason)
