"""Record that an action was merged into another."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.parameters import Reference
from commands.session.recording import recording
from ledger.records import actions


@recording
@ref("action", "action")
@option(
    "--into",
    type=Reference("action"),
    needed=True,
    metavar="ACTION",
    help="The action it is now part of.",
)
def command(desk: Desk, action: str, into: str) -> None:
    into = desk.ref("action", into)
    desk.record("action", desk.ref("action", action), actions.merge, into=into)
