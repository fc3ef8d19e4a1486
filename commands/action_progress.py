"""Record progress towards an action."""

from commands.desk.desk import Desk, recording
from commands.desk.options import argument, ref
from ledger import actions


@recording
@ref("action", "action")
@argument("text")
def command(desk: Desk, action: str, text: str) -> None:
    desk.record("action", desk.ref("action", action), actions.progress, text=text)
