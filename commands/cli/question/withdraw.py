"""Record that a question was taken back."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import questions


@recording
@ref("question", "question")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, question: str, reason: str) -> None:
    desk.record_of("question", question, questions.withdraw, reason=reason)
