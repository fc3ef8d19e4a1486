"""Put a question, at an item of a meeting."""

from commands.desk.desk import Desk
from commands.desk.options import argument, meeting_options, option
from commands.desk.recording import recording
from ledger import questions
from ledger.problems import InputNeeded


@recording
@argument("text")
@option("--by", metavar="POST", help="Who asked.")
@option("--to", metavar="POST", help="Who was asked.")
@meeting_options
def command(
    desk: Desk, text: str, by: str | None, to: str | None, meeting: str | None, item: str | None
) -> None:
    ref = desk.meeting(meeting)
    if ref is None:
        raise InputNeeded("A question is put at a meeting: --meeting.")
    desk.create(
        "question",
        questions.put,
        text=text,
        meeting=ref,
        item=item,
        put_by=desk.post(by) if by else None,
        put_to=desk.post(to) if to else None,
    )
