"""Record that a body goes on after its review."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import bodies


@recording
@ref("body", "body")
@option("--reason", help="What came of the review.")
def command(desk: Desk, body: str, reason: str) -> None:
    desk.record_of("body", body, bodies.resume, reason=reason)
