"""Record progress towards an action."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import actions


@recording
@ref("action", "action")
@argument("text")
def command(desk: Desk, action: str, text: str) -> None:
    desk.record_of("action", action, actions.progress, text=text)
