"""Schedule a meeting that is to take place."""

from datetime import date
from typing import Any

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.parameters import Date
from commands.session.recording import beginning, recording
from ledger.records import meetings


@recording
@beginning
@ref("body", "body")
@option("--for", "meets_on", type=Date(ahead=True), needed=True, help="The day it is to be.")
@option("--subject")
@option("--venue")
def command(desk: Desk, body: str, meets_on: date, **said: Any) -> None:
    body = desk.ref("body", body)
    ref = f"{body}/{meets_on}"
    desk.record("meeting", ref, meetings.schedule, new=True, body=body, meets_on=meets_on, **said)
