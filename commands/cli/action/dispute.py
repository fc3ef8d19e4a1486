"""Record that somebody says the record of an action is wrong."""

from commands.session.desk import Desk
from commands.session.options import argument, option, ref
from commands.session.recording import recording
from ledger.records import actions


@recording
@ref("action", "action")
@argument("text")
@option(
    "--by", "disputed_by", needed=True, metavar="POST", help="Who says that the record is wrong."
)
def command(desk: Desk, action: str, text: str, disputed_by: str) -> None:
    desk.record(
        "action",
        desk.ref("action", action),
        actions.dispute,
        text=text,
        disputed_by=desk.post(disputed_by),
    )
