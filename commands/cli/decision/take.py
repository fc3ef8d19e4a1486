"""Record a decision, and who took it."""

from typing import Any

from commands.session.page import Desk, argument, beginning, meeting_options, option, recording
from ledger.records import decisions


@recording
@beginning
@argument("title")
@option(
    "--by",
    "makers",
    multiple=True,
    needed=True,
    metavar="POST|BODY",
    help="Who takes it, a post or the body that resolves it; all, if joint.",
)
@option("--public-interest", is_flag=True, help="It is of significant public interest.")
@meeting_options
def command(desk: Desk, makers: tuple[str, ...], meeting: str | None, **said: Any) -> None:
    meeting = desk.meeting(meeting)
    desk.create(
        "decision", decisions.take, makers=desk.authorities(makers), meeting=meeting, **said
    )
