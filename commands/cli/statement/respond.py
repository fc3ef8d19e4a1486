"""Record the response to what a body asked for."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import statements


@recording
@ref("statement", "statement", statements.StatementResponded)
@argument("answer")
def command(desk: Desk, statement: str, answer: str) -> None:
    desk.record_of("statement", statement, statements.respond, answer=answer)
