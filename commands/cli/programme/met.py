"""Record that a body's request was met, and with what."""

from commands.session.page import Reference, argument, one_rule, option, ref
from ledger.records import programme_requests

command = one_rule(__doc__, programme_requests.meet)(
    ref("programme", "programme"),
    argument("request"),
    argument("answer"),
    option("--meeting", type=Reference("meeting"), help="The meeting that it came to."),
)
