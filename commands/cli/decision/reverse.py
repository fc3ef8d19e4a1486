"""Reverse a decision."""

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import decisions


@recording
@ref("decision", "decision")
@option("--reason", asked=True, help="Why.")
@option("--by", type=Reference("decision"), metavar="DECISION", help="The decision that does.")
def command(desk: Desk, decision: str, reason: str, by: str | None) -> None:
    desk.record(
        "decision",
        desk.ref("decision", decision),
        decisions.reverse,
        reason=reason,
        by=desk.ref("decision", by) if by else None,
    )
