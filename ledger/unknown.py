"""Events of kinds this version does not know: kept, hashed and proved, but counted by nothing.

A later version recorded them, or a forger did. They may affect any answer, so every answer names
them, and nothing more can be recorded on a record that has one.
"""

from collections.abc import Iterable, Sequence

from ledger.errors import Refused
from ledger.events import EventRetracted, Recorded, Unknown
from ledger.registry import split

Kind = tuple[str, int, int]  # its name, how many events are of it, and the first of them
_SHOWN = 5


def among(history: Iterable[Recorded]) -> list[Recorded]:
    """The events of unknown kinds that were not retracted."""
    history = list(history)
    gone = {r.event.retracts for r in history if isinstance(r.event, EventRetracted)}
    return [r for r in history if isinstance(r.event, Unknown) and r.position not in gone]


def kinds(events: Iterable[Recorded]) -> list[Kind]:
    found: dict[str, list[int]] = {}
    for one in events:
        found.setdefault(one.kind, []).append(one.position)
    return [(kind, len(positions), min(positions)) for kind, positions in sorted(found.items())]


def counted_kinds(found: Sequence[Kind]) -> str:
    """2 events of kinds that this version does not know: ActionTeleported (1, the first event 5)"""
    total = sum(count for _, count, _ in found)
    events = "1 event of a kind" if total == 1 else f"{total:,} events of kinds"
    listed = ", ".join(
        f"{kind} (event {first})" if count == 1 else f"{kind} ({count:,}, the first event {first})"
        for kind, count, first in found[:_SHOWN]
    )
    more = f" and {len(found) - _SHOWN} kinds more" if len(found) > _SHOWN else ""
    return f"{events} that this version does not know: {listed}{more}"


def notice(found: Sequence[Kind]) -> str:
    """The line to show beside an answer, or nothing."""
    if not found:
        return ""
    return f"Not counted here: {counted_kinds(found)}. A later version may answer otherwise."


def none_on(stream: str, history: Iterable[Recorded]) -> None:
    """Refuse to record on a record that has unknown events."""
    for one in among(history):
        raise Refused(
            f"{split(stream)[1]} has an event of a kind that this version does not know:"
            f" {one.kind} (event {one.position}), so its state cannot be known here. Record with"
            " the version that knows this kind."
        )
