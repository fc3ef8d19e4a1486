"""Record where a decision was published."""

from commands.session.page import one_rule, option, ref
from ledger.records import decisions

command = one_rule(__doc__, decisions.publish)(
    ref("decision", "decision"),
    option("--at", "published_at", needed=True, help="Where it can be read."),
)
