"""Record that the body noted what it was told."""

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import statements


@recording
@ref("statement", "statement", statements.StatementNoted)
@option("--meeting", type=Reference("meeting"))
def command(desk: Desk, statement: str, meeting: str | None) -> None:
    desk.record(
        "statement",
        desk.ref("statement", statement),
        statements.note,
        meeting=desk.meeting(meeting),
    )
