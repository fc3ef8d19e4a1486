"""Where a person's own files are: outside every ledger, and out of reach of whoever wrote one."""

import os
from pathlib import Path

from ledger.errors import Misused


def anchors(said: object = None) -> Path:
    """The folder of anchors and of the list of projections made here: GOVLEDGER_ANCHORS, otherwise
    what the config file `said`, otherwise the person's state folder."""
    given = os.environ.get("GOVLEDGER_ANCHORS") or said
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    try:
        return Path(given or Path(state) / "govledger" / "anchors").expanduser()  # type: ignore[arg-type]
    except (TypeError, RuntimeError) as error:
        raise Misused(f"The folder of anchors {given!r} is not a path: {error}.") from None
