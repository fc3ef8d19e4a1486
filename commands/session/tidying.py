"""Tidying the attachments after a command: removing those nothing needs, and those disposed of."""

from commands.session.app import App


def settle(app: App) -> None:
    """Remove what this run kept for nothing, since no event came to name it, and what it
    disposed of: while nobody else writes, since others may have begun to name it."""
    if not app.attached:
        return
    ledger = app.writer
    with ledger.writing():
        for digest in app.attached:
            file = ledger.state("file", digest)
            never = not ledger.exists("file", digest)
            if never or (file is not None and file.status == "disposed"):
                ledger.attachments.remove(digest)
    app.attached.clear()
