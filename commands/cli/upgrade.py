"""Upgrade a ledger of an earlier govledger to the current layout, and record that.

Only its tables change: every event stays as it is, byte for byte, and so do its root and its seals.
Keep a copy first. It is refused if the file does not look as that version left it.
"""

from commands.session.page import Desk, recording, upgrading
from ledger.records import upgrades


@recording
@upgrading
def command(desk: Desk) -> None:
    facts = desk.ledger.upgrade()
    desk.app.compare(desk.ledger)
    ref = f"upgrade-{desk.ledger.size + 1}"
    desk.record("upgrade", ref, upgrades.make, new=True, **facts)
