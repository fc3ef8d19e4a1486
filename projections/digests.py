"""Which generations were made here: the digest of each, kept beside the anchors.

A generation lies in a folder that others may have written, or that came with somebody else's
ledger. So one is used only if this person's program made it and nobody changed it since. Hashing
90 MB takes 50 ms: what the system says of a file (its place on the disk, length and change time) is
kept with its digest, and the file is hashed again only if that differs. No program can set the
change time (ctime); only whoever sets the system's clock, or writes to the disk itself, can.
"""

import os
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from uuid import uuid4

from ledger.application import Ledger
from ledger.errors import Misused
from ledger.system import contents, disk, places, underway

# The coarsest file time: a write this soon after hashing may not change it.
SETTLED = 2 * 10**9
OLD_SECONDS = 3600
LOWER = "official"  # The folder of generations for readers without clearance.
FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")  # Those that the system has.


def _folder(ledger: Ledger) -> Path:
    """The folder of the digests. Raises OSError for an account without a home directory."""
    try:
        folder = (ledger.anchors or places.anchors()) / "generations" / ledger.identity
        return folder if ledger.store.cleared else folder / LOWER
    except Misused as error:
        raise OSError(str(error)) from None


def _as_the_system_says(found: os.stat_result) -> str:
    said = found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
    return " ".join(map(str, said))


def keep(ledger: Ledger, path: Path) -> None:
    """Keep the digest of a generation that was just made. Raises OSError if there is nowhere to."""
    folder = _folder(ledger)
    underway.folders(folder)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    for one in folder.glob(f"{path.name}.*"):  # Digests of a file that this one replaces.
        with suppress(OSError):
            if time.time() - one.stat().st_mtime > OLD_SECONDS:
                one.unlink()
    folder.joinpath(f"{path.name}.{digest}").touch(mode=0o600)


def can_be_kept(ledger: Ledger) -> bool:
    """Whether a generation made now would be recognised later."""
    with suppress(OSError):
        folder = _folder(ledger)
        underway.folders(folder)
        return os.access(folder, os.W_OK)
    return False


def sweep(ledger: Ledger, gone: Path) -> None:
    """Forget the digests of a generation that has gone."""
    for one in _folder(ledger).glob(f"{gone.name}.*"):
        with suppress(OSError):
            one.unlink()


def made_here(ledger: Ledger, path: Path) -> str | None:
    """The system's description of a file that was made here and not changed since; None for any
    other: one that cannot be read, a link, a pipe."""
    try:
        flags = sum(getattr(os, flag, 0) for flag in FLAGS)
        with os.fdopen(os.open(path, os.O_RDONLY | flags), "rb") as file:
            found = os.fstat(file.fileno())
            folder, said = _folder(ledger), _as_the_system_says(found)
            kept = _noted_digests(folder, path)
            if not stat.S_ISREG(found.st_mode) or not kept:
                return None
            if said in kept.values():
                return said
            began = time.time_ns()
            digest = file_digest(file, "sha256").hexdigest()
            if digest not in kept or said != _as_the_system_says(os.fstat(file.fileno())):
                return None
    except OSError:  # The file is gone or may not be read: it is not one that was made here.
        return None
    if began - found.st_ctime_ns > SETTLED:
        with suppress(OSError):  # Then it is hashed again the next time.
            _note(folder / f"{path.name}.{digest}", said)
    return said


def copied(ledger: Ledger, path: Path) -> int | None:
    """The descriptor of a nameless copy of a file that was made here; None for any other. Raises
    OSError if there is no room."""
    handle = os.open(tempfile.gettempdir(), os.O_TMPFILE | os.O_RDWR, 0o600)
    with open(handle, "r+b", closefd=False) as copy:
        with path.open("rb") as file:
            shutil.copyfileobj(file, copy, 1 << 20)
        copy.seek(0)
        if file_digest(copy, "sha256").hexdigest() in _noted_digests(_folder(ledger), path):
            return handle
    os.close(handle)
    return None


def _noted_digests(folder: Path, path: Path) -> dict[str, str]:
    """The digests of a generation with that name, each with the system's description of its
    file."""
    found = {}
    for one in folder.glob(f"{path.name}.*"):
        with suppress(OSError, ValueError):
            found[one.suffix[1:]] = contents.text(one, contents.SHORT)
    return found


def _note(file: Path, said: str) -> None:
    draft = file.with_name(f".{uuid4().hex}")
    try:
        draft.write_text(said, encoding="utf-8")
        disk.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def unchanged(path: Path, said: str) -> bool:
    """Whether the file with that name still fits the system's description."""
    try:
        return _as_the_system_says(path.lstat()) == said
    except OSError:
        return False
