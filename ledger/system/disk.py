"""Files as each operating system handles them: what Windows forbids or does differently is here.

On Windows an open or read-only file can be neither replaced nor removed; a folder cannot be opened
to flush it to disk; and nothing tells safely whether a process is alive, so its files are left
alone.
"""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ledger.system import underway

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PATIENCE_SECONDS = 1.0
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS)
_TAKEN = (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR)


@contextmanager
def private() -> Iterator[None]:
    """Everything this process creates meanwhile is private to this person: files 0600, folders
    0700."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def private_folder(folder: Path) -> None:
    """Make a private folder and its missing parents; tighten one of the program's folders that
    others may read. Raises OSError."""
    try:
        underway.folders(folder)
    except OSError as error:  # The folder above failed; the caller checks this one.
        raise type(error)(error.errno, error.strerror, str(folder)) from None
    with suppress(OSError):
        # A folder that somebody named may be meant for others, too.
        if "govledger" in folder.parts and others_may(folder):
            folder.chmod(0o700)


def others_may(path: Path) -> bool:
    """Whether anybody but its owner may read or write `path`, on systems where files record
    that."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def put_new(draft: Path, to: Path) -> None:
    """Give a finished file or folder its final name, which an empty folder yields to a folder.
    Raises FileExistsError if that name is taken."""
    if not os.path.lexists(to):
        underway.made(to)
    try:
        if draft.is_dir():
            if to.is_dir():
                to.rmdir()
            draft.rename(to)
        elif hasattr(os, "link"):
            _linked(draft, to)
        else:
            draft.rename(to)  # Windows refuses if the target exists.
    except OSError as error:  # The name or its disk is at fault.
        if error.errno not in _TAKEN:
            raise
        raise FileExistsError(errno.EEXIST, "File exists", str(to)) from None


def _linked(draft: Path, to: Path) -> None:
    try:
        os.link(draft, to)
    except OSError as error:  # A stick in FAT has no links.
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        draft.replace(to)
    else:
        draft.unlink()


def replace(draft: Path, to: Path) -> None:
    """Replace a file with a finished one. On Windows, raises PermissionError if somebody keeps the
    old one open for longer than a moment."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            draft.replace(to)
            return
        except PermissionError:
            if fcntl is not None or time.monotonic() > until:
                raise
            _writable(to)
            time.sleep(0.02)


def remove(path: Path) -> None:
    """Remove a file if it exists. Raises OSError."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        if fcntl is not None:
            raise
        _writable(path)
        path.unlink(missing_ok=True)


def _writable(path: Path) -> None:
    with suppress(OSError):
        path.chmod(stat.S_IREAD | stat.S_IWRITE)


def sync(folder: Path) -> None:
    """Flush a folder's entries to disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def hold(file: IO[bytes]) -> None:
    """Hold an open file until it is closed or the process ends, for `held` to see."""
    if fcntl is not None:
        with suppress(OSError):  # A share without locks: go by the age of the file.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def held(path: Path) -> bool:
    """Whether a living process holds the file; a file nobody holds may be removed by this check."""
    try:
        if fcntl is None:
            path.unlink()  # Windows refuses this while the file is open.
            return False
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:  # Locked or unreadable: to be safe, treat it as held.
        return True
    return False
