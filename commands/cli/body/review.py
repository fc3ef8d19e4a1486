"""Place a body under review."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import bodies


@recording
@ref("body", "body")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, body: str, reason: str) -> None:
    desk.record_of("body", body, bodies.review, reason=reason)
