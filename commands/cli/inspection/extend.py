"""Record that a coroner or the IOPC gave more time to respond to a report."""

from commands.session.page import Date, one_rule, option, ref
from ledger.records import assurances

command = one_rule(__doc__, assurances.extend_response)(
    ref("inspection", "inspection"),
    option("--to", "due", type=Date(ahead=True), needed=True, help="The new last day."),
    option("--reason", help="Why."),
)
