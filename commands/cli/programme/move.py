"""Move a session of a programme to another day; or give it one."""

from commands.session.page import Date, argument, one_rule, option, ref
from ledger.records import programme_sessions

command = one_rule(__doc__, programme_sessions.move)(
    ref("programme", "programme"),
    argument("session"),
    option("--to", "planned_for", type=Date(ahead=True), needed=True, help="The day it is to be."),
    option("--reason", needed=True),
)
