"""Revise the due date of an inspection item; the first date stays on record."""

from commands.session.page import Date, one_rule, option, ref
from ledger.records import item_due_dates

command = one_rule(__doc__, item_due_dates.revise_due)(
    ref("item", "item"),
    option("--to", "due", type=Date(ahead=True), needed=True, help="The new due date."),
    option("--reason", asked=True, help="Why."),
    option("--approved-by", metavar="POST|BODY", help="Who approved it, if anybody did."),
)
