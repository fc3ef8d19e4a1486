"""Remove an office: it is read no more; what was known of it stays in the history."""

from commands.session.page import one_rule, option, ref
from ledger.records import peers

command = one_rule(__doc__, peers.remove)(
    ref("office", "peer"), option("--reason", needed=True, help="Why it is read no more.")
)
