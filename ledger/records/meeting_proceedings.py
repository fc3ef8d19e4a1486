"""How a meeting went about its business: interests declared, items in private, votes on motions.

These are events of a meeting. What is recorded of an item that was taken in private is marked
OFFICIAL-SENSITIVE (ledger/services/meetings.py), so that no paper publishes it by itself; that it
was, and why, is public.
"""

from typing import Any, Literal, assert_never

from msgspec.structs import replace

from ledger import votes
from ledger.errors import Refused
from ledger.events import Event, Person
from ledger.records.meetings import MINUTED, Attendee, Meeting
from ledger.records.nil_returns import no_nil
from ledger.rules import nonempty, once
from ledger.votes import Vote

PART_OF = "meeting"

VoteResult = Literal["carried", "lost"]

# What can happen


class MeetingInterestDeclared(Event):
    """Somebody there declared an interest, in an item or in general."""

    needs = MINUTED
    says = "interest declared by {declarant}[ ({person})][ in item {item}]: {text}"
    declarant: Attendee
    text: str
    person: Person | None = None
    item: str | None = None


class MeetingItemHeldInPrivate(Event):
    """The public was excluded from an item."""

    needs = MINUTED
    says = "item {item} taken in private: {reason}"
    item: str
    reason: str


class MeetingVoted(Vote, kw_only=True):
    """A motion was put to the vote; one that is carried as a decision is told of the decision."""

    needs = MINUTED
    says = "vote {vote_result}[ (item {item})]: {text}" + votes.SAYS
    text: str
    vote_result: VoteResult
    item: str | None = None


ProceedingEvent = MeetingInterestDeclared | MeetingItemHeldInPrivate | MeetingVoted

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = votes.COLUMNS | {
    "declarant": "the post or person who declared an interest",
    "vote_result": "whether a motion was carried or lost",
}


def evolve(meeting: Meeting, event: ProceedingEvent) -> Meeting:
    match event:
        case MeetingInterestDeclared(declarant=who, item=item):
            of = f"{who} (item {item})" if item else who
            return replace(meeting, interests=(*meeting.interests, of))
        case MeetingItemHeldInPrivate(item=item):
            return replace(meeting, private=(*meeting.private, item))
        case MeetingVoted(vote_result=result, text=text):
            return replace(meeting, votes=(*meeting.votes, f"{result}: {text}"))
    assert_never(event)


# Rules


def lawful(meeting: Meeting, event: Event) -> None:
    """Refuse what could not be so of one meeting, when recorded or when corrected."""
    if isinstance(event, MeetingInterestDeclared) and event.declarant in meeting.apologies:
        raise Refused(
            f"{event.declarant} sent apologies to {meeting.ref}, and declares nothing there. Check"
            " the name."
        )
    if isinstance(event, MeetingItemHeldInPrivate):
        if event.item not in meeting.items:
            raise Refused(
                f"{meeting.ref} has no item {event.item}. Record the item first (meeting item)."
            )
        if event.item in meeting.private:
            raise Refused(
                f"Item {event.item} of {meeting.ref} is already recorded as taken in private, for"
                " another reason. Correct that if it is wrong (correct)."
            )
    if isinstance(event, MeetingVoted):
        votes.adds_up(event, meeting.apologies)
        if event.vote_result == "carried" and votes.was_lost(event):
            raise Refused("It had more votes against it than for it, so it was lost.")
        if event.vote_result == "lost" and event.unanimity is not None:
            raise Refused("Nobody voted against it, so it was not lost. Check the result.")


def declare_interest(
    meeting: Meeting,
    *,
    declarant: str,
    text: str,
    nil_return: str | None,
    person: str | None = None,
    item: str | None = None,
) -> list[Event]:
    """`nil_return`: the nil return that says that nobody declared an interest."""
    no_nil(nil_return, "interests", meeting.ref, None)
    declared = MeetingInterestDeclared(
        declarant=nonempty(declarant, "Say who declared the interest."),
        text=nonempty(text, "A declaration says what the interest is."),
        person=person,
        item=item,
    )
    return once(meeting, declared, lawful)


def hold_in_private(meeting: Meeting, openly: list[int], *, item: str, reason: str) -> list[Event]:
    """`openly`: the unmarked events that say something about the item."""
    private = MeetingItemHeldInPrivate(
        item=item, reason=nonempty(reason, "Say why the item was in private (--reason).")
    )
    events = once(meeting, private, lawful)
    if events and openly:
        raise Refused(
            f"Item {item} of {meeting.ref} was recorded openly before. Mark each of these events"
            f" first (correct EVENT --sensitive WHY): {', '.join(map(str, openly))}."
        )
    return events


def vote(
    meeting: Meeting, *, text: str, vote_result: VoteResult, item: str | None = None, **counted: Any
) -> list[Event]:
    """`counted`: the fields of a Vote."""
    voted = MeetingVoted(
        text=nonempty(text, "Say what was voted on."), vote_result=vote_result, item=item, **counted
    )
    return once(meeting, voted, lawful)
