"""Change how often a body meets."""

from commands.session.page import argument, one_rule, ref
from ledger.records import bodies

command = one_rule(__doc__, bodies.change_cadence, ahead=True)(
    ref("body", "body"), argument("cadence")
)
