"""Record a sum of money that was agreed, in pounds."""

from commands.session.desk import Desk
from commands.session.options import argument, option
from commands.session.parameters import Amount
from commands.session.recording import beginning, recording
from ledger.records import funding


@recording
@beginning
@argument("title")
@argument("amount", type=Amount())
@option("--for", "recipient", metavar="WHO", help="Who receives it.")
def command(desk: Desk, title: str, amount: int, recipient: str | None) -> None:
    desk.create("funding", funding.agree, title=title, amount=amount, recipient=recipient)
