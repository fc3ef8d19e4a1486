"""An oversight body: a committee, board or series of meetings, with its cadence.

active <──> under review
active or under review ──> replaced, dissolved

Its members are in body_members.py. It can be found by any other name the papers give it.
"""

from collections.abc import Sequence
from typing import ClassVar, Literal, assert_never, get_args

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, Event, SameRef, State, when
from ledger.references import ABBREVIATION
from ledger.rules import (
    ahead,
    allowed,
    already,
    another_name,
    free,
    moved_on,
    nonempty,
    refusal,
    require,
)
from ledger.words import day

RECORD = "body"
REFERENCE = ABBREVIATION

Cadence = Literal[
    "weekly",
    "fortnightly",
    "monthly",
    "bi-monthly",
    "quarterly",
    "three a year",
    "twice a year",
    "annual",
    "ad hoc",
]
CADENCES: tuple[Cadence, ...] = get_args(Cadence)

# What can happen

STANDING = when("active", "under review")
KNOWN = when("active", "under review", "replaced", "dissolved")


class BodyConstituted(Beginning, kw_only=True):
    """There is such a body; a cadence may be unknown."""

    needs = NEW
    moves_to = "active"
    says = "constituted: {title}[; meets {cadence}]"
    title: str
    cadence: Cadence | None = None
    purpose: str | None = None
    publishes_notes: bool | None = None
    public: bool | None = None


class BodyAliasAdded(Event):
    """The papers also call it this."""

    # Papers still name bodies that no longer meet.
    needs = KNOWN
    says = "also known as {alias}"
    alias: str


class BodyCadenceChanged(Event):
    """It meets more or less often."""

    needs = STANDING
    says = "cadence changed to {cadence}"
    cadence: Cadence


class BodyPublicationRuleSet(Event):
    """Whether its notes are published and its meetings public."""

    needs = STANDING
    says = "publication rule set[; notes published: {publishes_notes}][; public: {public}]"
    publishes_notes: bool | None = None
    public: bool | None = None


class BodyPlacedUnderReview(Event):
    """Whether it goes on is being looked at."""

    needs = when("active")
    moves_to = "under review"
    says = "placed under review: {reason}"
    reason: str


class BodyReviewEnded(Event):
    """It goes on."""

    needs = when("under review")
    moves_to = "active"
    says = "goes on after review: {reason}"
    reason: str


class BodyReplaced(Event):
    """Another body does its work now."""

    needs = STANDING
    moves_to = "replaced"
    says = "replaced by {replaced_by}"
    replaced_by: SameRef


class BodyDissolved(Event):
    """It no longer meets."""

    needs = STANDING
    moves_to = "dissolved"
    says = "dissolved: {reason}"
    reason: str


BodyEvent = (
    BodyConstituted
    | BodyAliasAdded
    | BodyCadenceChanged
    | BodyPublicationRuleSet
    | BodyPlacedUnderReview
    | BodyReviewEnded
    | BodyReplaced
    | BodyDissolved
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "cadence": "how often a body meets",
    "publishes_notes": "whether a body publishes its notes",
    "public": "whether a body meets in public",
    "replaced_by": "the body that takes the place of another",
}

# What we know


class Body(State):
    phrases: ClassVar[dict[str, str]] = {
        "dissolved": "was dissolved on {since} (event {event}): it no longer meets.",
        "replaced": "was replaced by {replaced_by} on {since} (event {event}): it no longer meets.",
    }
    cadence: str | None = None
    replaced_by: str | None = None
    aliases: tuple[str, ...] = ()
    # Each with the capacity in which they sit, if it is known.
    members: tuple[tuple[str, ...], ...] = ()


def answers_to(body: Body) -> tuple[str, ...]:
    """What it is called besides its reference."""
    return (body.title, *body.aliases)


def evolve(body: Body | None, event: BodyEvent) -> Body:
    if isinstance(event, BodyConstituted):
        return Body(title=event.title, cadence=event.cadence)
    assert body is not None
    match event:
        case BodyCadenceChanged(cadence=cadence):
            return replace(body, cadence=cadence)
        case BodyReplaced(replaced_by=other):
            return replace(body, replaced_by=other)
        case BodyAliasAdded(alias=alias):
            return replace(body, aliases=(*body.aliases, alias))
        case (
            BodyPublicationRuleSet() | BodyPlacedUnderReview() | BodyReviewEnded() | BodyDissolved()
        ):
            return body
    assert_never(event)


# Rules


@ahead
def constitute(
    body: Body | None,
    *,
    title: str,
    taken_by: str | None,
    cadence: str | None = None,
    purpose: str | None = None,
    publishes_notes: bool | None = None,
    public: bool | None = None,
) -> list[Event]:
    """`taken_by`: another body, or a post, that already answers to the title or abbreviation."""
    constituted = BodyConstituted(
        title=nonempty(title, "A body needs its name."),
        cadence=_checked_cadence(cadence) if cadence is not None else None,
        purpose=purpose,
        publishes_notes=publishes_notes,
        public=public,
    )
    if body is not None and constituted in body.said:
        return []
    require(body, constituted)
    free(constituted.title, taken_by)
    return [constituted]


def add_alias(body: Body, *, alias: str, taken_by: str | None) -> list[Event]:
    """`taken_by`: another body, or a post, that already answers to the name."""
    added = BodyAliasAdded(alias=nonempty(alias, "An alias needs words."))
    return another_name(body, added, taken_by)


@ahead
def change_cadence(body: Body, *, cadence: str) -> list[Event]:
    changed = BodyCadenceChanged(cadence=_checked_cadence(cadence))
    require(body, changed)
    return [] if body.cadence == cadence else [changed]


def set_publication(
    body: Body, *, publishes_notes: bool | None, public: bool | None
) -> list[Event]:
    return allowed(body, BodyPublicationRuleSet(publishes_notes=publishes_notes, public=public))


def review(body: Body, *, reason: str) -> list[Event]:
    placed = BodyPlacedUnderReview(reason=nonempty(reason, "A review needs a reason (--reason)."))
    return moved_on(body, placed)


def resume(body: Body, *, reason: str) -> list[Event]:
    ended = BodyReviewEnded(
        reason=nonempty(reason, "What came of the review needs words (--reason).")
    )
    return moved_on(body, ended)


@ahead
def replace_by(
    body: Body, *, other: str, successor: State | None, meets_later: Sequence[str]
) -> list[Event]:
    """`successor`: the state of the other body on the day, if it exists then; `meets_later`: this
    body's own meetings after that day, each with its status."""
    _no_later(body, meets_later)
    replaced = BodyReplaced(replaced_by=other)
    if already(body, replaced):
        return []
    require(body, replaced)
    if other == body.ref:
        raise Refused(f"{body.ref} cannot replace itself.")
    if successor is not None and successor.status not in STANDING:
        raise Refused(
            f"{other} no longer meets: it was {successor.status} on {day(successor.since_on)}."
            " Name a body that meets (--by)."
        )
    return [replaced]


@ahead
def dissolve(body: Body, *, reason: str, meets_later: Sequence[str]) -> list[Event]:
    """`meets_later`: its meetings after that day, each with its status."""
    _no_later(body, meets_later)
    dissolved = BodyDissolved(reason=nonempty(reason, "A dissolution needs a reason (--reason)."))
    return moved_on(body, dissolved)


def _no_later(body: Body, meets_later: Sequence[str]) -> None:
    """Refuse the end of a body that met, or will meet, after that day."""
    if meets_later:
        raise Refused(f"{body.ref} has a meeting after that day: {meets_later[0]}.")


def meets(body: State | None) -> None:
    """Refuse a meeting of a body that no longer meets."""
    if body is not None and body.status not in STANDING:
        raise Refused(refusal(body, Event()))


def _checked_cadence(cadence: str) -> Cadence:
    for known in CADENCES:
        if cadence == known:
            return known
    raise Refused(f"{cadence!r} is not a cadence: one of {', '.join(CADENCES)}.")
