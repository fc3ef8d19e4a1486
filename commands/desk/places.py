"""Files and folders that people name."""

import sys
from pathlib import Path

from commands.desk.text import plain
from ledger.problems import Misused


def located(text: str) -> Path:
    """The path that was typed, with ~ for a home. Raises Misused where that is nobody's."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise Misused(f"{text} is not a path: nobody here has that home.") from None


def shown(path: Path) -> str:
    """A path on stdout: as it is for a program, what is hidden in it spelled out for a person."""
    return plain(str(path)) if sys.stdout.isatty() else str(path)
