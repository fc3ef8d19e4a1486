"""Record a sum of money that was agreed, in pounds."""

from commands.desk.desk import Desk
from commands.desk.options import Amount, argument, option
from commands.desk.recording import recording
from ledger import funding


@recording
@argument("title")
@argument("amount", type=Amount())
@option("--for", "recipient", metavar="WHO", help="Who receives it.")
def command(desk: Desk, title: str, amount: int, recipient: str | None) -> None:
    desk.create("funding", funding.agree, title=title, amount=amount, recipient=recipient)
