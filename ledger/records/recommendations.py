"""What a recommendation goes through besides: a response, a claim, and somebody's check.

    issued ──> responded to (agreed, partly agreed, or in words that say neither; rejected ends it)
    responded to ──> due ──> reported complete
    reported complete ──> verified (closed) or not verified (in progress)

These are events of an inspection item. Its due dates are in item_due_dates.py. A recommendation of
internal audit, or of any other issuer than HMICFRS, is verified by its issuer or by a post; nobody
verifies their own.
"""

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
from ledger.events import Event, MeetingRef, OwnerRef, PostRef, when
from ledger.records.action_claims import Colour, claim_fields, says_something
from ledger.records.inspection_items import LIVE, Item
from ledger.records.inspections import Inspection
from ledger.records.policies import SIGNED_CLOSURES, SIGNED_VERIFICATIONS
from ledger.rules import allowed, already, as_percent, moved_on, nonempty, require, unless_said

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
    | ItemEvidenceAttached
    | ItemVerified
    | ItemNotVerified
    | ItemAgreedClosed
    | ItemClaimed
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "response": "what was said to a recommendation: agreed, partly agreed, or in words",
    "auditor": "who followed a recommendation up for its issuer",
}


def evolve(item: Item, event: RecommendationEvent) -> Item:
    match event:
        case ItemResponded(response=response):
            return replace(item, response=response)
        case ItemVerified(verified_by=post):
            return replace(item, verified_by=post)
        case ItemNotVerified():
            return replace(item, reported_by=None)
        case ItemAgreedClosed(closed_at=meeting):
            return replace(item, closed_at=meeting)
        case ItemClaimed(claimed_by=by, status_words=status, rag=rag, percent=percent):
            return replace(item, **claim_fields(by, status, rag, percent))
        case ItemEvidenceAttached():
            return item
    assert_never(event)


# Rules


def lawful(item: Item, event: Event) -> None:
    """Refuse an impossible percentage, and a verifier who owns the recommendation, when recorded or
    when corrected."""
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


def attach_evidence(item: Item, *, evidence: str, sha256: str | None = None) -> list[Event]:
    """`sha256`: of the file that shows it, where one is kept (ledger/records/files.py)."""
    attached = ItemEvidenceAttached(
        evidence=evidence_of(evidence, "Attaching evidence"), sha256=sha256
    )
    return unless_said(item, attached)


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
    """By a post, `verified_by`, or on the word of its issuer: `auditor`, or the name in the
    report."""
    verified = ItemVerified(
        evidence=evidence_of(evidence, "Verifying a recommendation"),
        verified_by=verified_by,
        auditor=_followed_up_by(item, report, verified_by, auditor),
        waived=None if independence or verified_by is None else "independence",
    )
    if already(item, verified):
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
    if already(item, closed):
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
    """`claimed_by`: who said so; None if the paper does not tell."""
    says_something(rag, percent, status_words)
    claimed = ItemClaimed(
        claimed_by=claimed_by, rag=rag, percent=percent, status_words=status_words, text=text
    )
    return allowed(item, claimed, lawful)


def by_another_issuer(item: Item, report: Inspection | None) -> None:
    """Refuse for an item of HMICFRS what only the inspectorate can say."""
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
    return moved_on(item, refused)


def _followed_up_by(
    item: Item, report: Inspection | None, post: str | None, auditor: str | None
) -> str | None:
    """Who follows it up if no post does: its issuer."""
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
