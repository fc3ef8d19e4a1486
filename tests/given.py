"""Rules, said as a committee would: given what happened, when a rule is asked, then what follows.

given(raised, reported).when(close, evidence="minute 12", verified_by="CEX").then(closed)
given(raised).when(close, evidence="minute 12", verified_by="CEX").refused("still open")
given(raised, reported, closed).when(close, ...).nothing_happens()
"""

import sys
from datetime import UTC, date, datetime
from inspect import signature
from typing import Any

from ledger.closures import NOBODY, Agreeing
from ledger.errors import Problem, Refused
from ledger.events import Envelope, Event, Recorded, Rule, State
from ledger.fold import fold
from ledger.registry import record_kinds

A_DAY = date(2018, 2, 27)


def envelope(on: date = A_DAY, **more: Any) -> Envelope:
    return Envelope(
        recorded_by="the test",
        authority="asserted",
        effective_on=on,
        correlation="test",
        recorded_at=datetime(2018, 2, 28, 9, tzinfo=UTC),
        nonce="0" * 32,
        **more,
    )


def on(day: str, event: Event) -> tuple[Event, date]:
    """`event`, effective on an ISO day."""
    return event, date.fromisoformat(day)


def recorded(*events: Event | tuple[Event, date]) -> list[Recorded]:
    """Events as they would stand in one stream, from position 1."""
    history = []
    for position, said in enumerate(events, 1):
        event, day = said if isinstance(said, tuple) else (said, A_DAY)
        history.append(
            Recorded(
                position=position,
                stream="test:REF",
                version=position,
                kind=type(event).__name__,
                event=event,
                envelope=envelope(day),
            )
        )
    return history


def state_after(*events: Event | tuple[Event, date], ref: str = "REF") -> Any:
    """What is so after `events`, which must be lawful."""
    first = events[0][0] if isinstance(events[0], tuple) else events[0]
    (kind,) = (k for k in record_kinds().values() if type(first) in k.events)
    return fold(ref, recorded(*events), kind.evolve, kind.lawful)


class given:
    def __init__(self, *events: Event | tuple[Event, date], ref: str = "REF") -> None:
        self.events, self.ref = events, ref

    def when(self, rule: Rule, /, **facts: Any) -> "Outcome":
        kind = next(k for k in record_kinds().values() if sys.modules[rule.__module__] in k.modules)
        state: State | None = fold(self.ref, recorded(*self.events), kind.evolve, kind.lawful)
        try:
            said = list(rule(state, **(_unless_said(rule, self.ref) | facts)))
        except Problem as problem:
            return Outcome(self, None, problem)
        # What a rule says must also be lawful after what it looked at.
        fold(self.ref, recorded(*self.events, *said), kind.evolve, kind.lawful)
        return Outcome(self, said, None)


def _unless_said(rule: Rule, ref: str) -> dict[str, Any]:
    """What a ledger with nothing else in it tells a rule."""
    nothing = {"independence": True, "people": NOBODY, "succession": (), "taken_by": None}
    nothing |= {"report": None, "agreeing": Agreeing(True, (), ())}
    nothing |= {"nil_return": None, "beside": (), "body_then": None, "by_now": None, "stead": None}
    nothing |= {"meets_later": (), "successor": None, "was_held": True}
    nothing |= {"held_as": None, "withheld_as": None, "witnesses": (), "seal_key": "", "ref": ref}
    nothing |= {"raised_on": None, "today": A_DAY, "on": A_DAY, "also": None, "heir": None}
    return {name: nothing[name] for name in signature(rule).parameters if name in nothing}


class Outcome:
    def __init__(self, was: given, said: list[Event] | None, problem: Problem | None) -> None:
        self.was, self.said, self.problem = was, said, problem

    def then(self, *events: Event) -> None:
        assert self.problem is None, f"refused: {self.problem}"
        assert self.said == list(events)

    def nothing_happens(self) -> None:
        self.then()

    def refused(self, words: str, problem: type[Problem] = Refused) -> None:
        assert self.problem is not None, f"not refused: {self.said}"
        assert type(self.problem) is problem
        assert words in str(self.problem), str(self.problem)
