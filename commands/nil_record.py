"""Record that there was nothing: no actions arose, no matters were outstanding."""

import click

from commands.desk.desk import Desk
from commands.desk.options import meeting_options, option
from commands.desk.recording import recording
from ledger import nil_returns
from ledger.problems import InputNeeded


@recording
@option("--of", "nil_of", type=click.Choice(nil_returns.MATTERS), default="actions")
@meeting_options
def command(desk: Desk, nil_of: str, meeting: str | None, item: str | None) -> None:
    ref = desk.meeting(meeting)
    if ref is None:
        raise InputNeeded("A nil return belongs to a meeting: --meeting.")
    desk.create("nil", nil_returns.record, nil_of=nil_of, meeting=ref, item=item)
