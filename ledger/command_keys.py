"""Command keys: the index of commands that were given a key, so that a repeat records nothing.

A command's key is in the envelope of each event it recorded, inside the hash tree, together with a
token for the hash of the words typed (a personal value, so it can be erased). The index beside the
log only finds those events, and is trusted only as far as they confirm it.

Rows written before layout 3 have no such events. They are kept, counted by verify, and listed
inside the tree by the upgrade's event. If such a command is given again, it is tried without being
recorded, and compared with the events its row names.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from ledger.errors import Broken, Refused
from ledger.events import Recorded
from ledger.privacy import personal
from ledger.registry import split
from ledger.store import KeyRow

TOKEN = "pd-v1:"  # how the hash of a command begins in its events, and in the index
NAME = b"command_key"
HELD = b'"command_key":'


class Keyed(msgspec.Struct, gc=False):
    """What an envelope says about a command that had a key."""

    command_key: str = ""
    command_digest: str = ""


keyed = msgspec.json.Decoder(Keyed).decode


class Before(NamedTuple):
    """An earlier version's keys, which are in no event, each with the events it names; and the
    SHA-256 of that list."""

    names: list[str]
    sha256: str


class Index:
    """The index as the events define it, built while they are read in order."""

    def __init__(self) -> None:
        self.rows: dict[str, KeyRow] = {}
        self.problems: list[str] = []

    def take(self, position: int, state: bytes) -> None:
        """An event that contains a key."""
        said = keyed(state)
        key, digest = said.command_key, said.command_digest
        before = self.rows.get(key)
        if not key:
            return
        if before is None:
            self.rows[key] = (key, digest, position, position)
        elif before[1] == digest and before[3] == position - 1:
            self.rows[key] = (key, digest, before[2], position)
        else:
            self.problems.append(
                f"event {position} was recorded with the key {key}, under which event {before[2]}"
                " was recorded by another command"
            )


def of_before(rows: Iterable[KeyRow]) -> Before:
    """The rows an earlier version wrote to the index."""
    found = [row for row in rows if not str(row[1]).startswith(TOKEN)]
    # Without the commands' hashes: against these, somebody could test a guess.
    text = msgspec.json.encode([(str(row[0]), row[2], row[3]) for row in found])
    return Before([str(row[0]) for row in found], sha256(text).hexdigest())


def wrong(found: list[KeyRow], index: Index, after: int = 0) -> list[str]:
    """Where the index differs from the events, for events after the first `after`."""
    kept = {r[0]: r for r in found if str(r[1]).startswith(TOKEN) and _past(r, after)}
    said = list(index.problems)
    for key in sorted(kept.keys() | index.rows.keys(), key=str):
        ours, theirs = index.rows.get(key), kept.get(key)
        if theirs is None:
            said.append(f"the key {key} of event {index.rows[key][2]} is not in the index of keys")
        elif ours is None:
            said.append(f"the key {key} is in the index of keys and in no event: it was put in")
        elif ours != theirs:
            said.append(f"the key {key} is not in the index of keys as its events have it")
    return said


def _past(row: KeyRow, after: int) -> bool:
    return not after or not isinstance(row[2], int) or row[2] > after


# A command given twice is carried out once


def recorded(ledger: Any, key: str, digest: str) -> list[Recorded] | None:
    """What the command with this key already recorded, according to its events, or None if the key
    is new. Raises Refused if another command used it."""
    row = ledger.store.command_key(key)
    if row is None or not str(row[1]).startswith(TOKEN):
        return None
    events = _from_to(ledger, row[2], row[3])
    if not events or any(one.envelope.command_key != key for one in events):
        raise Broken(f"The events do not say what the index says of {key!r}. {_VERIFY}")
    said = str(events[0].envelope.command_digest)
    if said.startswith(personal.ERASED):
        raise Refused(
            f"Text recorded with the key {key!r} was erased, so this command cannot be"
            f" compared with it. See event {events[0].position}, and give this command its own"
            " key."
        )
    if said != digest:
        raise _of_another(key)
    return events


def recorded_before(ledger: Any, key: str, digest: str) -> list[Recorded] | None:
    """The events an earlier version's row names for this key (they do not mention it themselves),
    or None if there is no such row. Raises Refused as `recorded` does."""
    row = ledger.store.command_key(key)
    if row is None or str(row[1]).startswith(TOKEN):
        return None
    if row[1] != digest:
        raise _of_another(key)
    return _from_to(ledger, row[2], row[3])


def _of_another(key: str) -> Refused:
    return Refused(f"The key {key!r} was used for another command. Give this command its own key.")


def _from_to(ledger: Any, first: int, last: int) -> list[Recorded]:
    """The events of one command, or none if no command recorded them."""
    if not 0 < first <= last <= ledger.size:
        return []
    together = ledger.at(first).envelope.correlation
    events = []
    for position in range(first, last + 1):
        events.append(ledger.at(position))
        if events[-1].envelope.correlation != together:
            return []
    return events


def remember(ledger: Any, key: str, digest: str, size_before: int) -> None:
    """Add a command, whose events hold its key, to the index. A command that recorded nothing used
    no key."""
    token = ledger.commitment_of(digest)
    if ledger.size == size_before:
        return
    assert token is not None and ledger.at(size_before + 1).envelope.command_key == key
    row: KeyRow = key, TOKEN + token.hex(), size_before + 1, ledger.size
    ledger.store.put_command_keys([row])


def same_as(earlier: list[Recorded], made: Iterable[Recorded], key: str) -> list[Recorded]:
    """What an earlier version says that the command recorded, if it is what it would record now.
    Raises Refused if it is not: a row under no tree is no reason to record nothing."""
    made = sorted(made, key=lambda one: one.position)
    if [_facts(one) for one in made] != [_facts(one) for one in earlier]:
        names = (
            f"names event {earlier[0].position}, which says" if earlier else "names none that says"
        )
        raise Refused(
            f"The key {key!r} was stored by an earlier version, outside the hash tree, and {names}"
            " something else, so this is not a repetition. Give it its own key."
        )
    return earlier


def _facts(one: Recorded) -> tuple[object, ...]:
    return split(one.stream)[0], one.kind, one.event, one.envelope.effective_on


_VERIFY = "Run: govledger verify"
