"""Record where a decision was published."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import decisions


@recording
@ref("decision", "decision")
@option("--at", "published_at", needed=True, help="Where it can be read.")
def command(desk: Desk, decision: str, published_at: str) -> None:
    desk.record_of("decision", decision, decisions.publish, published_at=published_at)
