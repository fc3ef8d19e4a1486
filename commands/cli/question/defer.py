"""Record that a question was put off."""

from typing import Any

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import questions


@recording
@ref("question", "question")
@option("--to", type=Reference("meeting"), metavar="MEETING")
@option("--reason")
def command(desk: Desk, question: str, to: str | None, **said: Any) -> None:
    question = desk.ref("question", question)
    desk.meeting(desk.state("question", question).meeting)
    desk.record(
        "question", question, questions.defer, to=desk.ref("meeting", to) if to else None, **said
    )
