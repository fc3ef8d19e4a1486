"""What takes whose place: of a post its successor, of a record what it gave way to."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from ledger.events import Entry, Recorded, State
from ledger.fold import standing
from ledger.records import actions, inspection_items, posts
from ledger.records.actions import (
    UNDER_WAY,
    Action,
    ActionOwnerChanged,
    ActionRaised,
    ActionReopened,
)
from ledger.records.commitments import Commitment
from ledger.records.inspection_items import LIVE, Item
from ledger.records.posts import Post
from ledger.services.case import Case

# A post and its successor


def succeed(ledger: Any, post: str, by: str, entry: Entry) -> list[Recorded]:
    """Let another post take the place of one. The actions under way that it owns, and the
    inspection items on which it leads, pass to the other."""
    with ledger.writing():
        appended: list[Recorded] = ledger.record("post", post, posts.succeed, entry, by=by)
        for ref, owners in owned_by(ledger, post, by, entry.effective_on):
            facts = {"owners": owners, "reason": f"{post} was succeeded by {by}"}
            appended += ledger.record("action", ref, actions.reassign, entry, **facts)
        for ref in led_by(ledger, post, entry.effective_on):
            appended += ledger.record("item", ref, inspection_items.assign_lead, entry, lead=by)
    return appended


def owned_by(
    ledger: Any, post: str, successor: str, on: date
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The actions under way that a post owns on a day, with their owners after the succession."""
    ledger.read_ahead([], ["action"])
    for ref in ledger.refs("action"):
        state = ledger.state("action", ref, on=on)
        if isinstance(state, Action) and state.status in UNDER_WAY and post in state.owners:
            yield ref, tuple(successor if owner == post else owner for owner in state.owners)


def follow(ledger: Any, ref: str, appended: Iterable[Recorded], entry: Entry) -> list[Recorded]:
    """Pass an action under way to the post that has meanwhile taken the place of its owner, if it
    was recorded late or reopened."""
    if not any(isinstance(r.event, _OWNED) for r in appended):
        return []
    action = ledger.state("action", ref)
    if not isinstance(action, Action) or action.status not in UNDER_WAY:
        return []
    on = standing(ledger.history(f"action:{ref}"))[-1].envelope.effective_on
    owners = list(action.owners)
    gone = []
    while found := _succeeded(ledger, owners):
        gone.append(f"{found.ref} was succeeded by {found.succeeded_by}")
        owners = [str(found.succeeded_by) if one == found.ref else one for one in owners]
        on = max(on, found.since_on or on)
    if not gone:
        return []
    facts = {"owners": owners, "reason": "; ".join(gone)}
    entry = replace(entry, effective_on=on, date_basis="stated", date_reason=None)
    handed: list[Recorded] = ledger.record("action", ref, actions.reassign, entry, **facts)
    return handed


def _succeeded(ledger: Any, refs: Iterable[str]) -> Post | None:
    """The first of these posts that another post has replaced."""
    states = (ledger.state("post", ref) for ref in refs)
    return next((post for post in states if post and post.status == "succeeded"), None)


_OWNED = (ActionRaised, ActionOwnerChanged, ActionReopened)


def led_by(ledger: Any, post: str, on: date) -> Iterator[str]:
    """The live inspection items on which a post leads on a day."""
    ledger.read_ahead([], ["item"])
    for ref in ledger.refs("item"):
        state = ledger.state("item", ref, on=on)
        if isinstance(state, Item) and state.status in LIVE and state.lead == post:
            yield ref


# Of a record


def succession(case: Case) -> list[str]:
    """The record that this one's successor gave way to, the next after that, and so on."""
    other = case.given.get("by") or case.given["into"]
    return gave_way_to(case.ledger, case.record, other)


def heir(case: Case) -> State | None:
    """The state, on the day, of the record that takes this one's place."""
    other, on = case.given.get("by") or case.given["into"], case.entry.effective_on
    found: State | None = case.ledger.state(case.record, other, on=on)
    return found


def gave_way_to(ledger: Any, record: str, ref: str) -> list[str]:
    """The record that this one was superseded by or merged into, the next after that, and so on."""
    chain: list[str] = []
    state = ledger.state(record, ref)
    while state is not None and state.other and state.other not in chain:
        chain.append(state.other)
        state = ledger.state(record, state.other)
    return chain


def leads_to(case: Case) -> dict[str, list[str]]:
    """Every commitment, with the commitments it refers to, was merged into or consists of."""
    return commitments_lead_to(case.ledger)


def commitments_lead_to(ledger: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    ledger.read_ahead([], ["commitment"])
    for ref in ledger.refs("commitment"):
        state = ledger.state("commitment", ref)
        if not isinstance(state, Commitment):
            continue  # Retracted.
        further = found.setdefault(ref, [])
        further += [*state.refers_to, *([state.other] if state.other else [])]
        if state.part_of:
            found.setdefault(state.part_of, []).append(ref)
    return found


def parent(case: Case) -> Commitment | None:
    """The commitment that an activity is part of, as it was on that day."""
    ref, on = case.given["part_of"], case.entry.effective_on
    state = case.ledger.state("commitment", ref, on=on) if ref else None
    return state if isinstance(state, Commitment) else None
