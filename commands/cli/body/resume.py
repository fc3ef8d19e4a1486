"""Record that a body goes on after its review."""

from commands.session.page import one_rule, option, ref
from ledger.records import bodies

command = one_rule(__doc__, bodies.resume)(
    ref("body", "body"), option("--reason", help="What came of the review.")
)
