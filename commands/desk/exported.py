"""Recording what left the ledger as a file, so that it can be recalled."""

from typing import Any

from commands.desk.app import App
from commands.desk.desk import Desk
from commands.desk.recording import COMMON, at_desk


def exported(app: App, **facts: Any) -> None:
    """Record an export: what, of how many events (`tree_size`), its `sha256`, whether it
    `discloses` personal values, and its `recipient`, if one is named."""
    from ledger import exports

    def work(desk: Desk) -> None:
        desk.create("export", exports.export, **facts)

    at_desk(app, dict.fromkeys(str(flag.name) for flag in COMMON), work, {})
