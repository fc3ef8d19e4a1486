"""Record that there was nothing: no actions arose, no matters were outstanding."""

import click

from commands.desk.desk import Desk
from commands.desk.options import meeting_needed, option
from commands.desk.recording import recording
from ledger import nil_returns


@recording
@option("--of", "nil_of", type=click.Choice(nil_returns.MATTERS), default="actions")
@meeting_needed("A nil return belongs to a meeting: --meeting.")
def command(desk: Desk, nil_of: str, meeting: str, item: str | None) -> None:
    ref = desk.meeting(meeting)
    desk.create("nil", nil_returns.record, nil_of=nil_of, meeting=ref, item=item)
