"""Record that an item of a meeting was put off."""

from commands.session.page import Desk, Reference, argument, option, recording, ref
from ledger.records import agenda


@recording
@ref("meeting", "meeting")
@argument("item")
@option(
    "--to",
    type=Reference("meeting", new=True),
    metavar="MEETING",
    help="The meeting it was put off to, in the ledger or not yet.",
)
@option("--reason")
def command(desk: Desk, meeting: str, item: str, to: str | None, reason: str | None) -> None:
    ref = desk.meeting(meeting)
    desk.record("meeting", ref, agenda.defer_item, item=item, to=to, reason=reason)
