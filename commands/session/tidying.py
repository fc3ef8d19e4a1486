"""Tidying the shelf after a command: nothing stays on it for nothing, nothing that was to go."""

from commands.session.app import App
from ledger.attachments import Shelf


def settle(app: App) -> None:
    """Take off the shelf what this run put there for nothing, since no event came to name it, and
    what it disposed of: while nobody else writes, since others may have begun to name it."""
    if not app.shelved:
        return
    ledger = app.writer
    with ledger.writing():
        for digest in app.shelved:
            file = ledger.state("file", digest)
            never = not ledger.exists("file", digest)
            if never or (file is not None and file.status == "disposed"):
                Shelf(ledger.path).remove(digest)
    app.shelved.clear()
