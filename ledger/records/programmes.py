"""A programme: what a body plans to do in a year, session by session, and what it asked for.

    proposed ──> adopted

Its sessions are in programme_sessions.py, what the body asked for in programme_requests.py. A
programme's reference is its body and year: HTA-2018, PANEL-2018/19.
"""

import re
from datetime import date
from typing import ClassVar, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.characters import folded
from ledger.errors import Misused
from ledger.events import NEW, Event, State, when
from ledger.rules import nonempty, once

RECORD = "programme"

# What can happen

ALIVE = when("proposed", "adopted")


class ProgrammeProposed(Beginning, kw_only=True):
    """It was put to the body, which has not agreed it yet."""

    needs = NEW
    fixed = frozenset({"body", "covers"})
    moves_to = "proposed"
    says = "proposed for {covers}: {title}"
    body: str
    title: str
    covers: str


class ProgrammeAdopted(Beginning, kw_only=True):
    """It holds for the body, for the year it covers."""

    needs = when("", "proposed")
    fixed = frozenset({"body", "covers"})
    moves_to = "adopted"
    says = "adopted for {covers}: {title}"
    body: str
    title: str
    covers: str


ProgrammeEvent = ProgrammeProposed | ProgrammeAdopted

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"covers": "the time that a programme covers"}

# What we know


class Programme(State):
    """`planned` are the sessions to come with their days, `held` those that were; `asked` are the
    requests that wait, `met` those that do not."""

    phrases: ClassVar[dict[str, str]] = {"adopted": "was adopted on {since} (event {event})."}
    body: str = ""
    covers: str = ""
    planned: tuple[tuple[str, date | None], ...] = ()
    held: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    met: tuple[str, ...] = ()


def evolve(programme: Programme | None, event: ProgrammeEvent) -> Programme:
    known = programme or Programme()
    match event:
        case ProgrammeProposed() | ProgrammeAdopted():
            return replace(known, title=event.title, body=event.body, covers=event.covers)
    assert_never(event)


# Rules


def reference_of(event: ProgrammeProposed | ProgrammeAdopted) -> str:
    return f"{event.body}-{event.covers}"


def year_named(text: str) -> str:
    """A year, or one that spans two, written as in a reference. Raises Misused."""
    # With a slash: PANEL-2018-19 would look like the nineteenth of a kind with numbers.
    match = re.fullmatch(r"(\d{4})(?:[/-](?:\d\d)?(\d\d))?", text.strip(), re.ASCII)
    if match is None or (match[2] and int(match[2]) != (int(match[1]) + 1) % 100):
        raise Misused(f"{text!r} is not a year such as 2018, or 2018/19.")
    return f"{match[1]}/{match[2]}" if match[2] else match[1]


def propose(programme: Programme | None, *, body: str, covers: str, title: str) -> list[Event]:
    title = nonempty(title, "A programme needs a title.")
    return _begun(programme, ProgrammeProposed(body=body, covers=year_named(covers), title=title))


def adopt(programme: Programme | None, *, body: str, covers: str, title: str) -> list[Event]:
    title = nonempty(title, "A programme needs a title.")
    return _begun(programme, ProgrammeAdopted(body=body, covers=year_named(covers), title=title))


def _begun(programme: Programme | None, event: Event) -> list[Event]:
    return once(programme, event)


def as_known(names: tuple[str, ...], said: str) -> str:
    """A name as it was first written, regardless of case and spaces."""
    plain = " ".join(said.split())
    return next((one for one in names if folded(one) == folded(plain)), plain)
