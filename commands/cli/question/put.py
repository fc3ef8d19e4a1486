"""Put a question, at an item of a meeting."""

from typing import Any

from commands.session.page import Desk, argument, beginning, meeting_needed, option, recording
from ledger.records import questions


@recording
@beginning
@argument("text")
@option("--by", metavar="POST", help="Who asked.")
@option("--to", metavar="POST", help="Who was asked.")
@meeting_needed("A question is put at a meeting: --meeting.")
def command(desk: Desk, by: str | None, to: str | None, meeting: str, **said: Any) -> None:
    ref = desk.meeting(meeting)
    desk.create(
        "question",
        questions.put,
        meeting=ref,
        put_by=desk.post(by) if by else None,
        put_to=desk.post(to) if to else None,
        **said,
    )
