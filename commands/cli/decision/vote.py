"""Record the vote by which a decision was taken: how many for and against, and who."""

from typing import Any

from commands.session.page import Desk, recording, ref
from commands.session.votes import counted
from ledger.records import decision_steps


@recording
@ref("decision", "decision")
@counted
def command(desk: Desk, decision: str, vote: dict[str, Any]) -> None:
    desk.record_of("decision", decision, decision_steps.vote, **vote)
