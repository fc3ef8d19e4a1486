"""Set the day from which a file need not be kept, and why."""

from commands.session.page import Date, argument, one_rule, option, ref
from ledger.records import files

command = one_rule(__doc__, files.expire, called={"day": "expires_on"})(
    ref("file", "file", files.FileExpirySet),
    argument("day", type=Date(ahead=True)),
    option("--reason", asked=True, help="Why: the rule of the retention schedule."),
)
