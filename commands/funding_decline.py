"""Record that a bid for money was declined."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import funding


@recording
@ref("bid", "funding")
@option("--reason", help="Why, if it was said.")
def command(desk: Desk, bid: str, reason: str | None) -> None:
    desk.record("funding", desk.ref("funding", bid), funding.decline, reason=reason)
