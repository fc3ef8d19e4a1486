"""Record that a question was taken back."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import questions


@recording
@ref("question", "question")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, question: str, reason: str) -> None:
    desk.record("question", desk.ref("question", question), questions.withdraw, reason=reason)
