"""A vote: how many were for and against, how many abstained, and who, where they are named."""

from collections.abc import Sequence

from ledger.errors import Refused
from ledger.events import Event
from ledger.records.meetings import Attendee


class Vote(Event, kw_only=True):
    """How a vote went. It is a part of an event, and none by itself."""

    votes_for: int
    votes_against: int
    abstentions: int | None = None
    voted_for: tuple[Attendee, ...] = ()
    voted_against: tuple[Attendee, ...] = ()
    abstained: tuple[Attendee, ...] = ()


SAYS = (
    "{votes_for} for[ ({voted_for})], {votes_against} against[ ({voted_against})]"
    "[, {abstentions} abstained][ ({abstained})]"
)

# What the columns of a vote mean to whoever asks in SQL.
COLUMNS = {
    "votes_for": "how many voted for it",
    "votes_against": "how many voted against it",
    "abstentions": "how many abstained from a vote",
    "voted_for": "who voted for it, where they are named",
    "voted_against": "who voted against it, where they are named",
    "abstained": "who abstained, where they are named",
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
    if not (vote.votes_for or vote.votes_against or vote.abstentions):
        raise Refused("Nobody voted. Give the votes: --for, --against, --abstained.")
