"""Give an action to another post or party, or to several."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import actions


@recording
@ref("action", "action")
@option(
    "--to", "owners", multiple=True, needed=True, metavar="POST|PARTY", help="Who is to do it now."
)
@option("--lead", metavar="POST|PARTY", help="Which of several owners leads.")
@option("--reason")
def command(
    desk: Desk, action: str, owners: tuple[str, ...], lead: str | None, reason: str | None
) -> None:
    desk.record(
        "action",
        desk.ref("action", action),
        actions.reassign,
        owners=desk.owners(owners, desk.told_at),
        lead=desk.owner(lead) if lead else None,
        reason=reason,
    )
