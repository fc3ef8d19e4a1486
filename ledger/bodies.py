"""An oversight body: a committee, board or series of meetings, with its cadence.

active ──> under review
active or under review ──> replaced, dissolved
"""

from typing import ClassVar, Literal, assert_never, get_args

from msgspec.structs import replace

from ledger.problems import Refused
from ledger.records import NEW, Event, SameRef, State, nonempty, require, when

RECORD = "body"

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


class BodyConstituted(Event):
    """There is such a body; a cadence may be unknown."""

    needs = NEW
    moves_to = "active"
    says = "constituted: {title}[; meets {cadence}]"
    title: str
    cadence: Cadence | None = None
    purpose: str | None = None
    publishes_notes: bool | None = None
    public: bool | None = None


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


class BodyReplaced(Event):
    """Another body does its work now."""

    needs = STANDING
    moves_to = "replaced"
    says = "replaced by {replaced_by}"
    replaced_by: SameRef


class BodyDissolved(Event):
    """It meets no more."""

    needs = STANDING
    moves_to = "dissolved"
    says = "dissolved: {reason}"
    reason: str


BodyEvent = (
    BodyConstituted
    | BodyCadenceChanged
    | BodyPublicationRuleSet
    | BodyPlacedUnderReview
    | BodyReplaced
    | BodyDissolved
)

# What we know


class Body(State):
    phrases: ClassVar[dict[str, str]] = {
        "dissolved": "was dissolved on {since} (event {event}): it meets no more.",
        "replaced": "was replaced by {replaced_by} on {since} (event {event}): it meets no more.",
    }
    cadence: str | None = None
    replaced_by: str | None = None


def evolve(body: Body | None, event: BodyEvent) -> Body:
    if isinstance(event, BodyConstituted):
        return Body(title=event.title, cadence=event.cadence)
    assert body is not None
    match event:
        case BodyCadenceChanged(cadence=cadence):
            return replace(body, cadence=cadence)
        case BodyReplaced(replaced_by=other):
            return replace(body, replaced_by=other)
        case BodyPublicationRuleSet() | BodyPlacedUnderReview() | BodyDissolved():
            return body
    assert_never(event)


# Rules


def constitute(
    body: Body | None,
    *,
    title: str,
    cadence: str | None = None,
    purpose: str | None = None,
    publishes_notes: bool | None = None,
    public: bool | None = None,
) -> list[Event]:
    constituted = BodyConstituted(
        title=nonempty(title, "A body needs its name."),
        cadence=_known(cadence) if cadence is not None else None,
        purpose=purpose,
        publishes_notes=publishes_notes,
        public=public,
    )
    if body is not None and constituted in body.said:
        return []
    require(body, constituted)
    return [constituted]


def change_cadence(body: Body, *, cadence: str) -> list[Event]:
    changed = BodyCadenceChanged(cadence=_known(cadence))
    require(body, changed)
    return [] if body.cadence == cadence else [changed]


def set_publication(
    body: Body, *, publishes_notes: bool | None, public: bool | None
) -> list[Event]:
    rule = BodyPublicationRuleSet(publishes_notes=publishes_notes, public=public)
    require(body, rule)
    return [rule]


def review(body: Body, *, reason: str) -> list[Event]:
    placed = BodyPlacedUnderReview(reason=nonempty(reason, "A review needs a reason (--reason)."))
    if body.status == "under review" and placed in body.said:
        return []
    require(body, placed)
    return [placed]


def replace_by(body: Body, *, other: str) -> list[Event]:
    replaced = BodyReplaced(replaced_by=other)
    if body.status == "replaced" and replaced in body.said:
        return []
    require(body, replaced)
    if other == body.ref:
        raise Refused(f"{body.ref} cannot replace itself.")
    return [replaced]


def dissolve(body: Body, *, reason: str) -> list[Event]:
    dissolved = BodyDissolved(reason=nonempty(reason, "A dissolution needs a reason (--reason)."))
    if body.status == "dissolved" and dissolved in body.said:
        return []
    require(body, dissolved)
    return [dissolved]


def _known(cadence: str) -> Cadence:
    for known in CADENCES:
        if cadence == known:
            return known
    raise Refused(f"{cadence!r} is not a cadence: one of {', '.join(CADENCES)}.")
