"""The people behind a closure, for the rules that keep its duties apart."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from commands.desk.desk import Desk
from ledger import policies
from ledger.actions import Action, ActionReportedComplete
from ledger.closures import Hand, People
from ledger.records import Event, standing


def separation(
    desk: Desk, record: str, ref: str, report: type[Event], posts: Iterable[str], on: date
) -> dict[str, Any]:
    """What a closing rule is told: whether the office keeps the duties apart on that day, who holds
    these posts then, and who signed the last `report` that it is done, and this."""
    policy = desk.ledger.state("policy", policies.INDEPENDENT_VERIFICATION, on=on)
    holders = {post: desk.holder(post, on) for post in posts}
    return {
        "independence": policies.is_on(policies.INDEPENDENT_VERIFICATION, policy),
        "people": People(
            holders={post: person for post, person in holders.items() if person},
            reported=_hand_of(desk, f"{record}:{ref}", report, on),
            closing=Hand(desk.signed.person, desk.signed.signed_with) if desk.signed else None,
        ),
    }


def closing(desk: Desk, action: str, verifier: str, on: date) -> dict[str, Any]:
    """The same of an action that a post verifies."""
    now = desk.ledger.state("action", action, on=on)
    posts = {verifier}
    if isinstance(now, Action):
        posts |= {*now.owners, now.reported_by or verifier}
    return separation(desk, "action", action, ActionReportedComplete, posts, on)


def _hand_of(desk: Desk, stream: str, report: type[Event], on: date) -> Hand | None:
    """Who signed the last event of a kind that stands by that day, if anybody did."""
    said = [
        r.envelope
        for r in standing(desk.ledger.history(stream))
        if isinstance(r.event, report) and r.envelope.effective_on <= on
    ]
    signed = bool(said) and said[-1].authority == "signed"
    return Hand(said[-1].recorded_by, said[-1].signed_with or "") if signed else None
