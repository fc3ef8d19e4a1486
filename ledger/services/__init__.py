"""What a rule needs to know about the rest of the ledger, gathered here for every caller.

By its parameters' names a rule says what it needs beyond its own record: who holds the posts, what
the office's policy is. Ledger.record gathers that itself and accepts it from no caller, so a
program that imports `ledger` follows every rule that a person at the terminal does.
"""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any

from ledger.events import Event, Rule, State
from ledger.services import (
    closing,
    confirmed,
    due,
    following,
    keys,
    meetings,
    names,
    peers,
    reports,
    withholding,
)
from ledger.services.case import Case

FACTS: dict[str, Callable[[Case], Any]] = {
    "independence": closing.independence,
    "people": closing.people,
    "agreeing": closing.agreeing,
    "succession": following.succession,
    "heir": following.heir,
    "leads_to": following.leads_to,
    "taken_by": names.name_taken_by,
    "a_post": names.post_of_holder,
    "linked": names.linked,
    "also": names.also,
    "parent": following.parent,
    "ref": lambda case: case.ref,
    "identity": lambda case: case.ledger.identity,
    "tree": lambda case: case.ledger.head,
    "on": lambda case: case.entry.effective_on,
    "today": lambda case: case.ledger.today,
    "by_now": lambda case: case.ledger.state(case.record, case.ref),
    "raised_on": due.raised_on,
    "report": reports.report,
    "seal_key": keys.sealing,
    "checked": keys.read_again,
    "witnesses": keys.witnesses_then,
    "held_as": keys.held_as,
    "same_key": peers.same_key,
    "same_ledger": peers.same_ledger,
    "withheld_as": withholding.withheld_as,
    "was_held": confirmed.was_held,
    "nil_return": meetings.nil_return,
    "beside": meetings.beside_nil,
    "openly": meetings.openly,
    "body_then": meetings.body_then,
    "meets_later": meetings.meets_later,
    "successor": meetings.successor,
    "stead": meetings.stead,
}


def decided(case: Case, rule: Rule, state: State | None) -> list[Event]:
    """What `rule` decides of a record in this state, from what was given and what it needs of the
    rest of the ledger. Raises whatever the rule refuses."""
    return list(rule(state, **case.given, **gathered(case, rule)))


def gathered(case: Case, rule: Rule) -> dict[str, Any]:
    """The facts that `rule` needs of the rest of the ledger."""
    wanted = _wanted(rule)
    if stated := [name for name in wanted if name in case.given]:
        raise TypeError(f"{', '.join(stated)}: the ledger works this out itself; leave it out")
    return {name: FACTS[name](case) for name in wanted}


@cache
def _wanted(rule: Rule) -> tuple[str, ...]:
    return tuple(name for name in signature(rule).parameters if name in FACTS)
