"""Checks that every rule may need: that the record's status allows it, and that a text is given."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from ledger.characters import folded, shows
from ledger.errors import Doubted, NotFound, Refused
from ledger.events import NEW, Event, Rule, State
from ledger.words import day, facts_of, sentence


def require(state: State | None, event: Event) -> None:
    """Refuse `event` unless the record's status allows it, and say what the status is."""
    if state is None or not state.status:
        if event.needs and "" not in event.needs:
            raise NotFound("That record is not in the ledger. Check its spelling.")
        return
    if event.needs and state.status not in event.needs:
        raise Refused(refusal(state, event))


Lawful = Callable[[Any, Event], None]


def allowed(state: State | None, event: Event, *laws: Lawful) -> list[Event]:
    """The event, if the record's status allows it, and the laws of its kind."""
    require(state, event)
    for lawful in laws:
        lawful(state, event)
    return [event]


def once(state: State | None, event: Event, *laws: Lawful) -> list[Event]:
    """The event, if it is allowed; nothing if it was said before, whatever came of it since."""
    return [] if state is not None and event in state.said else allowed(state, event, *laws)


def unless_said(state: State, event: Event, *laws: Lawful) -> list[Event]:
    """The event, if it is allowed; nothing if it is allowed and was said before."""
    require(state, event)
    return once(state, event, *laws)


def moved_on(state: State, event: Event) -> list[Event]:
    """The event, if it is allowed; nothing if it is what brought the record where it is."""
    return [] if already(state, event) else allowed(state, event)


def already(state: State, event: Event) -> bool:
    """Whether the record has the status that the event brings, and the event was said."""
    return state.status == event.moves_to and event in state.said


def refusal(state: State, event: Event) -> str:
    if event.needs == NEW:
        return f"{state.ref} is already in the ledger: {state.title}"
    since = f" since {day(state.since_on)}" if state.since_on else ""
    fallback = f"is {state.status}{since} (event {{event}}); this needs it to be {{needs}}."
    template = state.phrases.get(state.status, fallback)
    facts = facts_of(state)
    words = sentence(
        template,
        facts
        | {
            "since": state.since_on,
            "event": state.since_event,
            "needs": " or ".join(sorted(event.needs)),
        },
    )
    return f"{state.ref} {words}"


def ahead(rule: Rule) -> Rule:
    """Mark a rule of what may be recorded before its day comes: an appointment, a policy."""
    AHEAD.add(rule)
    return rule


AHEAD: set[Rule] = set()


def has_come(on: date, today: date) -> None:
    """Refuse a day that is in the future."""
    if on > today:
        raise Refused(f"{day(on)} is in the future. Check --on.")


def nonempty(text: str | None, what: str) -> str:
    """`text` without surrounding space. If nothing of it can be seen, a refusal that says `what` is
    missing."""
    stripped = (text or "").strip()
    if not shows(stripped):
        raise Refused(what)
    return stripped


class DueBefore(Doubted):
    """A due day before the day it was raised, which nobody said is meant."""

    meant = "past_due_meant"


LATEST_YEARS = 50  # A due date further away than this is a slip of the year.


def in_time(due: date | None, raised_on: date | None) -> None:
    """Refuse a due day that was over when the action was raised, or that nobody will see;
    `raised_on`: none where that is meant."""
    if due is None or raised_on is None:
        return
    if due.year > raised_on.year + LATEST_YEARS:
        raise Refused(
            f"It would be due on {day(due)}, more than {LATEST_YEARS} years after it was raised on"
            f" {day(raised_on)}. Check the year."
        )
    if due < raised_on:
        raise DueBefore(
            f"It would be due on {day(due)}, before it was raised on {day(raised_on)}. Check both"
            " days, or confirm it: --past-due."
        )


def as_percent(percent: int | None) -> None:
    """Refuse a percentage outside 0 to 100."""
    if percent is not None and not 0 <= percent <= 100:
        raise Refused(f"{percent} is no percentage. Give one from 0 to 100 (--percent).")


def free(name: str, taken_by: str | None) -> None:
    """Refuse a name to which another record answers already."""
    if taken_by is not None:
        raise Refused(f"{name} already means {taken_by}. Choose another name.")


def another_name(state: Any, added: Any, taken_by: str | None) -> list[Event]:
    """The event that adds an alias, if nothing else has it; nothing if the record has it."""
    require(state, added)
    free(added.alias, taken_by)
    known = map(folded, (state.ref, state.title, *state.aliases))
    return [] if folded(added.alias) in known else [added]


def one_of(lead: str | None, owners: Collection[str]) -> str | None:
    """Who leads among several owners; refused if it is not one of them."""
    if lead is not None and lead not in owners:
        raise Refused(f"{lead} leads only what it owns. Name it among the owners too.")
    return lead
