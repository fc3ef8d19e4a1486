"""By when something is due, as it is given to a command: a day, a meeting, or words."""

import re
from contextlib import suppress
from datetime import date
from typing import Any

from commands.session.desk import Desk
from commands.terminal import dates
from ledger.application import Ledger
from ledger.characters import folded
from ledger.errors import Misused
from ledger.naming import names
from ledger.services import meetings
from ledger.words import day

NEXT = re.compile(
    r"(?:(?:by|at|on|for) )?(?:the |our )?(?:next|following|coming) meeting", re.IGNORECASE
)
NEXT_OF = re.compile(
    r"(?:(?:by|at|on|for|before) )?(?:the )?(?:next|following|coming) (?:meeting of (?:the )?)?"
    r"(?P<body>.+?)(?: meeting)?",
    re.IGNORECASE,
)


def next_meeting(ledger: Ledger, body: str, after: date) -> str | None:
    """The next known meeting of a body named exactly."""
    ref = names(ledger, "body").get(folded(body))
    if ref is None:
        return None
    ledger.read_ahead([], ["meeting"])
    found = meetings.next_after(ledger, ref, after)
    return found.ref if found else None


def due_of(
    desk: Desk, text: str | None, words: str | None, basis: str | None, body: str | None = None
) -> dict[str, Any]:
    """The day, the meeting and the words by which it is due; without a day, the last one that the
    words can mean. `body`: whose next meeting the next one is."""
    said = text if text is not None else words
    inferred = "inferred" if basis == "inferred" else None
    if text is None and (words is None or basis == "none"):
        return {"due_words": words}
    if text is not None:
        if (meeting := _next(desk, text, body)) is not None:
            on = date.fromisoformat(meeting.rpartition("/")[2])
            words = words or text
            return {"due": on, "due_meeting": meeting, "due_words": words, "due_basis": "inferred"}
        of, slash, on_day = text.partition("/")
        if slash and _is_meeting(
            desk, of, on_day
        ):  # the meeting itself may not be in the ledger yet
            due = dates.parse(on_day, desk.day, ahead=True)
            meeting = f"{desk.ref('body', of)}/{due}"
            return {"due": due, "due_meeting": meeting, "due_words": words, "due_basis": inferred}
        with suppress(Misused):
            due = dates.parse(text, desk.day, ahead=True)
            return {"due": due, "due_words": words, "due_basis": inferred}
    from commands.session import periods  # What is due on a day needs none of its grammar.

    last = periods.last_day(said or "", desk.day)
    if last is None and text is not None:
        raise Misused(f"{text!r} is not a date. Give one, or the printed words: --due-words.")
    return {
        "due": last,
        "due_words": words or text,
        "due_basis": "inferred" if last is not None else None,
    }


def _is_meeting(desk: Desk, of: str, on: str) -> bool:
    """Whether it is the day of a body's meeting, and not words such as w/c 3 June or April/May."""
    if of.strip().isdecimal():  # 27/3/18: no body has a number for a name.
        return False
    looks_so = re.match(r"[A-Za-z].*/\d", f"{of}/{on}") is not None
    return looks_so or folded(of) in names(desk.ledger, "body")


def _next(desk: Desk, text: str, body: str | None) -> str | None:
    """The meeting, where the words are of the next one. Raises Misused where none is known."""
    said = text.strip()
    found = NEXT_OF.fullmatch(said)
    if NEXT.fullmatch(said) and body is not None:
        if (meeting := next_meeting(desk.ledger, body, desk.day)) is None:
            raise Misused(
                f"No meeting of {body} after {day(desk.day)} is scheduled. Schedule it first"
                " (meeting schedule), or give the day."
            )
        return meeting
    return next_meeting(desk.ledger, found["body"], desk.day) if found else None
