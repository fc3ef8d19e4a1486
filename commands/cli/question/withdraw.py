"""Record that a question was taken back."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import questions


@recording
@ref("question", "question")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, question: str, reason: str) -> None:
    desk.record("question", desk.ref("question", question), questions.withdraw, reason=reason)
