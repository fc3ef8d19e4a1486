"""Move a session of a programme to another day; or give it one."""

from typing import Any

from commands.session.desk import Desk
from commands.session.options import argument, option, ref
from commands.session.parameters import Date
from commands.session.recording import recording
from ledger.records import programme_sessions


@recording
@ref("programme", "programme")
@argument("session")
@option("--to", "planned_for", type=Date(ahead=True), needed=True, help="The day it is to be.")
@option("--reason", needed=True)
def command(desk: Desk, programme: str, **said: Any) -> None:
    desk.record("programme", desk.ref("programme", programme), programme_sessions.move, **said)
