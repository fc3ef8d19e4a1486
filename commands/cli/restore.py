"""Declare that an older or another copy of the ledger takes over from the one last seen."""

from commands.session.desk import Desk
from commands.session.options import option
from commands.session.recording import recording, restoring
from ledger.application import Ledger
from ledger.errors import Refused
from ledger.integrity import anchors
from ledger.records import restores


@recording
@restoring
@option("--reason", asked=True, help="Why: from which backup, after what.")
def command(desk: Desk, reason: str) -> None:
    anchor, copied = anchors.read(desk.app.anchors, desk.ledger), desk.ledger.copied
    if not copied and (anchor is None or anchors.conflict(desk.ledger, anchor) is None):
        raise Refused(
            "The ledger is the one last seen here, or continues it: there is nothing to declare."
        )
    size, root = (anchor.size, anchor.root) if anchor else _now(desk.ledger)
    desk.record(
        "restore",
        f"restore-{desk.ledger.size + 1}",
        restores.declare,
        new=True,
        reason=reason,
        seen_size=size,
        seen_root=root,
        seen_note=(anchor.note or None) if anchor else None,
    )
    if copied:
        desk.ledger.take_up()


def _now(ledger: Ledger) -> tuple[int, str]:
    size, root = ledger.head
    return size, root.hex()
