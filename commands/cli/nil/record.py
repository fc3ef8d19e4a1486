"""Record that there was nothing: no actions arose, no matters were outstanding."""

from typing import Any

import click

from commands.session.page import Desk, beginning, meeting_needed, option, recording
from ledger.records import nil_returns


@recording
@beginning
@option("--of", "nil_of", type=click.Choice(nil_returns.MATTERS), default="actions")
@meeting_needed("A nil return belongs to a meeting: --meeting.")
def command(desk: Desk, meeting: str, **said: Any) -> None:
    ref = desk.meeting(meeting)
    desk.create("nil", nil_returns.record, meeting=ref, **said)
