"""Record that the notes of a meeting were published."""

from commands.session.page import Desk, dated, option, recording, ref
from ledger.records import meeting_minutes


@recording
@dated("The day they were published (default: today).")
@ref("meeting", "meeting")
@option("--at", "published_at", needed=True, help="Where they can be read.")
def command(desk: Desk, meeting: str, published_at: str) -> None:
    desk.record_of("meeting", meeting, meeting_minutes.publish_notes, published_at=published_at)
