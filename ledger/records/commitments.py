"""A commitment: a row of a delivery plan, or an activity under one, and what became of it.

    in progress <──> on hold
     │  │  ^           │  │
     │  │  reopened    │  │
     │  └──> complete <┘  │
     └─────> merged <─────┘

The reference is plan and row, SWMP/A1.1. Papers print one row in many ways (A.1, (A1.2)(1), B4):
the reference is the plain one, `printed` keeps the paper's. A row that only refers to others, or
that has activities, takes its status from them: complete when they all are. Where it points is in
commitment_references.py, who watches it in commitment_oversight.py.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, assert_never

from msgspec.structs import replace

from ledger import plan_references
from ledger.beginning import Beginning
from ledger.closures import Heir, goes_on
from ledger.errors import Refused
from ledger.events import NEW, Event, SameRef, State, when
from ledger.records.policies import SIGNED_CLOSURES
from ledger.rules import moved_on, nonempty, once, require

RECORD = "commitment"

normal = plan_references.normal  # A row may be typed as printed.

# What can happen

LIVE = when("in progress", "on hold")
OPEN = LIVE  # Read by registry.py, for every count of what is still open.
# Who watched it, and where it points, may be learned when it is complete.
SEPARATE = LIVE | {"complete"}


class CommitmentAdopted(Beginning, kw_only=True):
    """A plan says what shall be done."""

    needs = NEW
    fixed = frozenset({"plan", "printed"})
    moves_to = "in progress"
    says = "adopted in {plan}[ under {objective}][ ({part})], printed {printed}: {title}"
    title: str
    plan: str
    printed: str
    objective: str | None = None
    part: str | None = None


class CommitmentActivityDefined(Beginning, kw_only=True):
    """A plan says what is done towards a commitment."""

    needs = NEW
    fixed = frozenset({"plan", "printed", "part_of"})
    moves_to = "in progress"
    says = "an activity of {part_of} in {plan}, printed {printed}: {title}"
    title: str
    plan: str
    printed: str
    part_of: SameRef


class CommitmentProgressed(Event):
    """What has been done was said."""

    needs = LIVE
    says = "progress: {text}"
    text: str


class CommitmentPutOnHold(Event):
    """It rests."""

    needs = when("in progress")
    moves_to = "on hold"
    says = "put on hold: {reason}"
    reason: str


class CommitmentMerged(Event):
    """It lives on as part of another."""

    needs = LIVE
    moves_to = "merged"
    wants_signed = (SIGNED_CLOSURES,)
    says = "merged into {merged_into}"
    merged_into: SameRef


class CommitmentCompleted(Event):
    """The plan says that it is done."""

    needs = LIVE
    moves_to = "complete"
    wants_signed = (SIGNED_CLOSURES,)
    says = "complete[: {evidence}]"
    evidence: str | None = None


class CommitmentReopened(Event):
    """It was not over after all."""

    needs = when("on hold", "merged", "complete")
    moves_to = "in progress"
    says = "reopened: {reason}"
    reason: str


CommitmentEvent = (
    CommitmentAdopted
    | CommitmentActivityDefined
    | CommitmentProgressed
    | CommitmentPutOnHold
    | CommitmentMerged
    | CommitmentCompleted
    | CommitmentReopened
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "plan": "the plan that holds a commitment",
    "printed": "a reference as the paper prints it",
    "part": "the part of a plan that a commitment stands in",
    "part_of": "the commitment of which this is an activity",
}

# What we know


class Commitment(State):
    """`other` is what it was merged into."""

    phrases: ClassVar[dict[str, str]] = {
        "in progress": "is in progress: there is nothing to reopen.",
        "on hold": "has been on hold since {since} (event {event}). Reopen it first (commitment"
        " reopen).",
        "merged": "was merged into {other} on {since} (event {event}). Record it there, or reopen"
        " this one with a reason first (commitment reopen).",
        "complete": "has been complete since {since} (event {event}). Reopen it with a reason"
        " first (commitment reopen).",
    }
    part_of: str | None = None
    overseen_by: tuple[str, ...] = ()
    overseen_words: str | None = None
    next_update: date | None = None
    refers_to: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    other: str | None = None


def evolve(commitment: Commitment | None, event: CommitmentEvent) -> Commitment:
    match event:
        case CommitmentAdopted(title=title):
            return Commitment(title=title)
        case CommitmentActivityDefined(title=title, part_of=part_of):
            return Commitment(title=title, part_of=part_of)
    assert commitment is not None
    match event:
        case CommitmentMerged(merged_into=other):
            return replace(commitment, other=other)
        case CommitmentReopened():
            return replace(commitment, other=None)
        case CommitmentProgressed() | CommitmentPutOnHold() | CommitmentCompleted():
            return commitment
    assert_never(event)


# Rules


def lawful(commitment: Commitment, event: Event) -> None:
    """Refuse what could not have happened to `commitment`, when recorded or when corrected."""
    if isinstance(event, CommitmentMerged) and commitment.ref == event.merged_into:
        raise Refused(f"{commitment.ref} cannot be merged into itself.")


def adopt(
    commitment: Commitment | None,
    *,
    plan: str,
    printed: str,
    title: str,
    objective: str | None = None,
    part: str | None = None,
) -> list[Event]:
    adopted = CommitmentAdopted(
        title=nonempty(title, "A commitment needs its words."),
        plan=plan_references.reference(plan, printed).partition("/")[0],
        printed=printed,
        objective=objective,
        part=part,
    )
    return once(commitment, adopted)


def define_activity(
    commitment: Commitment | None,
    *,
    plan: str,
    printed: str,
    title: str,
    part_of: str | None,
    parent: Commitment | None,
) -> list[Event]:
    """`parent`: the state of `part_of` on that day, or None if it does not exist."""
    ref = plan_references.reference(plan, printed)
    if part_of is None:
        raise Refused(
            f"The number of {ref} does not show what it is part of. Say so (--of), or adopt it as"
            " a separate commitment (commitment adopt)."
        )
    defined = CommitmentActivityDefined(
        title=nonempty(title, "An activity needs its words."),
        plan=ref.partition("/")[0],
        printed=printed,
        part_of=part_of,
    )
    if commitment is not None and defined in commitment.said:
        return []
    require(commitment, defined)
    if part_of == ref:
        raise Refused(f"{ref} cannot be part of itself. Name another commitment (--of).")
    if parent is None:
        raise Refused(
            f"{ref} would be an activity of {part_of}, which is not in the ledger by that day."
            " Adopt that first (commitment adopt), or name another (--of)."
        )
    return [defined]


def progress(commitment: Commitment, *, text: str) -> list[Event]:
    progressed = CommitmentProgressed(text=nonempty(text, "Progress needs words: what was done?"))
    require(commitment, progressed)
    return [progressed]


def merge(
    commitment: Commitment, *, into: str, leads_to: Mapping[str, Sequence[str]], heir: Heir
) -> list[Event]:
    """`leads_to`: for every commitment, those it refers to, was merged into or consists of; `heir`:
    the state of `into` on the day."""
    merged = CommitmentMerged(merged_into=into)
    if commitment.status == "merged" and merged in commitment.said and commitment.other == into:
        return []
    require(commitment, merged)
    lawful(commitment, merged)
    plan_references.one_way(commitment.ref, into, leads_to)
    goes_on(commitment.ref, into, heir)
    return [merged]


def hold(commitment: Commitment, *, reason: str) -> list[Event]:
    held = CommitmentPutOnHold(reason=nonempty(reason, "A hold needs its reason (--reason)."))
    return moved_on(commitment, held)


def complete(commitment: Commitment, *, evidence: str | None = None) -> list[Event]:
    return moved_on(commitment, CommitmentCompleted(evidence=(evidence or "").strip() or None))


def reopen(commitment: Commitment, *, reason: str) -> list[Event]:
    reopened = CommitmentReopened(reason=nonempty(reason, "Reopening needs a reason (--reason)."))
    return moved_on(commitment, reopened)
