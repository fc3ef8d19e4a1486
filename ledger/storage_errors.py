"""What the database or the file system says, turned into one sentence for a person.

A sentence names a cause only where the error says so, by its code and the file it is about: the
words of an error hold the names of people's files, and may say anything.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.persistence import DataError, PersistenceError

from ledger.errors import Broken, Misused, Problem, Unavailable
from ledger.system import installation

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
# What a write may end with that goes to a file already open: such an error names no file.
_OF_A_WRITE = (*_NO_ROOM, errno.EIO, errno.EROFS)
FULL, FAILING, LOCKED, CLOSED, DAMAGED = range(5)
_CODES = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FAILING,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


@contextmanager
def unavailable(path: Path) -> Iterator[None]:
    """Turn what the database or the file system says of `path` into one sentence for a person. What
    is about another file goes on as it is."""
    try:
        yield
    except Problem:
        raise
    except DataError as error:
        raise Misused(f"That cannot be recorded: {error}.") from error
    except UnicodeEncodeError as error:
        if error.encoding != "utf-8":  # Of a terminal, not of the ledger.
            raise
        raise Misused("That cannot be recorded: it is not UTF-8 text. Type it again.") from error
    except (sqlite3.Error, PersistenceError) as error:  # Only the ledger is SQLite.
        if "head of the log" in str(error):
            raise Broken(f"{path} does not end as it did. Run: govledger verify") from error
        raise Unavailable(_why(path, _kind(error), str(error))) from error
    except OSError as error:  # Only where it is about `path`.
        if not concerns(error, path):
            raise
        kind = FULL if error.errno in _NO_ROOM else FAILING if error.errno == errno.EIO else None
        kind = CLOSED if error.errno in _NOT_ALLOWED else kind
        raise Unavailable(_why(path, kind, error.strerror or str(error))) from error
    except UnicodeDecodeError as error:  # SQLite's text: nothing else is decoded without a name.
        raise Unavailable(_why(path, None, str(error))) from error


def concerns(error: OSError, place: Path) -> bool:
    """Whether an error is about `place`, what is in it, or what is beside it under its name (a
    draft, a -wal). An error that names no file is taken for one where it is of a write."""
    named = [name for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    if not named:
        return error.errno in _OF_A_WRITE
    if any(installation.owns(name) for name in named):
        return False
    return any(_belongs(Path(os.fsdecode(name)).absolute(), place) for name in named)


def _belongs(file: Path, place: Path) -> bool:
    for one in (place.absolute(), Path(os.path.realpath(place))):
        if file == one.parent:
            return True
        if file.is_relative_to(one.parent):
            begins = file.relative_to(one.parent).parts[0]
            if begins.removeprefix(".").startswith(one.name.removeprefix(".")):
                return True
    return False


def code(error: BaseException) -> int | None:
    """SQLite's own number for what went wrong, where it is known."""
    found: BaseException | None = error
    while found is not None:
        number = getattr(found, "sqlite_errorcode", None)
        if isinstance(number, int):
            return number & 0xFF  # The rest tells more of the same.
        found = found.__cause__
    return None


def _kind(error: BaseException) -> int | None:
    return _CODES.get(code(error) or 0)


def _why(path: Path, kind: int | None, said: str) -> str:
    if kind == FULL:
        return f"The disk of {path} is full: nothing was recorded. Make room and try again."
    if kind == FAILING:
        return f"The disk of {path} is full, or failing: nothing was recorded. Make room first."
    if kind == LOCKED:
        return f"{path} is being written by another process. Try again in a moment."
    if kind == CLOSED:
        return f"{path} may not be used: {said}. Look at who may read and write it and its folder."
    if kind == DAMAGED:
        return f"{path} is damaged ({said}). Put back a whole copy, then run: govledger verify"
    return f"{path} could not be used: {said}."
