"""The register of other offices: where their ledgers lie on this machine, and which can be read.

What is known of an office stands in this ledger's own events. The ledger that was made of its last
pack lies in this person's own folder, under the identity of this one:

    govledger/offices/3f1b.../KENT-41.ledger    of XDG_STATE_HOME

It is read only where it is the one that was made here, unchanged, with the size and the root that
the event says.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from commands.session.app import App
from ledger.application import Ledger
from ledger.characters import folded
from ledger.errors import Misused, NotFound, Problem
from ledger.events import Frozen
from ledger.fold import standing
from ledger.records.peers import RECORD, REFERENCE, Peer, PeerPackTaken, offices
from ledger.system import paths, places
from ledger.words import calendar_day, counted

if TYPE_CHECKING:
    from ledger.reading import Reader

ALL = "all"


class Member(msgspec.Struct, metaclass=Frozen):
    """An office that was asked for. `place`: its ledger on this machine, or None if none can be
    read; `why`: why it counts as missing, or "". If its last pack was refused it is missing, and is
    still read up to the pack before."""

    ref: str
    office: Peer
    place: Path | None
    why: str = ""

    @property
    def upto(self) -> str:
        """The seal up to which it is read."""
        if self.place is None:
            return ""
        by = self.office.last_recorded_on
        on = f" to {calendar_day(by)}" if by else ""
        return f"{counted(self.office.tree_size, 'event')}{on}"

    def facts(self) -> dict[str, Any]:
        """The same for a program."""
        read = self.place is not None
        return {
            "office": self.ref,
            "title": self.office.title or None,
            "tree_size": self.office.tree_size if read else None,
            "root": self.office.root if read else None,
            "last_recorded_on": self.office.last_recorded_on if read else None,
            "missing": self.why or None,
        }


def folder(ledger: "Reader") -> Path:
    """Where the ledgers of other offices lie. Raises Misused without a home directory."""
    return places.own("STATE") / "govledger" / "offices" / paths.part(ledger.identity)


def place(ledger: "Reader", ref: str, size: int) -> Path:
    return folder(ledger) / f"{paths.part(ref)}-{size}.ledger"


def members(app: App, text: str = ALL) -> list[Member]:
    """The offices that are meant, by name: all, or those named. Raises NotFound for one that is not
    registered, or if none is."""
    ledger = app.reader
    known = offices(ledger)
    wanted = list(known)
    if text.strip().casefold() != ALL:
        wanted = sorted({REFERENCE.of(one) for one in text.split(",") if one.strip()})
    if not known:
        raise NotFound("No other office is added yet. Add one: govledger office add")
    if not wanted:
        raise Misused(f"--offices names no office. Give {' or '.join((ALL, *known))}.")
    if strange := [ref for ref in wanted if ref not in known]:
        alone = " all stands alone." if folded(strange[0]) == ALL else ""
        raise NotFound(f"There is no office {strange[0]}; there is {', '.join(known)}.{alone}")
    return [member(ledger, ref, known[ref]) for ref in wanted]


def member(ledger: "Reader", ref: str, office: Peer) -> Member:
    if not office.tree_size:
        why = (
            f"its pack was refused: {office.refused}" if office.refused else "no pack was taken yet"
        )
        return Member(ref=ref, office=office, place=None, why=why)
    found = place(ledger, ref, office.tree_size)
    if wrong := _wrong(ledger, office, found):
        return Member(ref=ref, office=office, place=None, why=f"{wrong}: take its pack again")
    why = f"a later pack was refused: {office.refused}" if office.refused else ""
    return Member(ref=ref, office=office, place=found, why=why)


def _wrong(ledger: "Reader", office: Peer, found: Path) -> str:
    """What is wrong with the ledger of an office on this machine, or ""."""
    from projections import digests

    if not found.exists():
        return "its ledger is not on this machine"
    changes = Path(f"{found}-wal")
    with suppress(OSError):
        if changes.stat().st_size:
            return "its ledger on this machine was changed"
    if digests.made_here(ledger, found) is None:  # type: ignore[arg-type]
        return "its ledger on this machine was changed"
    try:
        other = Ledger.open(found, read_only=True)
    except Problem:
        return "its ledger on this machine cannot be read"
    try:
        size, root = other.head
        if (other.identity, size, root.hex()) != (office.of_ledger, office.tree_size, office.root):
            return "its ledger on this machine is another"
    except Problem:  # The identity or the head is wrong: it cannot be asked.
        return "its ledger on this machine cannot be read"
    finally:
        other.close()
    return ""


def taken_on(ledger: "Reader", ref: str) -> date | None:
    """The day on which its last pack was taken."""
    history = standing(ledger.history(f"{RECORD}:{ref}"))
    days = [one.envelope.effective_on for one in history if isinstance(one.event, PeerPackTaken)]
    return days[-1] if days else None


def coverage(found: Iterable[Member]) -> list[str]:
    """How many offices an answer covers, up to when, and which are missing and why."""
    found = list(found)
    missing = [one for one in found if one.why]
    covers = len(found) - len(missing)
    lines = [f"{covers} of {counted(len(found), 'office')} covered."]
    if covers:
        each = "; ".join(f"{one.ref}, {one.upto}" for one in found if not one.why)
        lines.append(f"Each up to its last seal taken: {each}.")
    for one in missing:
        rest = f" Its rows are of the pack before: {one.upto}." if one.place else ""
        lines.append(f"Missing: {one.ref}: {one.why.rstrip('.')}.{rest}")
    return lines
