"""Record that a session of a programme was held."""

from commands.desk.desk import Desk
from commands.desk.options import Reference, argument, option, ref
from commands.desk.recording import recording
from ledger import programmes


@recording
@ref("programme", "programme")
@argument("session")
@option("--meeting", type=Reference("meeting"), help="The meeting that was the session.")
@option("--subject", help="What it was about.")
def command(
    desk: Desk, programme: str, session: str, meeting: str | None, subject: str | None
) -> None:
    desk.record(
        "programme",
        desk.ref("programme", programme),
        programmes.hold,
        session=session,
        meeting=desk.meeting(meeting),
        subject=subject,
    )
