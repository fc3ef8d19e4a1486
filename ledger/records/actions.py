"""An action: what somebody agreed to do, until somebody else says that it is done.

    raised ──> open ──> reported complete ──> closed
                ^ ^          │ refused          │ reopened
                │ └──────────┘                  │
                └───────────────────────────────┘
    open or reported complete ──> superseded, merged, withdrawn, closed by a meeting
    open or reported complete ──> existence disputed ──> open, or withdrawn

While open it may be extended, reassigned, progressed and carried forward; at any time it may be
disputed, linked, and have evidence attached. *Reported complete* is the owner's word; *closed* is
somebody else's verification. What its owner claims of it, what a meeting agrees, and how a dispute
ends, is in action_claims.py, action_agreements.py and action_disputes.py.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.closures import NOBODY, Heir, People, evidence_of, independent, replaced
from ledger.errors import Refused
from ledger.events import (
    NEW,
    AuthorityRef,
    Event,
    MeetingRef,
    Names,
    OwnerRef,
    PostRef,
    SameRef,
    State,
    when,
)
from ledger.records.nil_returns import no_nil
from ledger.records.policies import SIGNED_CLOSURES, SIGNED_VERIFICATIONS
from ledger.references import body_and_day
from ledger.rules import already, in_time, moved_on, nonempty, one_of, require, unless_said
from ledger.words import day

RECORD = "action"
NUMBERED = "A"

# What can happen

UNDER_WAY = when("open", "reported complete")
OPEN = UNDER_WAY  # Read by registry.py, for every count of what is still open.


class ActionRaised(Beginning, kw_only=True):
    """Somebody shall do something; no owners means none was stated. `body`: whose it is, where no
    meeting says it. A due day that is inferred is the last one that the words can mean."""

    needs = NEW
    moves_to = "open"
    says = (
        "raised: {title}[; owner {owners}][, {lead} to lead][; due {due}][ ({due_words})]"
        "[, {due_basis} from the words][ (item {item})][; of {body}]"
    )
    title: str
    owners: tuple[OwnerRef, ...] = ()
    due: date | None = None
    due_meeting: str | None = None
    due_words: str | None = None
    meeting: MeetingRef | None = None
    item: str | None = None
    due_basis: Literal["inferred"] | None = None
    body: Annotated[str, Names(kind="body")] | None = None
    lead: OwnerRef | None = None


class ActionOwnerChanged(Event):
    """Another post answers for it."""

    needs = UNDER_WAY
    fixed = frozenset({"owners_were"})
    says = "reassigned from {owners_were} to {owners}[, {lead} to lead][: {reason}]"
    owners: tuple[OwnerRef, ...]
    owners_were: tuple[str, ...] = ()
    reason: str | None = None
    lead: OwnerRef | None = None


class ActionDueExtended(Event):
    """The due date moved later, for a reason, with somebody's approval; inferred as when raised."""

    needs = when("open")
    fixed = frozenset({"due_was", "due_words_was"})
    says = (
        "due date[ ({due_words_was})] moved[ from {due_was}] to {due}[ ({due_words})]"
        "[, {due_basis} from the words][, approved by {approved_by}]: {reason}"
    )
    due: date
    reason: str
    approved_by: AuthorityRef | None = None
    due_was: date | None = None
    due_words_was: str | None = None
    due_meeting: str | None = None
    due_words: str | None = None
    due_basis: Literal["inferred"] | None = None


class ActionProgressed(Event):
    """Something was done towards it; "arranged" is progress, not completion."""

    needs = UNDER_WAY
    says = "progress: {text}"
    text: str


class ActionEvidenceAttached(Event):
    """Evidence may arrive after closure; `sha256` is of the file that was kept, if one was."""

    needs = when("open", "reported complete", "closed")
    says = "evidence attached: {evidence}[ (file {sha256})]"
    evidence: str
    sha256: str | None = None


class ActionCarriedForward(Event):
    """Still open at one meeting, it was taken to a later one of the same body."""

    needs = when("open")
    fixed = frozenset({"carried_from"})
    says = "carried forward[ from {carried_from}] to {carried_to}"
    carried_to: MeetingRef
    carried_from: str | None = None


class ActionReportedComplete(Event):
    """The owner's word that it is done."""

    needs = when("open")
    moves_to = "reported complete"
    says = "reported complete by {reported_by}[: {evidence}]"
    reported_by: OwnerRef
    evidence: str | None = None


class ActionClosureRefused(Event):
    """Whoever looked was not satisfied: it is open again."""

    needs = when("reported complete")
    moves_to = "open"
    wants_signed = (SIGNED_VERIFICATIONS,)
    says = "closure refused[ by {refused_by}]: {reason}"
    reason: str
    refused_by: PostRef | None = None


class ActionClosed(Event):
    """Somebody other than the owner verified that it is done."""

    needs = when("reported complete")
    fixed = frozenset({"waived"})
    moves_to = "closed"
    wants_signed = (SIGNED_CLOSURES, SIGNED_VERIFICATIONS)
    says = "closed, verified by {verified_by}: {evidence}[ ({waived} of the verifier waived)]"
    verified_by: PostRef
    evidence: str
    waived: str | None = None


class ActionSuperseded(Event):
    """Another action took its place."""

    needs = UNDER_WAY
    moves_to = "superseded"
    wants_signed = (SIGNED_CLOSURES,)
    says = "superseded by {superseded_by}"
    superseded_by: SameRef


class ActionMerged(Event):
    """It lives on as part of another action."""

    needs = UNDER_WAY
    moves_to = "merged"
    wants_signed = (SIGNED_CLOSURES,)
    says = "merged into {merged_into}"
    merged_into: SameRef


class ActionWithdrawn(Event):
    """It is no longer wanted."""

    needs = UNDER_WAY
    moves_to = "withdrawn"
    wants_signed = (SIGNED_CLOSURES,)
    says = "withdrawn: {reason}"
    reason: str


class ActionReopened(Event):
    """It was not over after all."""

    needs = when("closed", "superseded", "merged", "withdrawn")
    moves_to = "open"
    says = "reopened: {reason}"
    reason: str


ActionEvent = (
    ActionRaised
    | ActionOwnerChanged
    | ActionDueExtended
    | ActionProgressed
    | ActionEvidenceAttached
    | ActionCarriedForward
    | ActionReportedComplete
    | ActionClosureRefused
    | ActionClosed
    | ActionSuperseded
    | ActionMerged
    | ActionWithdrawn
    | ActionReopened
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "due": "the due date that an action is given",
    "owners": "the posts, or the parties without a post, made answerable for an action",
    "owners_were": "the posts answerable for an action until then",
    "due_was": "the due date of an action until then",
    "due_meeting": "the meeting by which an action is due",
    "due_words": "a due date in the words of the paper",
    "due_basis": "inferred, where the due day is the last one that the words can mean",
    "due_words_was": "the words in which an action was due until then",
    "carried_to": "the meeting to which an action is carried forward",
    "carried_from": "the meeting from which it is carried",
    "refused_by": "the post that refused to accept an action as done",
    "verified_by": "the post that verified the closure of an action",
    "waived": "why no second person verified a closure, where that was agreed",
}

# What we know


class Action(State):
    phrases: ClassVar[dict[str, str]] = {
        "open": "is still open. Record first that it was reported complete (action complete).",
        "reported complete": (
            "was reported complete by {reported_by} on {since} (event {event}). Close it (action"
            " close) or refuse the closure (action refuse)."
        ),
        "closed": (
            "was closed on {since}, verified by {verified_by} (event {event}). Reopen it with a"
            " reason first (action reopen)."
        ),
        "superseded": "was superseded by {other} on {since} (event {event}).",
        "merged": "was merged into {other} on {since} (event {event}).",
        "withdrawn": (
            "was withdrawn on {since} (event {event}). Reopen it with a reason first"
            " (action reopen)."
        ),
        "existence disputed": (
            "is disputed since {since} (event {event}): somebody says that it was never agreed."
            " Say what was found: action settle --exists, or --never-agreed."
        ),
    }

    owners: tuple[str, ...] = ()
    lead: str | None = None
    due: date | None = None
    due_words: str | None = None
    due_basis: str | None = None
    original_due: date | None = None
    meeting: str | None = None
    body: str | None = None
    carried_to: tuple[str, ...] = ()
    reported_by: str | None = None
    verified_by: str | None = None
    other: str | None = None
    disputed: bool = False
    disputed_by: tuple[str, ...] = ()
    closed_at: str | None = None
    status_words: str | None = None
    status_words_by: str | None = None
    rag: str | None = None
    rag_by: str | None = None
    percent: int | None = None
    percent_by: str | None = None


def evolve(action: Action | None, event: ActionEvent) -> Action:
    if isinstance(event, ActionRaised):
        return Action(
            title=event.title,
            owners=event.owners,
            lead=event.lead,
            due=event.due,
            due_words=event.due_words,
            due_basis=event.due_basis,
            original_due=event.due,
            meeting=event.meeting,
            body=event.body,
        )
    assert action is not None
    match event:
        case ActionOwnerChanged(owners=owners, lead=lead):
            return replace(action, owners=owners, lead=lead)
        case ActionDueExtended(due=due, due_words=words, due_basis=basis):
            return replace(action, due=due, due_words=words, due_basis=basis)
        case ActionCarriedForward(carried_to=meeting):
            return replace(action, carried_to=(*action.carried_to, meeting))
        case ActionReportedComplete(reported_by=post):
            return replace(action, reported_by=post)
        case ActionClosed(verified_by=post):
            return replace(action, verified_by=post)
        case ActionSuperseded(superseded_by=other):
            return replace(action, other=other)
        case ActionMerged(merged_into=other):
            return replace(action, other=other)
        case ActionClosureRefused() | ActionReopened():
            return replace(action, reported_by=None, verified_by=None, other=None, closed_at=None)
        case ActionProgressed() | ActionEvidenceAttached() | ActionWithdrawn():
            return action
    assert_never(event)


# Rules


def lawful(action: Action, event: Event) -> None:
    """Refuse what could not have happened to `action`, when recorded or when corrected."""
    if isinstance(event, ActionDueExtended) and action.due is not None and event.due <= action.due:
        raise Refused(
            f"{action.ref} is already due on {day(action.due)}. Extend it to a later date than"
            f" that, not to {day(event.due)}."
        )
    if isinstance(event, ActionClosed) and event.waived is None:
        # An earlier version let one of several owners verify; what they closed then stands.
        owners = action.owners if len(action.owners) == 1 else ()
        independent(event.verified_by, owners=owners, reported_by=action.reported_by, people=NOBODY)
    if isinstance(event, ActionCarriedForward) and event.carried_to in action.carried_to:
        raise Refused(
            f"{action.ref} was already carried forward to {event.carried_to}. An action is carried"
            " to each meeting once."
        )


def raise_action(
    action: Action | None,
    *,
    title: str,
    nil_return: str | None,
    owners: Sequence[str] = (),
    due: date | None = None,
    due_meeting: str | None = None,
    due_words: str | None = None,
    meeting: str | None = None,
    item: str | None = None,
    due_basis: Literal["inferred"] | None = None,
    body: str | None = None,
    lead: str | None = None,
    raised_on: date | None,
) -> list[Event]:
    """`raised_on`: the day it is raised, before which it may not be due; None if that is meant.
    `nil_return`: the nil return that says that there were no actions."""
    no_nil(nil_return, "actions", meeting, item)
    raised = ActionRaised(
        title=nonempty(title, "An action needs words that say what shall be done."),
        owners=tuple(dict.fromkeys(owners)),
        due=due,
        due_meeting=due_meeting,
        due_words=due_words,
        meeting=meeting,
        item=item,
        due_basis=due_basis,
        body=body,
        lead=one_of(lead, owners),
    )
    require(action, raised)
    in_time(due, raised_on)
    return [raised]


def progress(action: Action, *, text: str) -> list[Event]:
    progressed = ActionProgressed(text=nonempty(text, "Progress needs words: what was done?"))
    require(action, progressed)
    return [progressed]


def extend(
    action: Action,
    *,
    due: date,
    reason: str,
    approved_by: str | None,
    raised_on: date | None,
    due_meeting: str | None = None,
    due_words: str | None = None,
    due_basis: Literal["inferred"] | None = None,
    unapproved: bool = False,
) -> list[Event]:
    """`raised_on`: the day it was raised, before which it may not be due; None if that is meant.
    `unapproved`: whether it was said that nobody is recorded to have approved it."""
    approved(approved_by, unapproved=unapproved)
    in_time(due, raised_on)
    extended = ActionDueExtended(
        due=due,
        due_was=action.due,
        due_words_was=action.due_words,
        reason=nonempty(reason, "An extension needs a reason (--reason)."),
        approved_by=approved_by or None,
        due_meeting=due_meeting,
        due_words=due_words,
        due_basis=due_basis,
    )
    require(action, extended)
    if action.due == due and any(
        isinstance(e, ActionDueExtended) and replace(e, due_was=due, due_words_was=None) == extended
        for e in action.said
    ):
        return []
    lawful(action, extended)
    return [extended]


def approved(approved_by: str | None, *, unapproved: bool) -> None:
    """Refuse to move a due date that nobody approved, unless that was said (`unapproved`)."""
    if not unapproved:
        nonempty(approved_by, "An extension needs somebody's approval (--approved-by).")


def reassign(
    action: Action, *, owners: Sequence[str], reason: str | None = None, lead: str | None = None
) -> list[Event]:
    owners = tuple(dict.fromkeys(owners))
    if not owners:
        raise Refused("Reassigning needs at least one new owner, a post (--to).")
    changed = ActionOwnerChanged(
        owners=owners, owners_were=action.owners, reason=reason, lead=one_of(lead, owners)
    )
    require(action, changed)
    return [] if (owners, lead) == (action.owners, action.lead) else [changed]


def attach_evidence(action: Action, *, evidence: str, sha256: str | None = None) -> list[Event]:
    """`sha256`: of the file that shows it, if one is kept (ledger/records/files.py)."""
    attached = ActionEvidenceAttached(
        evidence=evidence_of(evidence, "Attaching evidence"), sha256=sha256
    )
    return unless_said(action, attached)


def carry(action: Action, *, meeting: str) -> list[Event]:
    """Carry to another meeting, from the one it is at now, if any."""
    body, meets_on = body_and_day(meeting)
    before = action.carried_to[-1] if action.carried_to else action.meeting
    if action.carried_to and action.carried_to[-1] == meeting:
        return []
    carried = ActionCarriedForward(carried_from=before, carried_to=meeting)
    require(action, carried)
    lawful(action, carried)
    if before is None and action.body not in (None, body):
        raise Refused(
            f"{action.ref} is an action of {action.body}. Carry it to a meeting of that body:"
            f" {meeting} is not one."
        )
    if before is not None:
        its_body, its_day = body_and_day(before)
        if body != its_body:
            raise Refused(
                f"{action.ref} is an action of {its_body}. Carry it to a later meeting of that"
                f" body: {meeting} is not one."
            )
        if meets_on <= its_day:
            raise Refused(
                f"{action.ref} is on the list of {before}, on {day(its_day)}. Carry it to a later"
                f" meeting: {meeting} is not later."
            )
    return [carried]


def complete(action: Action, *, reported_by: str, evidence: str | None = None) -> list[Event]:
    return moved_on(action, ActionReportedComplete(reported_by=reported_by, evidence=evidence))


def refuse_closure(action: Action, *, reason: str, refused_by: str | None = None) -> list[Event]:
    refused = ActionClosureRefused(
        reason=nonempty(reason, "Refusing a closure needs a reason (--reason)."),
        refused_by=refused_by,
    )
    return moved_on(action, refused)


def close(
    action: Action, *, evidence: str, verified_by: str, independence: bool, people: People
) -> list[Event]:
    """`independence`: whether the office requires somebody else to verify; `people`: who holds the
    posts, and who signed."""
    closed = ActionClosed(
        verified_by=verified_by,
        evidence=evidence_of(evidence, "Closing an action"),
        waived=None if independence else "independence",
    )
    if already(action, closed):
        return []
    require(action, closed)
    lawful(action, closed)
    if independence:
        independent(
            verified_by, owners=action.owners, reported_by=action.reported_by, people=people
        )
    return [closed]


def supersede(action: Action, *, by: str, succession: Sequence[str], heir: Heir) -> list[Event]:
    """`succession`: what `by` itself was superseded by or merged into, to the end; `heir`: the
    state of `by` on the day."""
    return replaced(action, ActionSuperseded(superseded_by=by), by, succession, heir)


def merge(action: Action, *, into: str, succession: Sequence[str], heir: Heir) -> list[Event]:
    return replaced(action, ActionMerged(merged_into=into), into, succession, heir)


def withdraw(action: Action, *, reason: str) -> list[Event]:
    withdrawn = ActionWithdrawn(
        reason=nonempty(reason, "Withdrawing an action needs a reason (--reason).")
    )
    return moved_on(action, withdrawn)


def reopen(action: Action, *, reason: str) -> list[Event]:
    reopened = ActionReopened(
        reason=nonempty(reason, "Reopening an action needs a reason (--reason).")
    )
    if already(action, reopened):
        return []
    if action.status in ("open", "reported complete"):
        raise Refused(f"{action.ref} is {action.status}: there is nothing to reopen.")
    require(action, reopened)
    return [reopened]
