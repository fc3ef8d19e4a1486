"""Put a question, at an item of a meeting."""

from commands.session.desk import Desk
from commands.session.options import argument, meeting_needed, option
from commands.session.recording import beginning, recording
from ledger.records import questions


@recording
@beginning
@argument("text")
@option("--by", metavar="POST", help="Who asked.")
@option("--to", metavar="POST", help="Who was asked.")
@meeting_needed("A question is put at a meeting: --meeting.")
def command(
    desk: Desk, text: str, by: str | None, to: str | None, meeting: str, item: str | None
) -> None:
    ref = desk.meeting(meeting)
    assert ref is not None
    desk.create(
        "question",
        questions.put,
        text=text,
        meeting=ref,
        item=item,
        put_by=desk.post(by) if by else None,
        put_to=desk.post(to) if to else None,
    )
