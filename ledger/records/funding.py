"""Funding: a sum agreed or bid for, and its allocations.

    agreed (allocated in parts)
    bid ──> won (allocated in parts)
     └────> declined

Allocations never exceed the whole. Amounts are in whole pence.
"""

from collections.abc import Sequence
from typing import ClassVar, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, Event, Pence, State, when
from ledger.rules import already, moved_on, nonempty, require
from ledger.words import pounds

RECORD = "funding"
CALLED = "sum of funding"
NUMBERED = "G"

# What can happen

BIDDING = when("bid")


class FundingAgreed(Beginning, kw_only=True):
    """A sum shall be spent."""

    needs = NEW
    moves_to = "agreed"
    says = "{amount} agreed[ for {recipient}]: {title}"
    title: str
    amount: Pence
    recipient: str | None = None


class FundingAllocated(Event):
    """A part of it goes somewhere, for something."""

    needs = when("agreed", "won")
    says = "{amount} allocated to {allocated_to}[: {purpose}]"
    amount: Pence
    allocated_to: str
    purpose: str | None = None


class FundingBidSubmitted(Beginning, kw_only=True):
    """Money was asked for, alone or with partners; how much may not be known."""

    needs = NEW
    moves_to = "bid"
    says = "bid[ for {amount}] made to {bid_to}[, with {with_partners}]: {title}"
    title: str
    bid_to: str
    amount: Pence | None = None
    with_partners: tuple[str, ...] = ()


class FundingBidDeclined(Event):
    """The money was refused."""

    needs = BIDDING
    moves_to = "declined"
    says = "bid declined[: {reason}]"
    reason: str | None = None


class FundingBidWon(Event):
    """The money was given: as much as was asked for, where no amount is said."""

    needs = BIDDING
    moves_to = "won"
    says = "bid won[: {amount}]"
    amount: Pence | None = None


FundingEvent = (
    FundingAgreed | FundingAllocated | FundingBidSubmitted | FundingBidDeclined | FundingBidWon
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "amount": "a sum of money, in pence",
    "allocated_to": "whom a part of a sum is allocated to",
    "bid_to": "who is asked for money",
    "with_partners": "who bids together with the office",
}

# What we know


class Funding(State):
    """`amount` is the whole, if it is known; `allocated` is the sum of its parts."""

    phrases: ClassVar[dict[str, str]] = {
        "agreed": "was agreed on {since} (event {event}): it is not a bid.",
        "bid": "is only bid for. Record that it was won first (funding win).",
        "won": "was won on {since} (event {event}).",
        "declined": "was declined on {since} (event {event}).",
    }
    amount: Pence | None = None
    allocated: Pence = 0
    bid_to: str = ""


def evolve(funding: Funding | None, event: FundingEvent) -> Funding:
    match event:
        case FundingAgreed(title=title, amount=amount):
            return Funding(title=title, amount=amount)
        case FundingBidSubmitted(title=title, amount=asked, bid_to=bid_to):
            return Funding(title=title, amount=asked, bid_to=bid_to)
    assert funding is not None
    match event:
        case FundingAllocated(amount=part):
            return replace(funding, allocated=funding.allocated + part)
        case FundingBidWon(amount=won):
            return replace(funding, amount=won if won is not None else funding.amount)
        case FundingBidDeclined():
            return funding
    assert_never(event)


# Rules


def lawful(funding: Funding, event: Event) -> None:
    """Refuse parts that exceed the whole, when recorded or when corrected."""
    if isinstance(event, FundingAllocated) and funding.amount is not None:
        remaining = funding.amount - funding.allocated
        if event.amount > remaining:
            raise Refused(
                f"{pounds(event.amount)} is more than is left of {funding.ref}: of"
                f" {pounds(funding.amount)}, {pounds(funding.allocated)} is allocated and"
                f" {pounds(remaining)} left. Allocate no more than that."
            )


def _more_than_nothing(amount: int | None) -> None:
    if amount is not None and amount <= 0:
        raise Refused("An amount must be more than nothing. Give it in pounds, such as 150,000.")


def agree(
    funding: Funding | None, *, title: str, amount: int, recipient: str | None = None
) -> list[Event]:
    agreed = FundingAgreed(
        title=nonempty(title, "A sum needs words: what is it for?"),
        amount=amount,
        recipient=recipient,
    )
    require(funding, agreed)
    _more_than_nothing(amount)
    return [agreed]


def allocate(
    funding: Funding, *, amount: int, allocated_to: str, purpose: str | None = None
) -> list[Event]:
    allocated = FundingAllocated(
        amount=amount,
        allocated_to=nonempty(allocated_to, "Say to whom, or to what, it goes (--to)."),
        purpose=purpose,
    )
    require(funding, allocated)
    if allocated in funding.said:
        return []
    _more_than_nothing(amount)
    lawful(funding, allocated)
    return [allocated]


def bid(
    funding: Funding | None,
    *,
    title: str,
    bid_to: str,
    amount: int | None = None,
    with_partners: Sequence[str] = (),
) -> list[Event]:
    submitted = FundingBidSubmitted(
        title=nonempty(title, "A bid needs words: what is it for?"),
        bid_to=nonempty(bid_to, "A bid is made to somebody (--to)."),
        amount=amount,
        with_partners=tuple(dict.fromkeys(with_partners)),
    )
    require(funding, submitted)
    _more_than_nothing(amount)
    return [submitted]


def decline(funding: Funding, *, reason: str | None = None) -> list[Event]:
    return moved_on(funding, FundingBidDeclined(reason=reason))


def win(funding: Funding, *, amount: int | None = None) -> list[Event]:
    won = FundingBidWon(amount=amount)
    if already(funding, won):
        return []
    require(funding, won)
    _more_than_nothing(amount)
    return [won]
