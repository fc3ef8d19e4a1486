"""Record that a bid for money was won."""

from commands.session.page import Amount, Desk, option, recording, ref
from ledger.records import funding


@recording
@ref("bid", "funding")
@option("--amount", type=Amount(), help="In pounds (default: the amount of the bid).")
def command(desk: Desk, bid: str, amount: int | None) -> None:
    desk.record_of("funding", bid, funding.win, amount=amount)
