"""Record that a session of a programme was held."""

from commands.session.page import Reference, argument, one_rule, option, ref
from ledger.records import programme_sessions

command = one_rule(__doc__, programme_sessions.hold)(
    ref("programme", "programme"),
    argument("session"),
    option("--meeting", type=Reference("meeting"), help="The meeting that was the session."),
    option("--subject", help="What it was about."),
)
