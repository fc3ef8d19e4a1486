"""Record what a body asked for; it stays open until it is met."""

from commands.session.page import Reference, argument, one_rule, option, ref
from ledger.records import programme_requests

command = one_rule(__doc__, programme_requests.request, called={"by": "requested_by"})(
    ref("programme", "programme"),
    argument("request"),
    argument("text"),
    option("--by", type=Reference("meeting"), metavar="MEETING", help="The meeting that asked."),
)
