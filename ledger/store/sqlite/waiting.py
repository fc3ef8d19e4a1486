"""Waiting for whoever is writing, with a message, and without ignoring Ctrl-C.

SQLite waits for a moment at a time. In between, a person is told once whom it is waiting for, if
the system says who holds a lock (Linux does).
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from ledger.store import patience

MOMENT_SECONDS = 2.0
Done = TypeVar("Done")


def patiently(work: Callable[[], Done], uri: str, limit: float) -> Done:
    """Retry an action that may find the file locked, for `limit` seconds. Then raises SQLite's
    error."""
    import sqlite3  # Imported here to keep --help fast.

    until = time.monotonic() + limit
    told = False
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            primary = (error.sqlite_errorcode or 0) & 0xFF
            if primary not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            if time.monotonic() >= until:
                raise
        if not told:
            path = Path(unquote(uri.removeprefix("file://").partition("?")[0]))
            patience.tell(
                f"waiting for {holder(path) or 'another program'}, which is writing {path}."
            )
            told = True


def holder(path: Path) -> str | None:
    """Who holds a lock on the file or on SQLite's files beside it, or None if that cannot be
    known."""
    places = set()
    for file in (path, Path(f"{path}-shm")):
        with suppress(OSError):
            found = file.stat()
            device = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}"
            places.add(f"{device}:{found.st_ino}")
    with suppress(OSError, ValueError):
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            _, _, _, mode, number, place, *_ = line.replace("-> ", "").split()
            if mode == "WRITE" and place in places and int(number) not in (0, -1, os.getpid()):
                return f"process {number}{_name(number)}"
    return None


def _name(number: str) -> str:
    with suppress(OSError):
        name = Path(f"/proc/{number}/comm").read_text(encoding="utf-8", errors="replace").strip()
        return f" ({name})" if name.isprintable() and name else ""
    return ""
