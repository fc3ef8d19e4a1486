"""The config file: what a person need not say each time."""

from typing import Any

from ledger.errors import Misused
from ledger.system import contents, places

NAMES = ("ledger", "actor", "key", "anchors")
_WRITTEN = (
    'A line is written actor = "Jo Dale"; a path with \\ between single quotes:'
    " ledger = 'C:\\office.ledger'"
)


def read() -> dict[str, Any]:
    """What it says, by name. Raises Misused where it cannot be read, or says what it may not."""
    try:
        file = places.own("CONFIG") / "govledger" / "config.toml"
    except Misused:  # Whoever has no home has no such file either.
        return {}
    try:
        text = contents.text(file, contents.SHORT)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except OSError as error:
        raise Misused(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise Misused(f"{file} cannot be read: {error}.") from None
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
