"""Record that a decision is a recommendation to another body, or to a post."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import decision_steps


@recording
@ref("decision", "decision")
@option("--to", "recommended_to", needed=True, metavar="POST|BODY", help="Who may act on it.")
def command(desk: Desk, decision: str, recommended_to: str) -> None:
    desk.record(
        "decision",
        desk.ref("decision", decision),
        decision_steps.recommend,
        recommended_to=desk.authority(recommended_to),
    )
