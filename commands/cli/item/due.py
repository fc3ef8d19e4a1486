"""Set the day by which an inspection item is to be done, as it was first agreed."""

import click

from commands.session.page import Date, one_rule, option, ref
from ledger.records import item_due_dates

command = one_rule(__doc__, item_due_dates.set_due)(
    ref("item", "item"),
    option("--due", type=Date(ahead=True), help="The day."),
    option("--due-words", help="The due date in words, as printed."),
    option(
        "--set-by",
        "due_set_by",
        type=click.Choice(["issuer", "owner"]),
        help="Who set it: the issuer of the report, or whoever answers for it.",
    ),
)
