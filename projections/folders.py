"""Where the generations of a ledger are: beside it, or in the person's cache, in folders that
nobody else can write to; and the folders in which somebody is at work."""

import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ledger.application import Ledger
from ledger.errors import Misused
from ledger.system import disk, places, underway
from projections import digests, events

BUILD, ROOM, _ALIVE = ".build-", ".room-", "alive"
NEW_SECONDS = 60  # So long a folder in which nothing is held yet may be one that is being made.


def of(ledger: Ledger) -> list[Path]:
    """Where the generations of a ledger may be: beside it, or in the person's cache; for readers
    without clearance, in folders of their own."""
    return under(ledger, "" if ledger.store.cleared else digests.LOWER)


def under(ledger: Ledger, lower: str) -> list[Path]:
    """The same for a cleared reader, if `lower` is empty, or for one without clearance."""
    beside = ledger.path.with_name(ledger.path.name + ".projections") / lower
    try:
        return [beside, places.own("CACHE") / "govledger" / ledger.identity / lower]
    except Misused:  # This person has no home directory.
        return [beside]


def writable(ledger: Ledger) -> Path | None:
    """The first of them in which a generation can be kept, or None."""
    if not digests.can_be_kept(ledger):  # A temporary one, which nobody uses later.
        return None
    for folder in of(ledger):
        with suppress(OSError):
            underway.folders(folder)
            if closed(folder) and os.access(folder, os.W_OK):
                return folder
    return None


def closed(folder: Path) -> bool:
    """Whether a folder is this person's and nobody else can write in it: not over a link."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or not hasattr(os, "geteuid"):
        return stat.S_ISDIR(found.st_mode)
    if found.st_uid != os.geteuid():
        return False
    if found.st_mode & 0o077:  # An earlier version made it, or it came with a ledger.
        with suppress(OSError):
            folder.chmod(0o700)
    return not folder.lstat().st_mode & 0o022


def found(ledger: Ledger) -> list[Path]:
    """Every generation of the shape that questions use."""
    return [path for folder in of(ledger) for path in published(folder)]


def published(folder: Path) -> list[Path]:
    shape = f"events-{events.fingerprint()}-*.duckdb"
    with suppress(OSError):  # Somebody else's home, if this runs under their name (sudo).
        return [one for one in inside(folder) if one.match(shape)]
    return []


def inside(folder: Path) -> list[Path]:
    """The entries of a folder, if it exists. Raises OSError if it cannot be listed."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def position_of(path: Path) -> int:
    number = path.stem.rpartition("-")[2]
    return int(number) if number.isdigit() else 0


def room(ledger: Ledger, held: ExitStack) -> Path | None:
    """A new folder beside the generations, removed when `held` is closed; None if it cannot be
    made."""
    folder = writable(ledger)
    if folder is not None:
        with suppress(OSError):
            return held.enter_context(at_work(folder / f"{ROOM}{secrets.token_hex(4)}"))
    return None


@contextmanager
def at_work(work: Path) -> Iterator[Path]:
    """A folder to work in, gone afterwards; while this process lives, `alive` says so."""
    with underway.folder(work), (work / _ALIVE).open("wb", buffering=0) as file:
        disk.hold(file)
        file.write(b"held")  # From now on, whether it is held tells.
        yield work


def alive(left: Path) -> bool:
    """Whether the process that works in the folder still runs: it holds a file there open."""
    return disk.held(left / _ALIVE)


def just_made(left: Path) -> bool:
    """Whether nothing is in the folder yet, and whoever made it may be about to hold the file."""
    with suppress(OSError):  # It has just gone.
        if not any(one.name != _ALIVE or one.stat().st_size for one in left.iterdir()):
            return time.time() - left.stat().st_mtime < NEW_SECONDS
    return False
