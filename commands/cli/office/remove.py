"""Remove an office: it is read no more; what was known of it stays in the history."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import peers


@recording
@ref("office", "peer")
@option("--reason", needed=True, help="Why it is read no more.")
def command(desk: Desk, office: str, reason: str) -> None:
    desk.record_of("peer", office, peers.remove, reason=reason)
