"""Record that a body's request was met, and with what."""

from commands.session.desk import Desk
from commands.session.options import argument, option, ref
from commands.session.parameters import Reference
from commands.session.recording import recording
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
