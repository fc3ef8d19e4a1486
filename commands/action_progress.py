"""Record progress towards an action."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import actions


@recording
@ref("action", "action")
@argument("text")
def command(desk: Desk, action: str, text: str) -> None:
    desk.record("action", desk.ref("action", action), actions.progress, text=text)
