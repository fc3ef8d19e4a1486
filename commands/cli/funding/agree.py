"""Record a sum of money that was agreed, in pounds."""

from commands.session.page import Amount, Desk, argument, beginning, option, recording
from ledger.records import funding


@recording
@beginning
@argument("title")
@argument("amount", type=Amount())
@option("--for", "recipient", metavar="WHO", help="Who receives it.")
def command(desk: Desk, title: str, amount: int, recipient: str | None) -> None:
    desk.create("funding", funding.agree, title=title, amount=amount, recipient=recipient)
