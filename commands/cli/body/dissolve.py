"""Record that a body was dissolved."""

from commands.session.page import one_rule, option, ref
from ledger.records import bodies

command = one_rule(__doc__, bodies.dissolve, ahead=True)(
    ref("body", "body"), option("--reason", asked=True, help="Why.")
)
