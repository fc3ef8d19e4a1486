"""Record that a body's request was met, and with what."""

from commands.session.page import Desk, Reference, argument, option, recording, ref
from ledger.records import programme_requests


@recording
@ref("programme", "programme")
@argument("request")
@argument("answer")
@option("--meeting", type=Reference("meeting"), help="The meeting that it came to.")
def command(desk: Desk, programme: str, request: str, answer: str, meeting: str | None) -> None:
    desk.record(
        "programme",
        desk.ref("programme", programme),
        programme_requests.meet,
        request=request,
        answer=answer,
        meeting=desk.meeting(meeting),
    )
