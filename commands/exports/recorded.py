"""Recording what left the ledger as a file, so that it can be recalled."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.session.app import App
from commands.session.desk import Desk
from commands.session.options import option
from commands.session.places import shown
from commands.session.recording import COMMON, at_desk
from commands.terminal import screen
from ledger.errors import Problem
from ledger.system import underway

if TYPE_CHECKING:
    from commands.exports.pack.making import WrittenPack

recipient_option = option("--recipient", help="Who receives it, in case it has to be recalled.")


class Outgoing:
    """Something that leaves a ledger as a file. It is recorded there, unless the ledger cannot be
    written here, or it is a `preview`."""

    def __init__(self, app: App, *, preview: bool = False) -> None:
        self.app, self.preview = app, preview
        self.recorded = not preview and app.writable
        self.ledger = app.writer if self.recorded else app.reader
        if self.recorded:
            _ = app.actor  # Checked before anything is written.

    def record(self, place: Path, *, once: str = "", **facts: Any) -> None:
        """Record it and only then print its `place`, so that whoever stops listening does not keep
        it out of the ledger: what, of how many events (`tree_size`), its `sha256`, whether it
        `discloses` personal values, and its `recipient`, if one is named. `once`: the same bytes
        are recorded once, and how that is told begins so."""
        from ledger.records import exports

        same = facts["what"], facts["sha256"], facts["recipient"]
        before = exports.same(self.app.reader, *same) if once and self.recorded else None
        if self.recorded and not before:
            return self._record(place, facts)
        underway.keep(place)
        click.echo(shown(place))
        if before:
            screen.say(f"{once} recorded already, as {before}.")
        return None

    def _record(self, place: Path, facts: dict[str, Any]) -> None:
        from ledger.records import exports

        def work(desk: Desk) -> None:
            desk.create("export", exports.export, **facts)
            desk.given.insert(0, shown(place))

        try:
            at_desk(self.app, dict.fromkeys(str(flag.name) for flag in COMMON), work, {})
        except Problem as problem:
            underway.keep(place)
            left = f"{shown(place)} is written, and not recorded: remove it, then export it again."
            problem.args = (f"{problem}\n{left}",)
            raise problem from None
        finally:
            if self.app.stands:
                underway.keep(place)

    def record_pack(
        self, place: Path, what: str, size: int, made: "WrittenPack", recipient: str | None
    ) -> None:
        """The same of a pack of the first so many events."""
        sha256, told = made.sha256, made.values > 0
        self.record(
            place, what=what, tree_size=size, sha256=sha256, discloses=told, recipient=recipient
        )

    def tell(self) -> None:
        """Say so if it was not recorded."""
        if self.preview:
            screen.say("This is a preview: no export is recorded.")
        elif not self.recorded:
            screen.say("The ledger cannot be written here, so this export is not recorded in it.")
