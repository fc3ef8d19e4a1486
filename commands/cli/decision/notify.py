"""Record who was told of a decision."""

from commands.session.page import one_rule, option, ref
from ledger.records import decisions

command = one_rule(__doc__, decisions.notify)(
    ref("decision", "decision"), option("--to", needed=True, help="Who was told.")
)
