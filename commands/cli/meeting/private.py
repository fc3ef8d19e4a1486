"""Record that an item was taken in private: what is recorded of it is to be marked from then on."""

from commands.session.page import Desk, argument, option, recording, ref
from ledger.records import meeting_proceedings


@recording
@ref("meeting", "meeting")
@argument("item")
@option("--reason", needed=True, help="Why: the exemption, as the minutes say it.")
def command(desk: Desk, meeting: str, item: str, reason: str) -> None:
    ref = desk.meeting(meeting)
    desk.record("meeting", ref, meeting_proceedings.hold_in_private, item=item, reason=reason)
