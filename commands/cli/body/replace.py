"""Record that another body took over the work of a body."""

from commands.session.page import Reference, one_rule, option, ref
from ledger.records import bodies

command = one_rule(__doc__, bodies.replace_by, ahead=True)(
    ref("body", "body"),
    option(
        "--by",
        "other",
        type=Reference("body"),
        needed=True,
        metavar="BODY",
        help="What took its place.",
    ),
)
