"""Record what a body asked to be told."""

from commands.session.page import Reference, argument, one_rule, option, ref
from ledger.records import statements

command = one_rule(
    __doc__, statements.request, creates="statement", called={"meeting": "requested_by"}
)(
    ref("meeting", "meeting"),
    argument("text"),
    option("--about", multiple=True, type=Reference(), metavar="REF", help="What it is about."),
)
