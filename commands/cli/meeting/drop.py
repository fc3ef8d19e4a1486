"""Record that a deferred item will not come back."""

from commands.session.page import Desk, argument, dated, option, recording, ref
from ledger.records import agenda


@recording
@dated("The day of that decision (default: today).")
@ref("meeting", "meeting")
@argument("item")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, meeting: str, item: str, reason: str) -> None:
    desk.record_of("meeting", meeting, agenda.drop_item, item=item, reason=reason)
