"""Record the response to a report of a coroner or of the IOPC, which the law sets a time for."""

from typing import Any

from commands.session.page import Desk, option, recording, ref
from ledger.records import assurances


@recording
@ref("inspection", "inspection")
@option("--by", "responded_by", needed=True, metavar="POST", help="Who responded.")
@option("--text", help="What the response says, in short.")
@option("--at", "published_at", help="Where it was published.")
def command(desk: Desk, inspection: str, responded_by: str, **said: Any) -> None:
    desk.record(
        "inspection",
        desk.ref("inspection", inspection),
        assurances.respond,
        responded_by=desk.post(responded_by),
        **said,
    )
