"""The office whose ledger it is, by its own name: what pages, papers and answers are headed with.

named (again with each new name)

A ledger is of one office, so there is one such record. A paper has the name of its day; of a day
before any was recorded, the first.
"""

from datetime import date
from typing import TYPE_CHECKING

from ledger.errors import Refused
from ledger.events import ANY, Event, State
from ledger.fold import standing
from ledger.references import Form
from ledger.rules import nonempty, require

if TYPE_CHECKING:
    from ledger.reading import Reader

RECORD = "office"
OFFICE = "OFFICE"
REFERENCE = Form("the office", OFFICE, f"there is one, {OFFICE}")
LONGEST = 120

# What can happen


class OfficeNamed(Event):
    """This is what the office is called from then on."""

    needs = ANY
    moves_to = "named"
    says = "named: {title}"
    title: str


# What we know


class Office(State):
    pass


def evolve(_: Office | None, event: OfficeNamed) -> Office:
    return Office(title=event.title)


def name_on(ledger: "Reader", on: date) -> str:
    """The office's name on a day; empty if no name is recorded at all."""
    named = standing(ledger.history(f"{RECORD}:{OFFICE}"))
    then = [one for one in named if one.envelope.effective_on <= on]
    events = (one.event for one in (then[-1:] or named[:1]))
    return next((one.title for one in events if isinstance(one, OfficeNamed)), "")


# Rules


def name(office: Office | None, *, title: str) -> list[Event]:
    named = OfficeNamed(title=nonempty(title, "An office needs a name, as on its letters."))
    if len(named.title) > LONGEST:
        raise Refused(
            f"An office's name has at most {LONGEST} characters; that has {len(named.title)}."
        )
    require(office, named)
    return [] if office is not None and office.title == named.title else [named]
