"""Record a finding: what a meeting, or an inspection, established."""

from typing import Any

from commands.session.desk import Desk
from commands.session.options import argument, meeting_options, option
from commands.session.parameters import Reference
from commands.session.recording import beginning, recording
from ledger.records import findings


@recording
@beginning
@argument("text")
@option("--answers", multiple=True, type=Reference("question"), help="The question it answers.")
@option("--inspection", type=Reference("inspection"))
@meeting_options
def command(
    desk: Desk, answers: tuple[str, ...], inspection: str | None, meeting: str | None, **said: Any
) -> None:
    desk.create(
        "finding",
        findings.record,
        meeting=desk.meeting(meeting),
        inspection=desk.ref("inspection", inspection) if inspection else None,
        answers=[desk.ref("question", one) for one in answers],
        **said,
    )
