"""Record the answer to a question."""

from commands.session.page import Desk, Reference, argument, option, recording, ref
from ledger.records import questions


@recording
@ref("question", "question")
@argument("text")
@option("--meeting", type=Reference("meeting"), help="The meeting that was told the answer.")
def command(desk: Desk, question: str, text: str, meeting: str | None) -> None:
    desk.meeting(meeting)
    desk.record_of("question", question, questions.answer, text=text)
