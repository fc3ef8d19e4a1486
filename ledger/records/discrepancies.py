"""A discrepancy: a place where the papers contradict each other or themselves.

standing ──> explained
standing or explained ──> resolved

It states what should hold, and quotes what the papers say instead, each quotation with its
place (paper:line).
"""

from collections.abc import Sequence
from typing import ClassVar, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, AnyRef, Event, State, when
from ledger.rules import moved_on, nonempty, require

RECORD = "discrepancy"
NUMBERED = "X"

# What can happen

UNRESOLVED = when("standing", "explained")
OPEN = UNRESOLVED  # Read by registry.py, for every count of what is still open.


class DiscrepancyRaised(Beginning, kw_only=True):
    """The papers say what cannot all be so: each quotation has its place."""

    needs = NEW
    # Quotations and places pair up; to change them, retract and raise it again.
    fixed = frozenset({"quotes", "quoted_from"})
    moves_to = "standing"
    says = (
        "raised: {title}; what should hold: {should_hold}; the papers say: {quotes} ({quoted_from})"
        "[; about {about}]"
    )
    title: str
    should_hold: str
    quotes: tuple[str, ...]
    quoted_from: tuple[str, ...]
    about: tuple[AnyRef, ...] = ()


class DiscrepancyExplained(Event):
    """How it came about is known, or can be told; it stands in the papers all the same."""

    needs = UNRESOLVED
    moves_to = "explained"
    says = "explained: {text}"
    text: str


class DiscrepancyResolved(Event):
    """What is right is settled."""

    needs = UNRESOLVED
    moves_to = "resolved"
    says = "resolved: {text}"
    text: str


DiscrepancyEvent = DiscrepancyRaised | DiscrepancyExplained | DiscrepancyResolved

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "should_hold": "what would have to be so if the papers agreed",
    "quotes": "what the papers say, word for word",
    "quoted_from": "the paper and lines of each quotation",
}

# What we know


class Discrepancy(State):
    phrases: ClassVar[dict[str, str]] = {
        "resolved": (
            "was resolved on {since} (event {event}). Raise anything new as another discrepancy."
        )
    }
    should_hold: str = ""
    # Each with its place.
    quotes: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    explanation: str | None = None
    resolution: str | None = None


def evolve(discrepancy: Discrepancy | None, event: DiscrepancyEvent) -> Discrepancy:
    if isinstance(event, DiscrepancyRaised):
        return Discrepancy(
            title=event.title,
            should_hold=event.should_hold,
            quotes=tuple(zip(event.quoted_from, event.quotes, strict=False)),
            about=event.about,
        )
    assert discrepancy is not None
    match event:
        case DiscrepancyExplained(text=text):
            return replace(discrepancy, explanation=text)
        case DiscrepancyResolved(text=text):
            return replace(discrepancy, resolution=text)
    assert_never(event)


# Rules


def raise_discrepancy(
    discrepancy: Discrepancy | None,
    *,
    title: str,
    should_hold: str,
    quotes: Sequence[str],
    quoted_from: Sequence[str],
    about: Sequence[str] = (),
) -> list[Event]:
    if not quotes:
        raise Refused("A discrepancy quotes what the papers say, at least once (--says).")
    if len(quotes) != len(quoted_from):
        raise Refused(
            f"Each quotation needs its place: there are {len(quotes)} quotations and"
            f" {len(quoted_from)} places."
        )
    raised = DiscrepancyRaised(
        title=nonempty(title, "A discrepancy needs a title."),
        should_hold=nonempty(
            should_hold, "A discrepancy is held against what should be so (--should-hold)."
        ),
        quotes=tuple(nonempty(one, "A quotation needs words.") for one in quotes),
        quoted_from=tuple(
            nonempty(one, "A quotation needs its place: paper:line.") for one in quoted_from
        ),
        about=tuple(dict.fromkeys(about)),
    )
    require(discrepancy, raised)
    return [raised]


def explain(discrepancy: Discrepancy, *, text: str) -> list[Event]:
    explained = DiscrepancyExplained(text=nonempty(text, "An explanation needs words."))
    return moved_on(discrepancy, explained)


def resolve(discrepancy: Discrepancy, *, text: str) -> list[Event]:
    resolved = DiscrepancyResolved(text=nonempty(text, "A resolution needs words: what is right."))
    return moved_on(discrepancy, resolved)
