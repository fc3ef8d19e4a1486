"""Record that a plan says a commitment is done."""

from commands.session.page import one_rule, option, ref
from ledger.records import commitments

command = one_rule(__doc__, commitments.complete)(
    ref("commitment", "commitment"), option("--evidence")
)
