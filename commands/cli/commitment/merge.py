"""Record that a commitment was merged into another."""

from commands.session.page import Reference, one_rule, option, ref
from ledger.records import commitments

command = one_rule(__doc__, commitments.merge)(
    ref("commitment", "commitment"),
    option("--into", type=Reference("commitment"), needed=True, metavar="COMMITMENT"),
)
