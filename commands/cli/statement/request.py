"""Record what a body asked to be told."""

from commands.session.page import Desk, Reference, argument, beginning, option, recording, ref
from ledger.records import statements


@recording
@beginning
@ref("meeting", "meeting")
@argument("text")
@option("--about", multiple=True, type=Reference(), metavar="REF", help="What it is about.")
def command(desk: Desk, meeting: str, text: str, about: tuple[str, ...]) -> None:
    requested_by = desk.meeting(meeting)
    desk.create(
        "statement",
        statements.request,
        text=text,
        requested_by=requested_by,
        about=[desk.any_ref(one)[1] for one in about],
    )
