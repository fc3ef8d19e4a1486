"""Record the response to what a body asked for."""

from commands.session.page import argument, one_rule, ref
from ledger.records import statements

command = one_rule(__doc__, statements.respond)(
    ref("statement", "statement", statements.StatementResponded), argument("answer")
)
