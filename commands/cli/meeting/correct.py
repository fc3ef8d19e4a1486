"""Correct a point in confirmed minutes."""

from commands.session.page import Desk, argument, dated, option, recording, ref
from ledger.records import meeting_minutes


@recording
@dated("The day the correction was agreed (default: today).")
@ref("meeting", "meeting", meeting_minutes.MeetingMinuteCorrected)
@argument("text")
@option("--item")
@option("--page", help="The page of the minutes, as printed.")
def command(desk: Desk, meeting: str, text: str, item: str | None, page: str | None) -> None:
    desk.record_of(
        "meeting", meeting, meeting_minutes.correct_minute, text=text, item=item, page=page
    )
