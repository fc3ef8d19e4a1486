"""Record a bid for money: to whom, with whom, and for how much if that is known."""

from typing import Any

from commands.session.page import Amount, Desk, argument, beginning, option, recording
from ledger.records import funding


@recording
@beginning
@argument("title")
@option("--to", "bid_to", needed=True, help="Who is asked for the money.")
@option("--amount", type=Amount(), help="In pounds, if it is known.")
@option("--with", "partners", multiple=True, metavar="WHO", help="Who bids too.")
def command(desk: Desk, partners: tuple[str, ...], **said: Any) -> None:
    desk.create("funding", funding.bid, with_partners=partners, **said)
