"""How a decision was voted on, and to whom it is recommended who may act on it, and does or not.

These are events of a decision. A body that may not decide a thing itself recommends it to one that
may, or to a post; what they reply is theirs, and leaves the recommendation as it was.
"""

from typing import Any, Literal, assert_never

from msgspec.structs import replace

from ledger import votes
from ledger.errors import Refused
from ledger.events import AuthorityRef, Event, when
from ledger.records.decisions import IN_FORCE, Decision
from ledger.rules import nonempty, once
from ledger.votes import Vote

PART_OF = "decision"

Reply = Literal["accepted", "partly accepted", "not accepted"]

# What can happen


class DecisionVoted(Vote, kw_only=True):
    """It was put to the vote, and carried."""

    needs = when("in force", "reversed")
    says = "vote" + votes.SAYS


class DecisionRecommended(Event):
    """It is a recommendation to another body, or to a post."""

    needs = IN_FORCE
    says = "recommended to {recommended_to}"
    recommended_to: AuthorityRef


class DecisionReplied(Event):
    """Those to whom it was recommended said what they make of it."""

    needs = IN_FORCE
    says = "{reply} by {replied_by}[: {text}]"
    replied_by: AuthorityRef
    reply: Reply
    text: str | None = None


StepEvent = DecisionVoted | DecisionRecommended | DecisionReplied

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "recommended_to": "the body or post to which a decision is recommended",
    "reply": "whether a recommendation to another body was accepted",
    "replied_by": "the body or post that replied to a recommendation",
}


def evolve(decision: Decision, event: StepEvent) -> Decision:
    match event:
        case DecisionVoted(votes_for=favour, votes_against=against, abstentions=neither):
            counted = f"{favour} for, {against} against, {neither or 0} abstained"
            return replace(decision, vote=event.unanimity or counted)
        case DecisionRecommended(recommended_to=to):
            return replace(decision, recommended_to=(*decision.recommended_to, to))
        case DecisionReplied(reply=reply, replied_by=by):
            return replace(decision, replies=(*decision.replies, f"{reply} by {by}"))
    assert_never(event)


# Rules


def lawful(decision: Decision, event: Event) -> None:
    """Refuse what contradicts an earlier step of the decision, when recorded or when corrected."""
    if isinstance(event, DecisionVoted):
        votes.adds_up(event)
        if votes.was_lost(event):
            raise Refused(
                "It had more votes against it than for it, so it was not decided. Record the vote"
                " of the meeting instead (meeting vote)."
            )
        if decision.vote is not None:
            raise Refused(
                f"The vote on {decision.ref} is recorded: {decision.vote}. Correct it if it is"
                " wrong."
            )
    if isinstance(event, DecisionRecommended) and event.recommended_to in decision.makers:
        raise Refused(
            f"{event.recommended_to} took {decision.ref} itself, so it is no recommendation to it."
        )
    if isinstance(event, DecisionReplied):
        if event.replied_by not in decision.recommended_to:
            named = " and ".join(decision.recommended_to)
            to = f"to {named} only" if named else "to nobody"
            raise Refused(f"{decision.ref} is recommended {to}. Record that first (--to).")
        if any(
            isinstance(one, DecisionReplied) and one.replied_by == event.replied_by
            for one in decision.said
        ):
            raise Refused(
                f"The reply of {event.replied_by} to {decision.ref} is recorded. Correct it if it"
                " is wrong."
            )


def vote(decision: Decision, **counted: Any) -> list[Event]:
    """`counted`: the fields of a Vote."""
    return once(decision, DecisionVoted(**counted), lawful)


def recommend(decision: Decision, *, recommended_to: str) -> list[Event]:
    return once(decision, DecisionRecommended(recommended_to=recommended_to), lawful)


def reply(
    decision: Decision, *, replied_by: str, outcome: Reply, text: str | None = None
) -> list[Event]:
    if outcome == "not accepted":
        nonempty(text, "A recommendation that is not accepted needs the reason.")
    return once(decision, DecisionReplied(replied_by=replied_by, reply=outcome, text=text), lawful)
