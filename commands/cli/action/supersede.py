"""Record that another action took the place of one."""

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import actions


@recording
@ref("action", "action")
@option(
    "--by", type=Reference("action"), needed=True, metavar="ACTION", help="What took its place."
)
def command(desk: Desk, action: str, by: str) -> None:
    by = desk.ref("action", by)
    desk.record_of("action", action, actions.supersede, by=by)
