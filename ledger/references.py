"""What a reference says of itself: of a meeting, its body and its day."""

from datetime import date

from ledger.errors import NotFound


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
