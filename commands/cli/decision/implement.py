"""Record that a decision was carried out."""

from commands.session.page import one_rule, option, ref
from ledger.records import decisions

command = one_rule(__doc__, decisions.implement)(
    ref("decision", "decision"),
    option("--evidence", needed=True, help="What shows it: a paper, a minute."),
)
