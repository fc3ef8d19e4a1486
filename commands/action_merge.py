"""Record that an action lives on as part of another."""

from commands.desk.desk import Desk
from commands.desk.options import Reference, option, ref
from commands.desk.recording import recording
from ledger import actions


@recording
@ref("action", "action")
@option(
    "--into",
    type=Reference("action"),
    needed=True,
    metavar="ACTION",
    help="The action it lives on in.",
)
def command(desk: Desk, action: str, into: str) -> None:
    into = desk.ref("action", into)
    desk.record(
        "action",
        desk.ref("action", action),
        actions.merge,
        into=into,
    )
