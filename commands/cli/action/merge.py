"""Record that an action was merged into another."""

from commands.session.page import Reference, one_rule, option, ref
from ledger.records import actions

command = one_rule(__doc__, actions.merge)(
    ref("action", "action"),
    option(
        "--into",
        type=Reference("action"),
        needed=True,
        metavar="ACTION",
        help="The action it is now part of.",
    ),
)
