"""Move a session of a programme to another day; or give it one."""

from typing import Any

from commands.session.page import Date, Desk, argument, option, recording, ref
from ledger.records import programme_sessions


@recording
@ref("programme", "programme")
@argument("session")
@option("--to", "planned_for", type=Date(ahead=True), needed=True, help="The day it is to be.")
@option("--reason", needed=True)
def command(desk: Desk, programme: str, **said: Any) -> None:
    desk.record_of("programme", programme, programme_sessions.move, **said)
