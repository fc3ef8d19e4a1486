"""The config file: what a person need not say each time."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ledger.errors import Misused
from ledger.system import contents, places

NAMES = ("ledger", "actor", "key", "anchors")
_WRITTEN = (
    'A line is written actor = "Jo Dale"; a path with \\ between single quotes:'
    " ledger = 'C:\\office.ledger'"
)


def read(warn: Callable[[str], None]) -> dict[str, Any]:
    """The settings by name. Raises Misused if the file cannot be read, or has settings it may not
    have; warns if nobody may see whether it exists."""
    try:
        file = places.own("CONFIG") / "govledger" / "config.toml"
    except Misused:  # Without a home directory there is no such file.
        return {}
    text = _text(file, warn)
    if not text:
        return {}
    import tomllib  # Most have no such file.

    try:
        said = tomllib.loads(text)
    except RecursionError:
        raise Misused(f"{file} cannot be read: its brackets nest too deeply.") from None
    except tomllib.TOMLDecodeError as error:
        raise Misused(f"{file} cannot be read: {error}. {_WRITTEN}") from None
    for name, value in said.items():
        if name not in NAMES:
            raise Misused(f"{file} may say {', '.join(NAMES)} and no more, and it says {name}.")
        if not isinstance(value, str):
            raise Misused(f'{file}: {name} must be text between quotes: {name} = "..."')
    return said


def _text(file: Path, warn: Callable[[str], None]) -> str:
    try:
        return contents.text(file, contents.SHORT)
    except PermissionError as error:
        if os.path.lexists(file):  # False in a folder that may not be read.
            raise _unread(file, contents.why(error)) from None
        warn(
            f"You may not look into {file.parent}, so no settings were read from {file}, if it is"
            " there. Set XDG_CONFIG_HOME to a folder that you may read."
        )
    except (FileNotFoundError, NotADirectoryError):
        if file.is_symlink():
            raise _unread(file, "it is a link to a file that is not there") from None
    except UnicodeDecodeError as error:
        raise Misused(contents.not_text(str(file), error)) from None
    except OSError as error:
        raise _unread(file, contents.why(error)) from None
    return ""


def _unread(file: Path, why: str) -> Misused:
    return Misused(
        f"{file} cannot be read: {why}. What it says of the ledger and of you would be left out."
        " Mend it, or move it away."
    )
