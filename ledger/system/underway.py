"""Half-made files of this process: removed when it is done with them, and at the latest when the
process ends, unless it is killed without warning. So are new folders in which nothing came to be.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_half_made: dict[Path, None] = {}
_new_folders: dict[Path, None] = {}
_made: dict[Path | str, None] = {}


def beside(to: Path) -> Path:
    """A hidden, unique name for the file that will become `to`."""
    return to.with_name(f".{to.name}.{os.urandom(4).hex()}")


@contextmanager
def gone_after(path: Path) -> Iterator[Path]:
    """Remove whatever was made at `path` afterwards, unless it was moved."""
    # Noted before the file exists: an interrupt may come between any two steps.
    _half_made[path] = None
    try:
        yield path
    finally:
        remove(path)
        _half_made.pop(path, None)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A new folder at `path`, removed afterwards with its content. Raises OSError."""
    with gone_after(path):
        path.mkdir(0o700)
        yield path


def folders(path: Path) -> None:
    """Make a private folder and its missing parents, unless they are there. Each that is new goes
    at the end if nothing is in it. Raises OSError."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    _new_folders.update(dict.fromkeys(missing))
    for one in (*reversed(missing), path):
        one.mkdir(0o700, exist_ok=True)


def made(place: Path | str) -> None:
    """Note a place, a file or an address, where something new is whole, or is about to be."""
    _made[place] = None


def begin() -> None:
    """Forget what was made before this command."""
    _made.clear()


def standing() -> list[str]:
    """Of the places so noted, those where it is."""
    return [str(one) for one in _made if isinstance(one, str) or os.path.lexists(one)]


def unless_kept(path: Path) -> None:
    """Remove what is whole, too, unless it is `kept`: what leaves is recorded, or is not there."""
    _half_made[path] = None


def keep(path: Path) -> None:
    """Leave it there, and the folder that it is in."""
    for one in (path, *path.parents):
        _half_made.pop(one, None)


def remove(path: Path) -> None:
    """Remove one of our files or folders, if possible."""
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@atexit.register
def clear() -> None:
    """Remove whatever an interrupt left behind."""
    for path in list(_half_made):
        remove(path)
        _half_made.pop(path, None)
    for new in sorted(_new_folders, reverse=True):  # Inner files and folders first.
        with suppress(OSError):
            new.rmdir()
        _new_folders.pop(new, None)
