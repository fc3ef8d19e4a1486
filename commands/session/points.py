"""A point in the ledger, as people name it: a day, a meeting, or a seal."""

import re
from datetime import date
from typing import TYPE_CHECKING

from commands.session.app import App
from commands.session.resolving import find
from commands.terminal import dates
from ledger.application import Ledger
from ledger.errors import Misused, NotFound
from ledger.records.meetings import Meeting
from ledger.records.seals import Sealed
from ledger.uk import day_of
from ledger.words import counted, day

if TYPE_CHECKING:
    from projections.differences import Point

_MEETING = re.compile(r"[^\W\d].*/")
_SEAL = re.compile(r"seal-[1-9]\d{0,17}")


def point(app: App, said: str) -> "Point":
    """The point that is meant: the end of a day, a meeting's day, or a seal (a number of events).
    Raises Misused or NotFound, saying what to type."""
    from projections.differences import Point

    if _SEAL.fullmatch(said.lower()):
        return _seal(app.reader, said.lower())
    try:
        on = dates.parse(said, app.today)
    except Misused:
        if not _MEETING.match(said):  # It begins with a digit: an invalid day.
            raise
        ref = find(app.reader, ["meeting"], said)[1]
        meeting = app.reader.state("meeting", ref)
        assert isinstance(meeting, Meeting)
        return Point(words=f"{ref} ({day(meeting.meets_on)})", day=meeting.meets_on)
    return Point(words=day(on), day=on)


def _seal(ledger: Ledger, ref: str) -> "Point":
    from projections.differences import Point

    history = ledger.history(f"seal:{ref}")
    if not history:
        raise NotFound(f"There is no {ref} in the ledger. See: govledger seal --help")
    sealed, on = history[0].event, day_of(history[0].envelope.recorded_at)
    assert isinstance(sealed, Sealed)
    size = sealed.tree_size
    return Point(words=f"{ref} ({counted(size, 'event')}, {day(on)})", day=on, told=size)


def told_by(ledger: Ledger, on: date) -> int:
    """How many events the ledger had at the end of a day, by binary search, since recording times
    never go back."""
    low, high = 0, ledger.size
    while low < high:
        middle = (low + high + 1) // 2
        if day_of(ledger.at(middle).envelope.recorded_at) <= on:
            low = middle
        else:
            high = middle - 1
    return low
