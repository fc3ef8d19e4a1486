"""Record that a body was dissolved."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import bodies


@recording
@ref("body", "body")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, body: str, reason: str) -> None:
    body = desk.ref("body", body)
    desk.ahead()
    desk.record("body", body, bodies.dissolve, reason=reason)
