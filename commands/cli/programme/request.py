"""Record what a body asked for; it stays open until it is met."""

from commands.session.page import Desk, Reference, argument, option, recording, ref
from ledger.records import programme_requests


@recording
@ref("programme", "programme")
@argument("request")
@argument("text")
@option("--by", type=Reference("meeting"), metavar="MEETING", help="The meeting that asked.")
def command(desk: Desk, programme: str, request: str, text: str, by: str | None) -> None:
    desk.record(
        "programme",
        desk.ref("programme", programme),
        programme_requests.request,
        request=request,
        text=text,
        requested_by=desk.meeting(by),
    )
