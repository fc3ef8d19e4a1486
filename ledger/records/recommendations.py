"""What a recommendation goes through besides: a response, an agreed date, and somebody's check.

    issued ──> responded to (agreed, partly agreed, or in words that say neither; rejected ends it)
    responded to ──> due ──> reported complete
    reported complete ──> verified (closed) or not verified (in progress)

These are events of an inspection item. The first date agreed is never lost. A recommendation of
internal audit, or of any other issuer than HMICFRS, is verified by its issuer or by a post; nobody
verifies their own.
"""

from datetime import date
from typing import Literal, assert_never

from msgspec.structs import replace

from ledger.closures import (
    NOBODY,
    Agreeing,
    People,
    agreed_by_others,
    another_hand,
    evidence_of,
    independent,
)
from ledger.errors import Refused
from ledger.events import AuthorityRef, Event, MeetingRef, OwnerRef, PostRef, when
from ledger.records.action_claims import Colour, told
from ledger.records.inspection_items import CLAIMABLE, LIVE, Item
from ledger.records.inspections import Inspection
from ledger.records.policies import SIGNED_CLOSURES, SIGNED_VERIFICATIONS
from ledger.rules import as_percent, nonempty, require
from ledger.words import due_in_words

PART_OF = "item"

Response = Literal["agreed", "partly agreed", "in words"]
DONE = when("reported complete", "awaiting sign-off")

# What can happen


class ItemResponded(Event):
    """Whoever it was made to agreed to it, wholly or in part, or said something that is neither.
    Who rejects it ends it instead."""

    needs = LIVE
    says = "response: {response}[ by {responded_by}][: {text}]"
    response: Response
    responded_by: PostRef | None = None
    text: str | None = None


class ItemDueAgreed(Event):
    """The day by which it is to be done, as first agreed, or in words; and who set it."""

    needs = LIVE
    says = "due[ {due}][ ({due_words})][, set by the {due_set_by}]"
    due: date | None = None
    due_words: str | None = None
    due_set_by: Literal["issuer", "owner"] | None = None


class ItemDueRevised(Event):
    """Another day was set for it, for a reason; without `approved_by`, nobody is recorded to have
    approved that."""

    needs = CLAIMABLE
    fixed = frozenset({"due_was", "due_words_was"})
    says = (
        "due date[ ({due_words_was})] revised[ from {due_was}] to {due}[, approved by"
        " {approved_by}]: {reason}"
    )
    due: date
    reason: str
    approved_by: AuthorityRef | None = None
    due_was: date | None = None
    due_words_was: str | None = None


class ItemEvidenceAttached(Event):
    """Evidence may arrive after closure; `sha256` is of the file that was kept, if one was."""

    needs = LIVE | when("closed")
    says = "evidence attached: {evidence}[ (file {sha256})]"
    evidence: str
    sha256: str | None = None


class ItemVerified(Event):
    """Its issuer (`auditor`), or a post that does not answer for it, found that it is done."""

    needs = DONE
    fixed = frozenset({"waived"})
    moves_to = "closed"
    wants_signed = (SIGNED_CLOSURES, SIGNED_VERIFICATIONS)
    says = (
        "verified[ by {verified_by}][ by {auditor}]: {evidence}[ ({waived} of the verifier waived)]"
    )
    evidence: str
    verified_by: PostRef | None = None
    auditor: str | None = None
    waived: str | None = None


class ItemNotVerified(Event):
    """Its issuer, or a post, followed it up and found it not done: it goes on."""

    needs = DONE
    moves_to = "in progress"
    wants_signed = (SIGNED_VERIFICATIONS,)
    says = "not verified[ by {refused_by}][ by {auditor}]: {reason}"
    reason: str
    refused_by: PostRef | None = None
    auditor: str | None = None


class ItemAgreedClosed(Event):
    """A meeting agreed that it is completed, and closed it."""

    needs = LIVE
    fixed = frozenset({"waived"})
    moves_to = "closed"
    wants_signed = (SIGNED_CLOSURES, SIGNED_VERIFICATIONS)
    says = "agreed as completed and closed at {closed_at}[: {evidence}][ ({waived} waived)]"
    closed_at: MeetingRef
    evidence: str | None = None
    waived: str | None = None


class ItemClaimed(Event):
    """Somebody reported it as red, amber, green or blue (complete), or as so much of it done;
    `status_words` as the paper prints its status."""

    needs = LIVE | when("closed")
    says = "said[ by {claimed_by}] to be:[ {rag}][ {percent} percent][ “{status_words}”][; {text}]"
    claimed_by: OwnerRef | None = None
    rag: Colour | None = None
    percent: int | None = None
    status_words: str | None = None
    text: str | None = None


RecommendationEvent = (
    ItemResponded
    | ItemDueAgreed
    | ItemDueRevised
    | ItemEvidenceAttached
    | ItemVerified
    | ItemNotVerified
    | ItemAgreedClosed
    | ItemClaimed
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "response": "what was said to a recommendation: agreed, partly agreed, or in words",
    "due_set_by": "whether the issuer of a recommendation or its owner set its due date",
    "auditor": "who followed a recommendation up for its issuer",
}


def evolve(item: Item, event: RecommendationEvent) -> Item:
    match event:
        case ItemResponded(response=response):
            return replace(item, response=response)
        case ItemDueAgreed(due=due, due_words=words, due_set_by=by):
            return replace(item, due=due, due_words=words, original_due=due, due_set_by=by)
        case ItemDueRevised(due=due):
            return replace(item, due=due, due_words=None)
        case ItemVerified(verified_by=post):
            return replace(item, verified_by=post)
        case ItemNotVerified():
            return replace(item, reported_by=None)
        case ItemAgreedClosed(closed_at=meeting):
            return replace(item, closed_at=meeting)
        case ItemClaimed(claimed_by=by, status_words=status, rag=rag, percent=percent):
            return replace(item, **told(by, status, rag, percent))
        case ItemEvidenceAttached():
            return item
    assert_never(event)


# Rules


def lawful(item: Item, event: Event) -> None:
    """Refuse a second first date, a revision of none or to the same, and a verifier whose own it
    is, when recorded or when corrected."""
    if isinstance(event, ItemDueAgreed) and (item.due or item.due_words):
        raise Refused(
            f"{item.ref} is due {due_in_words(item.due, item.due_words)} already. Revise it"
            " (item revise)."
        )
    if isinstance(event, ItemDueRevised):
        if item.due is None and item.due_words is None:
            raise Refused(f"{item.ref} has no due date to revise. Set the first (item due).")
        if event.due == item.due:
            raise Refused(f"{item.ref} is due on that day already. Check --to.")
    if isinstance(event, ItemClaimed):
        as_percent(event.percent)
    if isinstance(event, ItemVerified) and event.waived is None and event.verified_by is not None:
        independent(
            event.verified_by, owners=item.owners, reported_by=item.reported_by, people=NOBODY
        )


def respond(
    item: Item, *, response: Response, responded_by: str | None = None, text: str | None = None
) -> list[Event]:
    responded = ItemResponded(response=response, responded_by=responded_by, text=text)
    if item.response == response and responded in item.said:
        return []
    require(item, responded)
    if response == "partly agreed":
        nonempty(text, "A response that agrees in part says to which part (--text).")
    if response == "in words":
        nonempty(text, "A response in words needs them (--text).")
    return [responded]


def set_due(
    item: Item,
    *,
    due: date | None = None,
    due_words: str | None = None,
    due_set_by: Literal["issuer", "owner"] | None = None,
) -> list[Event]:
    if due is None and not (due_words or "").strip():
        raise Refused("A due date needs a day or words (--due, --due-words).")
    agreed = ItemDueAgreed(due=due, due_words=due_words, due_set_by=due_set_by)
    require(item, agreed)
    if agreed in item.said:
        return []
    lawful(item, agreed)
    return [agreed]


def revise_due(
    item: Item, *, due: date, reason: str, approved_by: str | None = None
) -> list[Event]:
    """To a later day or an earlier one: the first stays on record."""
    revised = ItemDueRevised(
        due=due,
        due_was=item.due,
        due_words_was=item.due_words,
        reason=nonempty(reason, "A revised date needs a reason (--reason)."),
        approved_by=approved_by,
    )
    require(item, revised)
    if item.due == due and any(
        isinstance(e, ItemDueRevised)
        and replace(e, due_was=due, due_words_was=None) == replace(revised, due_words_was=None)
        for e in item.said
    ):
        return []
    lawful(item, revised)
    return [revised]


def attach_evidence(item: Item, *, evidence: str, sha256: str | None = None) -> list[Event]:
    """`sha256`: of the file that shows it, where one is kept (ledger/records/files.py)."""
    attached = ItemEvidenceAttached(
        evidence=evidence_of(evidence, "Attaching evidence"), sha256=sha256
    )
    require(item, attached)
    return [] if attached in item.said else [attached]


def verify(
    item: Item,
    *,
    evidence: str | None,
    verified_by: str | None = None,
    auditor: str | None = None,
    independence: bool,
    people: People,
    report: Inspection | None,
) -> list[Event]:
    """By a post, `verified_by`, or else on the word of its issuer: `auditor`, or as the report
    names it."""
    verified = ItemVerified(
        evidence=evidence_of(evidence, "Verifying a recommendation"),
        verified_by=verified_by,
        auditor=_followed_up_by(item, report, verified_by, auditor),
        waived=None if independence or verified_by is None else "independence",
    )
    if item.status == "closed" and verified in item.said:
        return []
    require(item, verified)
    if independence and verified_by is not None:
        independent(verified_by, owners=item.owners, reported_by=item.reported_by, people=people)
    elif independence:
        another_hand(people)
    lawful(item, verified)
    return [verified]


def close_agreed(
    item: Item,
    *,
    closed_at: str,
    evidence: str | None = None,
    independence: bool,
    agreeing: Agreeing,
    report: Inspection | None,
) -> list[Event]:
    """`agreeing`: who was at the meeting, besides those whose own recommendation it is."""
    closed = ItemAgreedClosed(
        closed_at=closed_at, evidence=evidence, waived=None if independence else "independence"
    )
    if item.status == "closed" and closed in item.said:
        return []
    require(item, closed)
    by_another_issuer(item, report)
    agreed_by_others(item.ref, closed_at, agreeing, independence=independence)
    return [closed]


def claim(
    item: Item,
    *,
    claimed_by: str | None,
    rag: Colour | None = None,
    percent: int | None = None,
    status_words: str | None = None,
    text: str | None = None,
) -> list[Event]:
    """`claimed_by`: who said so; None where the paper does not tell."""
    if rag is None and percent is None and not (status_words or "").strip():
        raise Refused("A claim is a colour or a percentage (--rag, --percent).")
    claimed = ItemClaimed(
        claimed_by=claimed_by, rag=rag, percent=percent, status_words=status_words, text=text
    )
    require(item, claimed)
    lawful(item, claimed)
    return [claimed]


def by_another_issuer(item: Item, report: Inspection | None) -> None:
    """Refuse of an item of HMICFRS what only the inspectorate says."""
    if report is None or report.issuer is None:
        raise Refused(
            f"{item.ref} is by HMICFRS, and only the inspectorate says that it is done: item"
            " accept, or item return."
        )


def not_verified(
    item: Item,
    *,
    reason: str,
    refused_by: str | None = None,
    auditor: str | None = None,
    report: Inspection | None,
) -> list[Event]:
    refused = ItemNotVerified(
        reason=nonempty(reason, "Say what was found not done (--reason)."),
        refused_by=refused_by,
        auditor=_followed_up_by(item, report, refused_by, auditor),
    )
    if item.status == "in progress" and refused in item.said:
        return []
    require(item, refused)
    return [refused]


def _followed_up_by(
    item: Item, report: Inspection | None, post: str | None, auditor: str | None
) -> str | None:
    """Who follows it up where no post does: its issuer."""
    by_another_issuer(item, report)
    assert report is not None
    if post is not None:
        if auditor is not None:
            raise Refused(
                "Either a post checked it (--by) or its issuer did (--auditor), not both."
            )
        return None
    if report.issuer == "own review" and auditor is None:
        raise Refused(f"{item.ref} is of an own review: name the post that checked it.")
    return auditor or report.whose
