"""Allocate a part of a sum, in pounds; the parts never exceed the whole."""

from commands.desk.desk import Desk
from commands.desk.options import Amount, argument, option, ref
from commands.desk.recording import recording
from ledger import funding


@recording
@ref("whole", "funding")
@argument("amount", type=Amount())
@option("--to", "allocated_to", needed=True, help="To whom, or to what, it goes.")
@option("--purpose")
def command(desk: Desk, whole: str, amount: int, allocated_to: str, purpose: str | None) -> None:
    desk.record(
        "funding",
        desk.ref("funding", whole),
        funding.allocate,
        amount=amount,
        allocated_to=allocated_to,
        purpose=purpose,
    )
