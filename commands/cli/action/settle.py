"""Record how a dispute about an action ended: settled, withdrawn, agreed after all, or never."""

import click

from commands.session.page import Desk, argument, option, recording, ref
from ledger.errors import Misused
from ledger.records import action_disputes


@recording
@ref("action", "action")
@argument("text")
@option("--by", "settled_by", metavar="POST|BODY", help="Who settled it, or withdrew it.")
@click.option("--withdrawn", is_flag=True, help="Whoever disputed it withdrew that.")
@click.option("--exists", is_flag=True, help="It was agreed: it is open again.")
@click.option("--never-agreed", is_flag=True, help="It was never agreed: it is withdrawn.")
def command(
    desk: Desk,
    action: str,
    text: str,
    settled_by: str | None,
    withdrawn: bool,
    exists: bool,
    never_agreed: bool,
) -> None:
    if withdrawn + exists + never_agreed > 1:
        raise Misused("A dispute ends in one way: --withdrawn, --exists or --never-agreed.")
    ref = desk.ref("action", action)
    by = desk.authority(settled_by) if settled_by else None
    if exists or never_agreed:
        rule = action_disputes.affirm if exists else action_disputes.deny
        desk.record("action", ref, rule, text=text, settled_by=by)
        return
    outcome = "withdrawn" if withdrawn else "settled"
    desk.record("action", ref, action_disputes.settle, text=text, outcome=outcome, settled_by=by)
