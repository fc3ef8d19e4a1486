"""Record the answer to a question."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import questions


@recording
@ref("question", "question")
@argument("text")
def command(desk: Desk, question: str, text: str) -> None:
    desk.record("question", desk.ref("question", question), questions.answer, text=text)
