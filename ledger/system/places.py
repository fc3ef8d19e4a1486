"""Where a person's own files are: outside every ledger, and out of reach of whoever wrote one."""

import os
from pathlib import Path

from ledger.errors import Misused

_WITHIN = {"CONFIG": ".config", "STATE": ".local/state", "CACHE": ".cache"}


def own(kind: str) -> Path:
    """This person's folder for CONFIG, STATE or CACHE: XDG_CONFIG_HOME and so on, otherwise in
    their home. Raises Misused if they have none."""
    said = os.environ.get(f"XDG_{kind}_HOME")
    return Path(said) if said else _home() / _WITHIN[kind]


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # A container's user may have neither HOME nor an account.
        raise Misused(
            "This user has no home folder: HOME is not set, and the system knows no account for"
            " them. Set HOME to a folder that they may write."
        ) from None


def anchors(said: object = None) -> Path:
    """The folder of anchors and of the list of projections made here: GOVLEDGER_ANCHORS, otherwise
    what the config file `said`, otherwise the person's state folder."""
    given = os.environ.get("GOVLEDGER_ANCHORS") or said or own("STATE") / "govledger" / "anchors"
    try:
        return Path(given).expanduser()  # type: ignore[arg-type]
    except (TypeError, RuntimeError) as error:
        why = str(error).rstrip(".")
        raise Misused(f"The folder of anchors {given!r} is not a path: {why}.") from None
