"""Move a session of a programme to another day; or give it one."""

from datetime import date

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
def command(desk: Desk, programme: str, session: str, planned_for: date, reason: str) -> None:
    desk.record(
        "programme",
        desk.ref("programme", programme),
        programme_sessions.move,
        session=session,
        planned_for=planned_for,
        reason=reason,
    )
