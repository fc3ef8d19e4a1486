"""Record the response to what a body asked for."""

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.recording import recording
from ledger.records import statements


@recording
@ref("statement", "statement", statements.StatementResponded)
@argument("answer")
def command(desk: Desk, statement: str, answer: str) -> None:
    desk.record("statement", desk.ref("statement", statement), statements.respond, answer=answer)
