"""Record the answer to a question."""

from commands.desk.desk import Desk, recording
from commands.desk.options import argument, ref
from ledger import questions


@recording
@ref("question", "question")
@argument("text")
def command(desk: Desk, question: str, text: str) -> None:
    desk.record("question", desk.ref("question", question), questions.answer, text=text)
