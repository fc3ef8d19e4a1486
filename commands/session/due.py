"""By when something is due, as it is given to a command: a day, a meeting, or words."""

import re
from datetime import date
from typing import Any

from commands.session.desk import Desk
from commands.terminal import dates
from commands.terminal.calendars import NoSuchDay
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
    words can mean. `body`: whose meeting "next meeting" means."""
    said = text if text is not None else words
    inferred = "inferred" if basis == "inferred" else None
    if text is None and (words is None or basis == "none"):
        return {"due_words": words}
    if text is not None:
        if (meeting := _next(desk, text, body)) is not None:
            on = date.fromisoformat(meeting.rpartition("/")[2])
            words = words or text
            return {"due": on, "due_meeting": meeting, "due_words": words, "due_basis": "inferred"}
        try:
            due = dates.parse(text, desk.day, ahead=True)
            return {"due": due, "due_words": words, "due_basis": inferred}
        except NoSuchDay:  # Quoted as it was typed.
            raise
        except Misused:
            pass
        if (found := _meeting_of(desk, text)) is not None:  # It may not be in the ledger yet.
            body, on = found
            meeting = f"{body}/{on}"
            return {"due": on, "due_meeting": meeting, "due_words": words, "due_basis": inferred}
    from commands.session import periods  # A plain due date needs none of that grammar.

    last = periods.last_day(said or "", desk.day)
    if last is None and text is not None:
        raise Misused(f"{text!r} is not a date. Give one, or the printed words: --due-words.")
    return {
        "due": last,
        "due_words": words or text,
        "due_basis": "inferred" if last is not None else None,
    }


def _meeting_of(desk: Desk, text: str) -> tuple[str, date] | None:
    """The body and the day in BODY/DAY; None for words such as by 1/7/18, w/c 3 June or Q3 2018/19.
    Raises Misused for a body without a valid day, and for a day without a valid body."""
    of, slash, on = text.partition("/")
    if not slash or of.strip().isdecimal():  # 27/3/18: no body has a number for a name.
        return None
    # Friday 8/6/18 has a day before the stroke; April/May has none after it.
    looks_so = re.fullmatch(r"[A-Za-z](?:\S*|.*\D)", of.strip()) and _a_day(on, desk.day)
    if not looks_so and folded(of) not in names(desk.ledger, "body"):
        return None
    return desk.ref("body", of), dates.parse(on, desk.day, ahead=True)


def _a_day(text: str, today: date) -> bool:
    """Whether a text has the form of a day, even one that does not exist."""
    try:
        dates.parse(text, today, ahead=True)
    except NoSuchDay:
        return True
    except Misused:
        return False
    return True


def _next(desk: Desk, text: str, body: str | None) -> str | None:
    """The next meeting, if the words mean it. Raises Misused if none is known."""
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
