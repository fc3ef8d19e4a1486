"""Plan a session of a programme."""

from typing import Any

from commands.session.page import Date, Desk, argument, option, recording, ref
from ledger.records import programme_sessions


@recording
@ref("programme", "programme")
@argument("session")
@option("--type", "session_type", needed=True, help="thematic, performance, public.")
@option("--subject")
@option("--for", "planned_for", type=Date(ahead=True), help="The day it is to be.")
@option("--for-words", "planned_words", help="When, where no day is said: September 2018.")
@option("--duty", help="The duty with a date in law that it satisfies: precept.")
def command(desk: Desk, programme: str, **said: Any) -> None:
    desk.record_of("programme", programme, programme_sessions.plan, **said)
