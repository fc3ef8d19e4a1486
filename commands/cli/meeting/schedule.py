"""Schedule a meeting that is to take place."""

from datetime import date
from typing import Any

from commands.session.page import Date, Desk, beginning, option, recording, ref
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
