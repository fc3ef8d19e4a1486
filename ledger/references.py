"""How references are written, and what that of a meeting says: its body and its day."""

import re
from datetime import date
from typing import NamedTuple

from ledger.errors import Misused, NotFound


class Form(NamedTuple):
    """How the references of a record kind are written: `what` one is, and of which `signs`, as a
    person is told. With `capitals`, small letters stand for them."""

    what: str
    pattern: str
    signs: str = "letters, digits and - only"
    capitals: bool = True

    def of(self, text: str) -> str:
        """The reference that `text` is. Raises Misused where it is none."""
        ref = text.strip()
        if not re.fullmatch(self.pattern, ref, re.ASCII | (re.IGNORECASE * self.capitals)):
            raise Misused(f"{text!r} is not {self.what}: {self.signs}.")
        return ref.upper() if self.capitals else ref


ABBREVIATION = Form("an abbreviation", r"[A-Z][A-Z0-9-]{0,19}")
SHORT_NAME = ABBREVIATION._replace(what="a short name")


def body_and_day(meeting: str) -> tuple[str, date]:
    """HTA, and 27 February 2018: what HTA/2018-02-27 says. Raises NotFound where it says none."""
    if (on := day_of_meeting(meeting)) is None:
        raise NotFound(f"{meeting} is not in the ledger. Check its spelling.")
    return meeting.rpartition("/")[0], on


def day_of_meeting(text: str) -> date | None:
    """The day in the reference of a meeting; none in that of a body."""
    body, slash, on = text.rpartition("/")
    try:
        return date.fromisoformat(on) if body and slash else None
    except ValueError:
        return None
