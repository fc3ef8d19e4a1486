"""What the file system reports, turned into one sentence for a person.

A sentence names a cause only if the error's code and its file show it: an error's text contains
people's file names, and so may say anything.
"""

import errno
import os
from pathlib import Path
from typing import Any

from ledger.errors import Misused, Problem, Unavailable
from ledger.leaf import Inadmissible
from ledger.system import installation

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
# Errors of a write to a file that is already open: they name no file.
_OF_A_WRITE = (*_NO_ROOM, errno.EIO, errno.EROFS)
_LITTLE = 1 << 16
FULL, FAILING, LOCKED, CLOSED, DAMAGED = range(5)


class unavailable:
    """Turn what the file system says of `path`, inside a `with`, into one sentence for a person.
    What is about another file goes on as it is."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: Any, error: BaseException | None, _where: Any) -> None:
        if error is not None and not isinstance(error, Problem):
            self.tell(error)

    def tell(self, error: BaseException) -> None:
        """Raise the sentence, where the error is about the path."""
        if isinstance(error, Inadmissible):
            raise Misused(f"That cannot be recorded: {error}.") from error
        # Otherwise it is about a terminal, not the ledger.
        if isinstance(error, UnicodeEncodeError) and error.encoding == "utf-8":
            said = "That cannot be recorded: it is not UTF-8 text. Type it again."
            raise Misused(said) from error
        if isinstance(error, OSError) and concerns(error, self.path):
            number = error.errno
            kind = FULL if number in _NO_ROOM else FAILING if number == errno.EIO else None
            kind = CLOSED if number in _NOT_ALLOWED else kind
            raise Unavailable(why(self.path, kind, error.strerror or str(error))) from error
        if isinstance(error, UnicodeDecodeError):  # A store's text: no other is without a name.
            raise Unavailable(why(self.path, None, str(error))) from error


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


def _full(path: Path | str) -> bool:
    """Whether the disk has no room: SQLite calls it a failure where its -shm cannot grow."""
    import shutil

    try:
        return shutil.disk_usage(Path(path).parent).free < _LITTLE
    except OSError:  # It is not there, or no file.
        return False


def why(path: Path | str, kind: int | None, said: str) -> str:
    """The sentence for what a store, or the disk it is on, says."""
    if kind == FULL or (kind == FAILING and _full(path)):
        return f"The disk of {path} is full: nothing was recorded. Make room and try again."
    if kind == FAILING:
        return (
            f"The disk of {path} failed to read or write: nothing was recorded. Check that it is"
            " there, is whole and has room."
        )
    if kind == LOCKED:
        return f"{path} is being written by another process. Try again in a moment."
    if kind == CLOSED:
        return f"{path} cannot be used: {said}. Check the permissions of the file and its folder."
    if kind == DAMAGED:
        return f"{path} is damaged ({said}). Restore a complete copy, then run: govledger verify"
    return f"{path} could not be used: {said}."
