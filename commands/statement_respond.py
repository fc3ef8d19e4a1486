"""Record the response to what a body asked for."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import statements


@recording
@ref("statement", "statement", statements.StatementResponded)
@argument("answer")
def command(desk: Desk, statement: str, answer: str) -> None:
    desk.record("statement", desk.ref("statement", statement), statements.respond, answer=answer)
