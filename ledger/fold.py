"""The fold: the state of a record from the events that stand."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Broken, NotFound, Problem, Refused
from ledger.events import Event, EventRetracted, Recorded, State, Unknown
from ledger.words import day, format_event

# Fields of a state that the fold sets, not an event.
SET_HERE = frozenset({"ref", "said", "since_on", "since_event"})


def standing(history: Iterable[Recorded]) -> list[Recorded]:
    """The standing events of one stream, in effective order."""
    history = list(history)
    if not history:
        return history
    if len(history) == 1:  # Most records have only just begun.
        return [] if isinstance(history[0].event, (EventRetracted, Unknown)) else history
    gone = {r.event.retracts for r in history if isinstance(r.event, EventRetracted)}
    stand = [
        r
        for r in history
        if r.position not in gone and not isinstance(r.event, (EventRetracted, Unknown))
    ]
    stand.sort(key=lambda r: r.slot)
    return stand


def step(state: Any, event: Any, evolve: Callable[[Any, Any], State]) -> State:
    """The state after one more event."""
    after = evolve(state, event)
    if isinstance(event, Beginning) and event.own_ref is not None:
        after = replace(after, own_ref=event.own_ref)
    return replace(after, status=event.moves_to) if event.moves_to else after


Evolve = Callable[[Any, Any], State]

Lawful = Callable[[Any, Any], None]


class Fold:
    """The state of one record while its events are applied in effective order."""

    def __init__(self, ref: str, evolve: Evolve) -> None:
        self.ref, self.evolve = ref, evolve
        self.stand: list[Recorded] = []
        self.told: set[tuple[Event, date]] = set()
        self._said: list[Event] = []
        self._state: State | None = None
        self._since: Recorded | None = None

    def take(self, recorded: Recorded, lawful: Lawful | None = None) -> None:
        """Apply one more event; with `lawful`, refused if the rules could not have written it."""
        state, event = self._state, recorded.event
        before = state.status if state is not None else ""
        if lawful is not None:
            if event.needs and before not in event.needs:
                raise Refused(_unlawful(self.ref, recorded, state))
            if state is not None:
                lawful(replace(state, ref=self.ref), event)
        try:
            self._state = state = step(state, event, self.evolve)
        except AssertionError:  # `evolve` asserts that this cannot happen.
            raise Broken(
                f"Event {recorded.position} contradicts the earlier events of {self.ref}: no rule"
                " of govledger records such a history. Run: govledger verify"
            ) from None
        if state.status != before:
            self._since = recorded
        self.stand.append(recorded)
        self._said.append(event)
        self.told.add((event, recorded.envelope.effective_on))

    def goes_on(self, events: Sequence[Recorded]) -> bool:
        """Whether these events follow everything applied so far and retract nothing."""
        slots = [self.stand[-1].slot, *(one.slot for one in events)] if self.stand else []
        back = any(isinstance(one.event, EventRetracted) for one in events)
        return not back and bool(slots) and slots == sorted(slots)

    def tells(self, event: Event, on: date) -> bool:
        """Whether the same fact is already recorded for the same day, so repeating it changes
        nothing."""
        if (event, on) not in self.told:
            return False
        state = self.state
        return state is not None and step(state, event, self.evolve).status == state.status

    def is_of(self, on: date) -> bool:
        """Whether everything applied took effect on one day."""
        return bool(self.stand) and self.stand[-1].envelope.effective_on <= on

    @property
    def state(self) -> State | None:
        if self._state is None:
            return None
        return replace(
            self._state,
            ref=self.ref,
            since_on=self._since.envelope.effective_on if self._since else None,
            since_event=self._since.position if self._since else 0,
            said=tuple(self._said),
        )


def folded(
    ref: str, history: Iterable[Recorded], evolve: Evolve, lawful: Lawful | None = None
) -> Fold:
    """A whole history applied; with `lawful`, refused if the rules could not have written it."""
    made = Fold(ref, evolve)
    for recorded in standing(history):
        made.take(recorded, lawful)
    return made


def fold(
    ref: str, history: Iterable[Recorded], evolve: Evolve, lawful: Lawful | None = None
) -> State | None:
    """The state after `history`, as `folded` takes it."""
    return folded(ref, history, evolve, lawful).state


def not_yet(ref: str, history: list[Recorded], on: date) -> Problem:
    """What is said of a record that there is not on a day."""
    stand = standing(history)
    if not stand:
        return NotFound(f"{ref} is not in the ledger. Check its spelling.")
    return Refused(
        f"{ref} begins on {day(stand[0].envelope.effective_on)}, so nothing can have happened to it"
        f" on {day(on)}. Check --on."
    )


def _unlawful(ref: str, recorded: Recorded, state: State | None) -> str:
    on = day(recorded.envelope.effective_on)
    what = f"event {recorded.position} of {on} ({format_event(recorded)})"
    if state is None:
        return (
            f"{ref} would begin with {what}, before it was recorded at all: check the dates, or"
            " retract the later events first."
        )
    return (
        f"{ref} would be {state.status} at {what}, which its rules do not allow: check the dates,"
        " or retract that event first."
    )
