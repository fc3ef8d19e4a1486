"""Recording what left the ledger as a file, so that it can be recalled."""

from pathlib import Path
from typing import Any

from commands.session.app import App
from commands.session.desk import Desk
from commands.session.options import option
from commands.session.places import shown
from commands.session.recording import COMMON, at_desk
from ledger.errors import Problem

NOT_RECORDED = "The ledger cannot be written here, so this export is not recorded in it."
recipient_option = option("--recipient", help="Who receives it, in case it has to be recalled.")


def exported(app: App, place: Path, **facts: Any) -> None:
    """Record an export and only then print its `place`, so that whoever stops listening does not
    keep it out of the ledger: what, of how many events (`tree_size`), its `sha256`, whether it
    `discloses` personal values, and its `recipient`, if one is named."""
    from ledger.records import exports

    def work(desk: Desk) -> None:
        desk.create("export", exports.export, **facts)
        desk.given.insert(0, shown(place))

    try:
        at_desk(app, dict.fromkeys(str(flag.name) for flag in COMMON), work, {})
    except Problem as problem:
        left = f"{shown(place)} is written, and not recorded: remove it, then export it again."
        problem.args = (f"{problem}\n{left}",)
        raise problem from None
