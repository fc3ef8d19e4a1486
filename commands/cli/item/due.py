"""Set the day by which an inspection item is to be done, as it was first agreed."""

from typing import Any

import click

from commands.session.page import Date, Desk, option, recording, ref
from ledger.records import item_due_dates


@recording
@ref("item", "item")
@option("--due", type=Date(ahead=True), help="The day.")
@option("--due-words", help="The due date in words, as printed.")
@option(
    "--set-by",
    "due_set_by",
    type=click.Choice(["issuer", "owner"]),
    help="Who set it: the issuer of the report, or whoever answers for it.",
)
def command(desk: Desk, item: str, **said: Any) -> None:
    desk.record_of("item", item, item_due_dates.set_due, **said)
