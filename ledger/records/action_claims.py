"""What is said of how far an action has come: a colour and a percentage, as somebody reported them.

These are events of an action. A claim is of a day and of a post, and never a status: whether colour
and facts agree is asked (rag_against_facts).
"""

from typing import Any, Literal, assert_never, get_args

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import Event, OwnerRef, when
from ledger.records.actions import Action
from ledger.rules import allowed, as_percent

PART_OF = "action"

Colour = Literal["RED", "AMBER", "GREEN", "BLUE"]
COLOURS: tuple[Colour, ...] = get_args(Colour)

# What can happen


class ActionClaimed(Event):
    """Somebody reported it as red, amber, green or blue (complete), or as so much of it done;
    `status_words` as the paper prints its status."""

    needs = when("open", "reported complete", "closed")
    says = "said[ by {claimed_by}] to be:[ {rag}][ {percent} percent][ “{status_words}”][; {text}]"
    claimed_by: OwnerRef | None = None
    rag: Colour | None = None
    percent: int | None = None
    status_words: str | None = None
    text: str | None = None


# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "claimed_by": "the post that reported how far something has come",
    "rag": "the colour reported: RED, AMBER, GREEN, or BLUE for complete",
    "percent": "how much of it was reported as done, in percent",
    "status_words": "a status in the words of the paper",
}


def evolve(action: Action, event: ActionClaimed) -> Action:
    match event:
        case ActionClaimed(claimed_by=by, status_words=status, rag=rag, percent=percent):
            return replace(action, **claim_fields(by, status, rag, percent))
    assert_never(event)


def claim_fields(
    by: str | None, status_words: str | None, rag: str | None, percent: int | None
) -> dict[str, Any]:
    """The fields of a claim, and who made it. What it does not say stays as last claimed."""
    said = {"status_words": status_words, "rag": rag, "percent": percent}
    said = {name: value for name, value in said.items() if value is not None}
    return {**said, **{f"{name}_by": by for name in said}}


# Rules


def says_something(rag: str | None, percent: int | None, status_words: str | None) -> None:
    """Refuse a claim without a colour, a percentage or words."""
    if rag is None and percent is None and not (status_words or "").strip():
        raise Refused("A claim is a colour or a percentage (--rag, --percent).")


def lawful(_: Action, event: Event) -> None:
    """Refuse an impossible percentage, when recorded or when corrected."""
    if isinstance(event, ActionClaimed):
        as_percent(event.percent)


def claim(
    action: Action,
    *,
    claimed_by: str | None,
    rag: Colour | None = None,
    percent: int | None = None,
    status_words: str | None = None,
    text: str | None = None,
) -> list[Event]:
    """`claimed_by`: who said so, or None if the paper does not tell."""
    says_something(rag, percent, status_words)
    claimed = ActionClaimed(
        claimed_by=claimed_by, rag=rag, percent=percent, status_words=status_words, text=text
    )
    return allowed(action, claimed, lawful)
