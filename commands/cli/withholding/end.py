"""End the withholding of a record: it may be published again."""

from commands.session.page import one_rule, option, ref
from ledger.records import withholdings

command = one_rule(__doc__, withholdings.end)(
    ref("withholding", "withholding", withholdings.WithholdingEnded),
    option("--reason", needed=True, help="Why it may be published now."),
)
