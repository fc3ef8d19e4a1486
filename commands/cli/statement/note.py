"""Record that the body noted what it was told."""

from commands.session.page import Reference, one_rule, option, ref
from ledger.records import statements

command = one_rule(__doc__, statements.note)(
    ref("statement", "statement", statements.StatementNoted),
    option("--meeting", type=Reference("meeting")),
)
