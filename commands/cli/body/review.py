"""Place a body under review."""

from commands.session.page import one_rule, option, ref
from ledger.records import bodies

command = one_rule(__doc__, bodies.review)(
    ref("body", "body"), option("--reason", asked=True, help="Why.")
)
