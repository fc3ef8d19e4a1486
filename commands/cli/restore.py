"""Declare that an older or another copy of the ledger takes over from the one last seen."""

from collections.abc import Iterator

from commands.session.page import Desk, option, recording, restoring
from ledger.application import Ledger
from ledger.events import Recorded
from ledger.records.restores import LedgerRestored
from ledger.services.restoring import declare
from ledger.words import agreeing, counted


@recording
@restoring
@option("--reason", asked=True, help="Why: from which backup, after what.")
def command(desk: Desk, reason: str) -> None:
    declared = declare(desk.ledger, desk.app.anchors, reason, desk.entry())
    desk.begun(declared)
    desk.notes += _gone(desk.ledger, declared[0])


def _gone(ledger: Ledger, declared: Recorded) -> Iterator[str]:
    """What is to be done again: nobody sees in the copy what it lacks."""
    assert isinstance(declared.event, LedgerRestored)
    gone = declared.event.seen_size - (declared.position - 1)
    if gone <= 0:
        return
    said = f"{counted(gone, 'event')} {agreeing(gone, 'is')} gone: record what you can again."
    if ledger.store.values():
        said += " If one of them erased a name, it is here again: erase it again."
    yield said
