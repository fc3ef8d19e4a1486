"""Give an action to another post, or to several."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import actions


@recording
@ref("action", "action")
@option("--to", "owners", multiple=True, needed=True, metavar="POST", help="Who is to do it now.")
@option("--reason")
def command(desk: Desk, action: str, owners: tuple[str, ...], reason: str | None) -> None:
    desk.record(
        "action",
        desk.ref("action", action),
        actions.reassign,
        owners=desk.posts(owners),
        reason=reason,
    )
