"""Record a finding: what a meeting, or an inspection, established."""

from commands.session.page import Reference, argument, meeting_options, one_rule, option
from ledger.records import findings

command = one_rule(__doc__, findings.record, creates="finding")(
    argument("text"),
    option("--answers", multiple=True, type=Reference("question"), help="The question it answers."),
    option("--inspection", type=Reference("inspection")),
    meeting_options,
)
