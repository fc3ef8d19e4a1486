"""Measures, including those reported for the first time."""

import re

from ledger.errors import Misused


def new_or_known(code: str) -> str:
    """A measure's code in the form of a reference, whether or not the ledger has it."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{1,29}", code.strip()):
        raise Misused(f"{code!r} is not the code of a measure: letters, digits and - only.")
    return code.strip().upper()
