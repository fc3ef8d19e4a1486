"""What is wrong with a ledger, in words: an event, what is missing at the end, the head."""

from datetime import datetime
from typing import Any

import msgspec

from ledger.integrity import merkle
from ledger.leaf import leaf
from ledger.words import counted

UNREADABLE = (msgspec.MsgspecError, TypeError, ValueError)
_TYPES = [int, str, int, str, bytes, bytes]


class _Instant(msgspec.Struct, gc=False):
    recorded_at: datetime


instant = msgspec.json.Decoder(_Instant).decode


def with_event(row: tuple[Any, ...], expected: int, before: int, last: datetime) -> list[str]:
    """`expected`: the position that was to follow. `before`: the version before it of its stream;
    `last`: when the event before it was recorded."""
    position, stream, version, kind, state, stored = row
    problems = []
    if position < expected:
        problems.append(f"event {position} stands where none is ever recorded")
    elif position > expected:
        gone = f"event {expected} is" if position == expected + 1 else (
            f"events {expected} to {position - 1} are"
        )  # fmt: skip
        problems.append(f"{gone} missing: the next event is {position}")
    if [type(value) for value in row] != _TYPES:
        return [*problems, f"event {position} ({stream}) holds values of another type"]
    if merkle.leaf_hash(leaf(position, stream, version, kind, state)) != stored:
        problems.append(f"event {position} ({stream}) is not what was recorded: its hash differs")
    if version != before + 1:
        problems.append(
            f"event {position} is version {version} of {stream}, where version {before + 1} follows"
        )
    return problems or [_odd_instant(position, state, last)]


def _odd_instant(position: int, state: bytes, last: datetime) -> str:
    try:
        if instant(state).recorded_at < last:
            return f"event {position} says it was recorded before the one it follows"
    except UNREADABLE:
        pass
    return f"event {position} cannot be read"


def at_the_end(size: int, last: int, head: int, seen: int) -> list[str]:
    """`size`: how many events were read, the last at position `last`; `head` and `seen`: how many
    the head says there are, and how many the store has ever numbered."""
    if last < max(head, seen):
        first, end = last + 1, max(head, seen)
        cut = f"event {first} is" if first == end else f"events {first} to {end} are"
        return [f"{cut} missing at the end: {end} were recorded"]
    if size != head:
        stand = "1 event stands" if size == 1 else f"{size} events stand"
        return [f"{stand} where {max(head, 0)} were recorded"]
    return []


def with_head(size: int, frontier: list[bytes], packed: bytes) -> str:
    """Each root of the frontier stands for a run of events: the first that differs says which."""
    first = 1
    runs = [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]
    for run, ours, theirs in zip(runs, frontier, merkle.unpack(packed), strict=False):
        if ours != theirs:
            end = first + run - 1
            events = f"event {first} does" if run == 1 else f"events {first} to {end} do"
            return (
                f"{events} not make the tree that was recorded: one of them was exchanged"
                " together with its hash, or the head was"
            )
        first += run
    return f"the head is not that of a tree of {counted(size, 'event')}"
