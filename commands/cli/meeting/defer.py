"""Record that an item of a meeting was put off."""

from commands.session.page import Reference, argument, one_rule, option, ref
from ledger.records import agenda

command = one_rule(__doc__, agenda.defer_item)(
    ref("meeting", "meeting"),
    argument("item"),
    option(
        "--to",
        type=Reference("meeting", new=True),
        metavar="MEETING",
        help="The meeting it was put off to, in the ledger or not yet.",
    ),
    option("--reason"),
)
