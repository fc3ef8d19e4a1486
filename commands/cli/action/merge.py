"""Record that an action was merged into another."""

from commands.session.page import Desk, Reference, option, recording, ref
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
    desk.record_of("action", action, actions.merge, into=into)
