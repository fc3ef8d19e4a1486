"""Record the answer to a question."""

from commands.desk.desk import Desk
from commands.desk.options import Reference, argument, option, ref
from commands.desk.recording import recording
from ledger import questions


@recording
@ref("question", "question")
@argument("text")
@option("--meeting", type=Reference("meeting"), help="The meeting that was told the answer.")
def command(desk: Desk, question: str, text: str, meeting: str | None) -> None:
    desk.meeting(meeting)
    desk.record("question", desk.ref("question", question), questions.answer, text=text)
