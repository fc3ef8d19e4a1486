"""A vote: how many were for and against, how many abstained, and who, where they are named."""

from collections.abc import Sequence
from typing import Literal

from ledger.errors import Refused
from ledger.events import Event
from ledger.records.meetings import Attendee

# All who voted agreed; or nobody was against, though some may have abstained.
Unanimity = Literal["unanimously", "nem con"]


class Vote(Event, kw_only=True):
    """How a vote went: counted, or as a minute says it where nobody counted (`unanimity`). It is a
    part of an event, and none by itself."""

    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    voted_for: tuple[Attendee, ...] = ()
    voted_against: tuple[Attendee, ...] = ()
    abstained: tuple[Attendee, ...] = ()
    unanimity: Unanimity | None = None


SAYS = (
    "[: {unanimity}][: {votes_for} for][ ({voted_for})][, {votes_against} against]"
    "[ ({voted_against})][, {abstentions} abstained][ ({abstained})]"
)

# What the columns of a vote mean to whoever asks in SQL.
COLUMNS = {
    "votes_for": "how many voted for it",
    "votes_against": "how many voted against it",
    "abstentions": "how many abstained from a vote",
    "voted_for": "who voted for it, where they are named",
    "voted_against": "who voted against it, where they are named",
    "abstained": "who abstained, where they are named",
    "unanimity": "unanimously, or nem con: a vote that nobody counted, with nobody against",
}


def adds_up(vote: Vote, apologies: Sequence[str] = ()) -> None:
    """Refuse a vote that could not be: more named than counted, or one person on two sides, or one
    who sent apologies."""
    sides = {
        "for": (vote.votes_for, vote.voted_for),
        "against": (vote.votes_against, vote.voted_against),
        "abstained": (vote.abstentions, vote.abstained),
    }
    seen: dict[str, str] = {}
    for side, (count, names) in sides.items():
        if vote.unanimity is not None and names:
            raise Refused("Who voted how is named of a vote that was counted: --for, --against.")
        if count is not None and count < 0:
            raise Refused(f"{count} is no number of votes. Count those {side} again.")
        if len(names) > (count or 0):
            raise Refused(
                f"{len(names)} are named as {side}, and {count or 0} counted. Check both."
            )
        for name in names:
            if name in seen:
                raise Refused(f"{name} is named as {seen[name]} and as {side}. Name each once.")
            if name in apologies:
                raise Refused(f"{name} sent apologies, and votes nowhere. Check the name.")
            seen[name] = side
    if vote.unanimity is not None:
        if vote.votes_for is not None or vote.votes_against is not None or vote.abstentions:
            raise Refused("A vote is counted, or unanimous or nem con without a count, not both.")
        return
    if vote.votes_for is None or vote.votes_against is None:
        raise Refused("A vote is counted for and against: --for, --against; or it is --unanimous.")
    if not (vote.votes_for or vote.votes_against or vote.abstentions):
        raise Refused("Nobody voted. Give the votes: --for, --against, --abstained.")


def was_lost(vote: Vote) -> bool:
    """Whether more were against it than for it."""
    return (vote.votes_for or 0) < (vote.votes_against or 0)
