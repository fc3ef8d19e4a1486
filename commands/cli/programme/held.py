"""Record that a session of a programme was held."""

from typing import Any

from commands.session.page import Desk, Reference, argument, option, recording, ref
from ledger.records import programme_sessions


@recording
@ref("programme", "programme")
@argument("session")
@option("--meeting", type=Reference("meeting"), help="The meeting that was the session.")
@option("--subject", help="What it was about.")
def command(desk: Desk, programme: str, meeting: str | None, **said: Any) -> None:
    desk.record(
        "programme",
        desk.ref("programme", programme),
        programme_sessions.hold,
        meeting=desk.meeting(meeting),
        **said,
    )
