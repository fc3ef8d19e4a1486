"""Files and folders that people name."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from commands.terminal.text import plain
from ledger.errors import Misused, Refused, Unavailable
from ledger.system import disk, places, underway

if TYPE_CHECKING:
    from commands.session.app import App
    from ledger.application import Ledger
    from ledger.store.opening import Place

# The endings of what belongs to a ledger, beside it and under its name.
_BESIDE = (".files", ".projections", "-wal", "-shm", "-journal")


def drafts(ledger: "Ledger") -> Path:
    """The folder of a person's drafts of minutes for one ledger."""
    return places.own("STATE") / "govledger" / "drafts" / ledger.identity


def located(text: str) -> Path:
    """The typed path, with ~ expanded. Raises Misused if there is no such home folder."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise Misused(f"{text} is not a path: there is no such home folder.") from None


def old_ledger(text: str) -> "Place":
    """The ledger that was typed: a file, or a database by its address."""
    from ledger.store.opening import is_address

    return text if is_address(text) else located(text)


def new_ledger(app: "App", text: str) -> "Place":
    """Where a ledger will be made: a file, as `output` has it, or a database by its address."""
    from ledger.store.opening import is_address

    return text if is_address(text) else output(app, text)


def output(app: "App", text: str) -> Path:
    """The place where a named file or folder will be written. Raises Refused if it is a link, or is
    among the program's own files beside a ledger or for this person; Misused for standard
    output."""
    if text == "-":
        raise Misused("What is made is a file or a folder, not standard output. Name a place.")
    place = located(text)
    # A name that cannot be looked up, such as one too long, cannot be written either.
    with suppress(OSError, RuntimeError):
        if place.is_symlink():
            raise Refused(
                f"{place} is a link, and govledger does not write over links. Name another place."
            )
        for folder in place.parents:
            if folder.is_symlink() and not folder.exists():
                raise Refused(f"{folder} is a link to nothing. Name another place.")
        whole = place.parent.resolve() / place.name
        for folder, owner in _ours(app, whole):
            if whole == folder or folder in whole.parents:
                raise Refused(f"{place} is where {owner} keeps its own files. Name another place.")
    return place


def _ours(app: "App", place: Path) -> Iterator[tuple[Path, str]]:
    """The files and folders that `place` must not be or be inside, and what they belong to."""
    from ledger.application import Ledger

    for folder in (place, *place.parents):
        for ending in _BESIDE:
            if folder.name.casefold().endswith(ending):
                owner = folder.with_name(folder.name[: -len(ending)])
                if Ledger.is_one(owner):
                    yield folder, f"the ledger {owner}"
    with suppress(Misused):  # Without a home directory, nothing is kept in it.
        yield app.anchors.resolve(), "govledger"
    for kind in ("STATE", "CACHE"):
        with suppress(Misused):
            yield (places.own(kind) / "govledger").resolve(), "govledger"


def put(place: Path, content: bytes, *, over: bool = False) -> None:
    """Write a file completely or not at all. Raises OSError, or FileExistsError if it exists and
    `over` is false."""
    with underway.gone_after(underway.beside(place)) as draft:
        with draft.open("xb") as out:
            out.write(content)
        if over:
            disk.replace(draft, place)
        else:
            disk.put_new(draft, place)


def write(app: "App", text: str, content: bytes) -> Path:
    """Write a new file that a person named, completely or not at all: its place. Raises Refused if
    it exists, Unavailable if it cannot be written."""
    place = output(app, text)
    try:
        put(place, content)
    except FileExistsError:
        raise Refused(f"{place} already exists. Name a new file.") from None
    except OSError as error:  # Only this file is written.
        raise Unavailable(f"{place} could not be written: {error.strerror}.") from None
    return place


def write_all(app: "App", files: list[tuple[str, bytes]]) -> None:
    """Write each of the new files that a person named as `write` does: all, or none."""
    with ExitStack() as undone:
        for text, content in files:
            undone.callback(underway.remove, write(app, text, content))
        undone.pop_all()


def shown(path: Path) -> str:
    """A path for stdout: unchanged for a program, with hidden characters spelled out for a
    person."""
    return plain(str(path)) if sys.stdout.isatty() else str(path)
