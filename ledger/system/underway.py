"""Half-made files of this process: removed when it is done with them, and at the latest when the
process ends, unless it is killed without warning.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_half_made: dict[Path, None] = {}


def beside(to: Path) -> Path:
    """A name for what will become `to`: hidden, and nobody else's."""
    return to.with_name(f".{to.name}.{os.urandom(4).hex()}")


@contextmanager
def gone_after(path: Path) -> Iterator[Path]:
    """Whatever is made at `path`, a file or a folder, is gone afterwards, unless it was moved."""
    # Noted before it is there: an interrupt may come between any two steps, these too.
    _half_made[path] = None
    try:
        yield path
    finally:
        remove(path)
        _half_made.pop(path, None)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A new folder at `path`, gone afterwards with all that is in it. Raises OSError."""
    with gone_after(path):
        path.mkdir(0o700)
        yield path


def remove(path: Path) -> None:
    """Remove a file or a folder of ours, if it is there and can be."""
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@atexit.register
def clear() -> None:
    """Remove what an interrupt left, wherever it struck."""
    for path in list(_half_made):
        remove(path)
        _half_made.pop(path, None)
