"""Where a person's name occurs in a ledger: what an erasure can remove, and what it cannot."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ledger import command_keys
from ledger.application import Ledger
from ledger.errors import Broken, Misused, NotFound
from ledger.events import Frozen
from ledger.privacy import personal

PAGE = 10_000
_HASH = re.compile(rb'"command_digest":"pd-v1:([0-9a-f]{64})"')


class Traces(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """`values` are the personal values that are the name, by commitment, and `events` the positions
    that hold one; `wider` those that have the name among other words. `clear` are the positions
    that say the name in clear, `recorded_by` counts those that the person recorded. `keys` are the
    command keys that say it, or keep a hash of what was typed of the name, as earlier versions did;
    `hashes` stand, by commitment, for such hashes that can be erased, and are."""

    words: tuple[str, ...]
    values: dict[str, str]
    wider: dict[str, str]
    events: tuple[int, ...]
    clear: tuple[int, ...]
    recorded_by: int
    keys: tuple[str, ...]
    hashes: tuple[str, ...] = ()

    @property
    def commitments(self) -> tuple[str, ...]:
        """All that is erased."""
        return (*self.values, *self.hashes)


def find(ledger: Ledger, subject: str | None, commitment: str | None) -> Traces:
    """Look for a name, or for what stands under a commitment. Raises NotFound if no personal
    value of the ledger is that."""
    kept = _values_by_key(ledger)
    if (subject is None) == (commitment is None):
        raise Misused("Say what to erase: the name or its --commitment, not both.")
    if commitment is not None:
        values = {key: value for key, value in kept.items() if key == commitment.strip().lower()}
    else:
        wanted = personal.folded(subject or "")
        values = {key: value for key, value in kept.items() if personal.folded(value) == wanted}
    words = tuple(dict.fromkeys(personal.folded(one) for one in values.values() or [subject or ""]))
    clear, recorded_by = _in_clear(ledger, words)
    if not values:
        raise NotFound(_nothing(subject, commitment, clear))
    held = personal.tokens(ledger.store)
    events = tuple(at for at, tokens in held if not values.keys().isdisjoint(tokens))
    return Traces(
        words=words,
        values=values,
        wider={k: v for k, v in kept.items() if k not in values and _tell(v, words)},
        events=events,
        clear=clear,
        recorded_by=recorded_by,
        keys=tuple(_keys(ledger, words, events)),
        hashes=tuple(_hashes(ledger, events)),
    )


def _values_by_key(ledger: Ledger) -> dict[str, str]:
    return {bytes(key).hex(): value for key, _, value in ledger.store.values()}


def _tell(text: str, words: tuple[str, ...]) -> bool:
    return any(personal.tells(text, one) for one in words)


def _nothing(subject: str | None, commitment: str | None, clear: tuple[int, ...]) -> str:
    if commitment is not None:
        return (
            f"There is no personal value with the commitment {commitment}: it was erased, or never"
            " recorded."
        )
    if not clear:
        return f"The ledger holds no personal value {subject!r}. Check its spelling."
    return (
        f"The ledger holds no personal value {subject!r}, but has it in clear text:"
        f" {list_of_events(clear)}. What is recorded in clear text cannot be erased."
    )


def list_of_events(positions: tuple[int, ...], most: int = 10) -> str:
    """event 3; events 3, 7 and 12; events 3, 7, 9 and 30 more."""
    *first, last = [str(one) for one in positions[:most]]
    more = len(positions) - most
    if more > 0:
        return f"events {', '.join([*first, last])} and {more} more"
    return f"events {', '.join(first)} and {last}" if first else f"event {last}"


def _in_clear(ledger: Ledger, words: tuple[str, ...]) -> tuple[tuple[int, ...], int]:
    """The events whose stored bytes say one of the words, and how many of all were recorded by
    somebody of that name."""
    clear, recorded_by = [], 0
    for position, stream, state in _stored(ledger):
        if not _tell(f"{stream} {_unescaped(state)}", words):
            continue
        facts = _facts(position, state)
        recorded_by += _tell(str(facts.pop("recorded_by", "")), words)
        if facts.get("command"):  # The value was given by whoever recorded the event.
            facts["command"] = _facts(position, str(facts["command"]).encode()).get("given")
        if _tell(f"{stream} {_unescaped(msgspec.json.encode(facts))}", words):
            clear.append(position)
    return tuple(clear), recorded_by


def _facts(position: int, state: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(state, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise Broken(f"Event {position} cannot be read: {error}. Run: govledger verify") from error


def _unescaped(state: bytes) -> str:
    """Stored bytes as words to look in: of what JSON escapes, spaces and quotes."""
    text = state.decode(errors="replace").replace("\\n", " ").replace("\\t", " ")
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _stored(ledger: Ledger) -> Iterator[tuple[int, str, bytes]]:
    after = 0
    while page := ledger.store.events(after, limit=PAGE):
        yield from ((position, stream, state) for position, stream, _, _, state in page)
        after = page[-1][0]


def _keys(ledger: Ledger, words: tuple[str, ...], events: tuple[int, ...]) -> Iterator[str]:
    before = set(ledger.keys_of_before().names)
    for key, _, first, last in ledger.store.command_keys():
        hashed = key in before and any(first <= at <= last for at in events)
        if hashed or _tell(key, words):
            yield key


def _hashes(ledger: Ledger, events: tuple[int, ...]) -> Iterator[str]:
    """What stands for the hashes of the commands that recorded these events, where these had keys
    and were not erased before."""
    wanted = set(events)
    found = [
        match[1].decode()
        for position, _, _, _, state in ledger.store.saying(command_keys.HELD)
        if position in wanted and (match := _HASH.search(state))
    ]
    kept = _values_by_key(ledger)
    yield from (one for one in dict.fromkeys(found) if one in kept)
