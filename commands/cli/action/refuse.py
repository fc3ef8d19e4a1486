"""Refuse the closure of an action reported complete: it is open again."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import actions


@recording
@ref("action", "action", actions.ActionClosureRefused)
@option("--reason", asked=True, help="Why.")
@option("--by", "refused_by", metavar="POST", help="Who was not satisfied.")
def command(desk: Desk, action: str, reason: str, refused_by: str | None) -> None:
    desk.record(
        "action",
        desk.ref("action", action),
        actions.refuse_closure,
        reason=reason,
        refused_by=desk.post(refused_by) if refused_by else None,
    )
