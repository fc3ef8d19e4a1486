"""Record that a bid for money was declined."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import funding


@recording
@ref("bid", "funding")
@option("--reason", help="Why, if it was said.")
def command(desk: Desk, bid: str, reason: str | None) -> None:
    desk.record_of("funding", bid, funding.decline, reason=reason)
