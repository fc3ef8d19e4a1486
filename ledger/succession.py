"""What replaces what: superseded by, merged into, replaced by or reversed by another of its kind.

No such chain may lead back to where it began, whoever recorded or corrected it, in any order.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import get_type_hints

from ledger.errors import Refused
from ledger.events import NEW, Event, Names, Recorded
from ledger.fold import standing


@cache
def _ways(kind: type[Event]) -> tuple[str, ...]:
    """The fields in which an event of this kind names the record's replacement."""
    if kind.needs == NEW or not kind.moves_to:
        return ()
    hints = get_type_hints(kind, include_extras=True)
    return tuple(name for name, hint in hints.items() if _same(hint))


def _same(hint: object) -> bool:
    """Whether a type is an optional reference to a record of the same kind."""
    if any(isinstance(one, Names) and one.kind == "same" for one in _metadata(hint)):
        return True
    return any(
        isinstance(one, Names) and one.kind == "same"
        for part in getattr(hint, "__args__", ())
        if getattr(hint, "__origin__", None) is not tuple
        for one in _metadata(part)
    )


def _metadata(hint: object) -> tuple[object, ...]:
    return tuple(getattr(hint, "__metadata__", ()))


def no_ring(
    ref: str, events: Sequence[Event], history: Callable[[str], Iterable[Recorded]]
) -> None:
    """Refuse events by which `ref` would be replaced, through any number of steps, by something it
    replaced. `history` returns another record's events."""
    for event in events:
        for name in _ways(type(event)):
            first = at = getattr(event, name)
            passed: list[str] = []
            while at is not None and at not in passed:
                if at == ref:
                    way = " → ".join([ref, *passed, ref])
                    raise Refused(
                        f"{ref} would lead back to itself: {first} already leads to it ({way})."
                    )
                passed.append(at)
                at = _next(history(at))


def _next(history: Iterable[Recorded]) -> str | None:
    """What replaced a record, if that is its present state."""
    moves = [one.event for one in standing(list(history)) if one.event.moves_to]
    ways = _ways(type(moves[-1])) if moves else ()
    return next((found for name in ways if (found := getattr(moves[-1], name))), None)
