"""The first bytes of a ledger's file, read without harm to other connections.

POSIX drops all locks that a process has on a file when it closes any descriptor of it. SQLite's
would go with them, another process would take over the -wal, and the file would be damaged when
both write. So one descriptor stays open as long as a ledger on that file does.
"""

import os
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

SIZE = 100


class Held:
    """A file descriptor, closed when no ledger refers to it any more."""

    def __init__(self, path: Path) -> None:
        self.descriptor = os.open(path, os.O_RDONLY)

    def header(self) -> bytes:
        return os.pread(self.descriptor, SIZE, 0)

    def __del__(self) -> None:
        if hasattr(self, "descriptor"):
            os.close(self.descriptor)


_held: WeakValueDictionary[tuple[int, int], Held] = WeakValueDictionary()
_lock = Lock()


def is_open(device: int, number: int) -> bool:
    """Whether this process has a ledger on this file open; if so, nothing else may open and close
    it."""
    return (device, number) in _held


def read(path: Path) -> tuple[bytes, Held | None]:
    """The file's header, and the descriptor its ledger must keep a reference to."""
    if not hasattr(os, "pread"):  # On Windows a lock belongs to its own descriptor.
        with path.open("rb") as file:
            return file.read(SIZE), None
    with _lock:
        found = path.stat()
        held = _held.get((found.st_dev, found.st_ino))
        if held is None:
            held = _held[found.st_dev, found.st_ino] = Held(path)
        return held.header(), held
