"""A decision: a ruling by those who govern, by one maker or by several together.

    in force (notified, published or withheld, implemented) ──> reversed

A decision of significant public interest ends published or withheld: Elected Local Policing Bodies
(Specified Information) Order 2011, Schedule.
"""

from collections.abc import Sequence
from typing import ClassVar, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, AuthorityRef, Event, MeetingRef, SameRef, State, when
from ledger.records.nil_returns import no_nil
from ledger.records.policies import SIGNED_DECISIONS
from ledger.rules import already, nonempty, require, unless_said

RECORD = "decision"
NUMBERED = "D"

# What can happen

IN_FORCE = when("in force")


class DecisionTaken(Beginning, kw_only=True):
    """Its makers decided; a joint decision names every one of them."""

    needs = NEW
    moves_to = "in force"
    wants_signed = (SIGNED_DECISIONS,)
    says = "taken by {makers}: {title}[ (item {item})]"
    title: str
    makers: tuple[AuthorityRef, ...]
    public_interest: bool = False
    meeting: MeetingRef | None = None
    item: str | None = None


class DecisionNotified(Event):
    """Somebody was told of it."""

    needs = IN_FORCE
    says = "notified to {notified_to}"
    notified_to: str


class DecisionPublished(Event):
    """The public can read it."""

    needs = IN_FORCE
    says = "published: {published_at}"
    published_at: str


class DecisionWithheld(Event):
    """It is not published, under an exemption."""

    needs = IN_FORCE
    wants_signed = (SIGNED_DECISIONS,)
    says = "withheld: {exemption}"
    exemption: str


class DecisionImplemented(Event):
    """It was carried out."""

    needs = IN_FORCE
    says = "implemented: {evidence}"
    evidence: str


class DecisionReversed(Event):
    """It no longer holds."""

    needs = IN_FORCE
    moves_to = "reversed"
    wants_signed = (SIGNED_DECISIONS,)
    says = "reversed[ by {reversed_by}]: {reason}"
    reason: str
    reversed_by: SameRef | None = None


DecisionEvent = (
    DecisionTaken
    | DecisionNotified
    | DecisionPublished
    | DecisionWithheld
    | DecisionImplemented
    | DecisionReversed
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "makers": "the posts that took a decision",
    "public_interest": "whether a decision is of significant public interest",
    "notified_to": "whom a decision was sent to",
    "exemption": "the exemption under which a decision is withheld",
    "reversed_by": "the decision that reverses another",
}

# What we know


class Decision(State):
    phrases: ClassVar[dict[str, str]] = {"reversed": "was reversed on {since} (event {event})."}
    makers: tuple[str, ...] = ()
    published_at: str | None = None
    exemption: str | None = None
    vote: str | None = None
    recommended_to: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()


def evolve(decision: Decision | None, event: DecisionEvent) -> Decision:
    if isinstance(event, DecisionTaken):
        return Decision(title=event.title, makers=event.makers)
    assert decision is not None
    match event:
        case DecisionPublished(published_at=where):
            return replace(decision, published_at=where, exemption=None)
        case DecisionWithheld(exemption=why):
            return replace(decision, exemption=why)
        case DecisionNotified() | DecisionImplemented() | DecisionReversed():
            return decision
    assert_never(event)


# Rules


def lawful(decision: Decision, event: Event) -> None:
    """Refuse to withhold what the public can read, when recorded or when corrected."""
    if isinstance(event, DecisionWithheld) and decision.published_at is not None:
        raise Refused(
            f"{decision.ref} is published ({decision.published_at}): too late to withhold."
        )


def take(
    decision: Decision | None,
    *,
    title: str,
    makers: Sequence[str],
    nil_return: str | None,
    public_interest: bool = False,
    meeting: str | None = None,
    item: str | None = None,
) -> list[Event]:
    """`nil_return`: which one says that there were none."""
    no_nil(nil_return, "decisions", meeting, item)
    taken = DecisionTaken(
        title=nonempty(title, "A decision needs words that say what was decided."),
        makers=tuple(dict.fromkeys(makers)),
        public_interest=public_interest,
        meeting=meeting,
        item=item,
    )
    if not taken.makers:
        raise Refused("Say who took the decision (--by); if it was joint, name everybody.")
    require(decision, taken)
    return [taken]


def notify(decision: Decision, *, to: str) -> list[Event]:
    notified = DecisionNotified(notified_to=nonempty(to, "Say who was notified (--to)."))
    return unless_said(decision, notified)


def publish(decision: Decision, *, published_at: str) -> list[Event]:
    published = DecisionPublished(
        published_at=nonempty(published_at, "Publication needs a place (--at).")
    )
    require(decision, published)
    return [] if decision.published_at == published.published_at else [published]


def withhold(decision: Decision, *, exemption: str) -> list[Event]:
    withheld = DecisionWithheld(
        exemption=nonempty(exemption, "Withholding needs the exemption relied on (--exemption).")
    )
    require(decision, withheld)
    lawful(decision, withheld)
    return [] if decision.exemption == withheld.exemption else [withheld]


def implement(decision: Decision, *, evidence: str) -> list[Event]:
    implemented = DecisionImplemented(
        evidence=nonempty(evidence, "Implementation needs evidence (--evidence).")
    )
    return unless_said(decision, implemented)


def reverse(decision: Decision, *, reason: str, by: str | None = None) -> list[Event]:
    turned = DecisionReversed(
        reason=nonempty(reason, "Reversing a decision needs a reason (--reason)."), reversed_by=by
    )
    if already(decision, turned):
        return []
    require(decision, turned)
    if by == decision.ref:
        raise Refused(f"{decision.ref} cannot reverse itself.")
    return [turned]
