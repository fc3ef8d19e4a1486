"""Record that a bid for money was won."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.parameters import Amount
from commands.session.recording import recording
from ledger.records import funding


@recording
@ref("bid", "funding")
@option("--amount", type=Amount(), help="In pounds (default: the amount of the bid).")
def command(desk: Desk, bid: str, amount: int | None) -> None:
    desk.record("funding", desk.ref("funding", bid), funding.win, amount=amount)
