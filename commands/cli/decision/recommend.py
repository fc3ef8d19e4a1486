"""Record that a decision is a recommendation to another body, or to a post."""

from commands.session.page import one_rule, option, ref
from ledger.records import decision_steps

command = one_rule(__doc__, decision_steps.recommend)(
    ref("decision", "decision"),
    option("--to", "recommended_to", needed=True, metavar="POST|BODY", help="Who may act on it."),
)
