"""Record that the body noted what it was told."""

from commands.desk.desk import Desk
from commands.desk.options import Reference, option, ref
from commands.desk.recording import recording
from ledger import statements


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
