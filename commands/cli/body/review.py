"""Place a body under review."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import bodies


@recording
@ref("body", "body")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, body: str, reason: str) -> None:
    desk.record("body", desk.ref("body", body), bodies.review, reason=reason)
