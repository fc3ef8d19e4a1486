"""Record progress towards an action."""

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.recording import recording
from ledger.records import actions


@recording
@ref("action", "action")
@argument("text")
def command(desk: Desk, action: str, text: str) -> None:
    desk.record("action", desk.ref("action", action), actions.progress, text=text)
