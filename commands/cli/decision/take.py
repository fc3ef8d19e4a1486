"""Record a decision, and who took it."""

from commands.session.page import argument, meeting_options, one_rule, option
from ledger.records import decisions

command = one_rule(__doc__, decisions.take, creates="decision")(
    argument("title"),
    option(
        "--by",
        "makers",
        multiple=True,
        needed=True,
        metavar="POST|BODY",
        help="Who takes it, a post or the body that resolves it; all, if joint.",
    ),
    option("--public-interest", is_flag=True, help="It is of significant public interest."),
    meeting_options,
)
