"""Set the day by which the next update on a commitment is due."""

from commands.session.page import Date, argument, one_rule, ref
from ledger.records import commitment_oversight

command = one_rule(__doc__, commitment_oversight.set_next_update, called={"due": "next_update"})(
    ref("commitment", "commitment"), argument("due", metavar="DAY", type=Date(ahead=True))
)
