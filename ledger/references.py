"""How references are written, and what a meeting's reference says: its body and its day."""

import re
from datetime import date
from typing import NamedTuple

from ledger.errors import Misused, NotFound


class Form(NamedTuple):
    """How the references of a record kind are written. `what` and `signs` say it to a person. With
    `capitals`, small letters are accepted and made capitals."""

    what: str
    pattern: str
    signs: str = "letters, digits and - only"
    capitals: bool = True

    def of(self, text: str) -> str:
        """`text` as a reference. Raises Misused if it is not one."""
        ref = text.strip()
        if not re.fullmatch(self.pattern, ref, re.ASCII | (re.IGNORECASE * self.capitals)):
            raise Misused(f"{text!r} is not {self.what}: {self.signs}.")
        return ref.upper() if self.capitals else ref


ABBREVIATION = Form("an abbreviation", r"[A-Z][A-Z0-9-]{0,19}")
SHORT_NAME = ABBREVIATION._replace(what="a short name")


def body_and_day(meeting: str) -> tuple[str, date]:
    """HTA, and 27 February 2018: what HTA/2018-02-27 says. Raises NotFound if it says none."""
    if (on := day_of_meeting(meeting)) is None:
        raise NotFound(f"{meeting} is not in the ledger. Check its spelling.")
    return meeting.rpartition("/")[0], on


def day_of_meeting(text: str) -> date | None:
    """The day in a meeting's reference; None in a body's."""
    body, slash, on = text.rpartition("/")
    try:
        return date.fromisoformat(on) if body and slash else None
    except ValueError:
        return None
