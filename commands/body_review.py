"""Place a body under review."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import bodies


@recording
@ref("body", "body")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, body: str, reason: str) -> None:
    desk.record("body", desk.ref("body", body), bodies.review, reason=reason)
