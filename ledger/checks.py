"""A check of the ledger: what was checked, and what is wrong.

The module of a record kind may define `holds(ledger) -> Check`, which `govledger verify` calls. A
new kind of proof is therefore a new file.
"""

import time
from typing import Any

import msgspec

from ledger.events import Frozen


class Check(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """`about` is what was checked, `covered` a sentence saying how much and how, `problems` what is
    wrong (empty if it holds). `nothing`: there was nothing to check, so it need not be reported."""

    about: str
    covered: str
    problems: tuple[str, ...] = ()
    nothing: bool = False


GOING_SECONDS = 2.0


def still_there(attachments: Any, digest: str) -> bool:
    """Whether a file that should have been removed is there after a short wait: its bytes go only
    after the event that disposes of it."""
    until = time.monotonic() + GOING_SECONDS
    while attachments.has(digest) and time.monotonic() < until:
        time.sleep(0.05)
    return bool(attachments.has(digest))
