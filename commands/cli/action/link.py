"""Link an action to another record that it bears on."""

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import action_links


@recording
@ref("action", "action")
@option("--to", type=Reference(), needed=True, metavar="REF", help="The record it bears on.")
def command(desk: Desk, action: str, to: str) -> None:
    linked = desk.any_ref(to)[1]
    desk.record_of("action", action, action_links.link, to=linked)
