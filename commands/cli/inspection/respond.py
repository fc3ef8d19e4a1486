"""Record the response to a report of a coroner or of the IOPC, which the law sets a time for."""

from commands.session.page import one_rule, option, ref
from ledger.records import assurances

command = one_rule(__doc__, assurances.respond)(
    ref("inspection", "inspection"),
    option("--by", "responded_by", needed=True, metavar="POST", help="Who responded."),
    option("--text", help="What the response says, in short."),
    option("--at", "published_at", help="Where it was published."),
)
