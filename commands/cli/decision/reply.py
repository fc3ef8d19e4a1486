"""Record what those to whom a decision was recommended replied: accepted, in part, or not."""

from typing import Any, get_args

import click

from commands.session.page import Desk, option, recording, ref
from ledger.records import decision_steps


@recording
@ref("decision", "decision")
@click.argument("outcome", type=click.Choice(get_args(decision_steps.Reply)), metavar="REPLY")
@option("--by", "replied_by", needed=True, metavar="POST|BODY", help="Who replied.")
@option("--text", help="What they said; where it is not accepted, why.")
def command(desk: Desk, decision: str, replied_by: str, **said: Any) -> None:
    desk.record(
        "decision",
        desk.ref("decision", decision),
        decision_steps.reply,
        replied_by=desk.authority(replied_by),
        **said,
    )
