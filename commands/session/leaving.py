"""The ledger of which something leaves the office."""

from typing import TYPE_CHECKING

from commands.session.app import App

if TYPE_CHECKING:
    from ledger.application import Ledger


def exported_ledger(app: App, *, recorded: bool) -> "Ledger":
    """The ledger to export: for writing, where the export is recorded in it. Who exports is asked
    for before anything is written, not after."""
    if not recorded:
        return app.reader
    ledger = app.writer
    _ = app.actor
    return ledger
