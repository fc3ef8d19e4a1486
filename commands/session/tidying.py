"""Tidying the attachments after a command: removing those nothing needs, and those disposed of."""

from commands.session.app import App
from ledger.services import filing


def settle(app: App) -> None:
    """Remove what this run kept for nothing, since no event came to name it, and what it
    disposed of."""
    if app.attached:
        filing.settle(app.writer, app.attached)
        app.attached.clear()
