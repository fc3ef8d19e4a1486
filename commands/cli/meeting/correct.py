"""Correct a point in confirmed minutes."""

from commands.session.desk import Desk
from commands.session.options import argument, option, ref
from commands.session.recording import dated, recording
from ledger.records import meetings


@recording
@dated("The day the correction was agreed (default: today).")
@ref("meeting", "meeting", meetings.MeetingMinuteCorrected)
@argument("text")
@option("--item")
def command(desk: Desk, meeting: str, text: str, item: str | None) -> None:
    desk.record(
        "meeting", desk.ref("meeting", meeting), meetings.correct_minute, text=text, item=item
    )
