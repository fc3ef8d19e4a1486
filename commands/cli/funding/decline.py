"""Record that a bid for money was declined."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import funding


@recording
@ref("bid", "funding")
@option("--reason", help="Why, if it was said.")
def command(desk: Desk, bid: str, reason: str | None) -> None:
    desk.record("funding", desk.ref("funding", bid), funding.decline, reason=reason)
