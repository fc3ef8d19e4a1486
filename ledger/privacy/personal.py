"""Personal values, kept apart from the events so that they can be erased.

The stored bytes of an event hold a token: pd-v1: and 64 hexadecimal digits, which are
SHA-256("pd-v1\\0" || 32-byte salt || value). The salt and the value are kept beside the log.
Without them nobody can tell or guess the value, and every hash and proof still holds. Personal
values are the fields annotated with Personal, and whatever people mark [[like this]] in their own
words. A value has the same token everywhere, so an erased person is still recognised as the same
one: who took a post up is who left it.

A signed command (records/keys.py) gets its tokens before it is signed, and is read as stored, so
its signature holds for every reader, whatever is erased.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from typing import Any, Protocol

import msgspec

from ledger import characters
from ledger.codec import encode
from ledger.errors import Refused
from ledger.events import Envelope, Event, Personal, Recorded, parts
from ledger.leaf import admit
from ledger.store import Row, Store, Value

TOKEN = re.compile(rb"pd-v1:([0-9a-f]{64})")
PREFIX = b"pd-v1:"
ERASED = "erased "  # how it is read where a value was erased
_TOLD = re.compile(rb'"command":"(?:[^"\\]|\\.)*"|' + TOKEN.pattern)
_AS_SIGNED = ("recorded_by", "command", "signature")
_TYPED = re.compile(r"pd-v1:[0-9a-f]{64}")
_MARKED = re.compile(r"(?<=\[\[)(?!\[|\]\]).+?(?=\]\])", re.DOTALL)

Lookup = Callable[[Iterable[bytes]], list[Value]]  # the values kept under commitments


def commitment(salt: bytes, value: str) -> bytes:
    """What stands for a value. Without the salt it reveals nothing about the value."""
    return sha256(b"pd-v1\0" + salt + value.encode()).digest()


def folded(text: str) -> str:
    """Words as they are compared, marked or not."""
    return characters.folded(text.replace("[[", " ").replace("]]", " "))


def tells(text: str, value: str) -> bool:
    """Whether `text` has the value in it, as words of their own."""
    return (
        bool(value)
        and re.search(rf"(?<!\w){re.escape(folded(value))}(?!\w)", folded(text)) is not None
    )


# Into the ledger


class Keeper(Protocol):
    """What keeps the values, and knows the records: the ledger, while it is written."""

    def exists(self, record: str, ref: str) -> bool: ...
    def commitment_of(self, value: str) -> bytes | None: ...
    def keep(self, commitment: bytes, salt: bytes, value: str) -> None: ...


def conceal(keeper: Keeper, recorded: Recorded, state: bytes) -> bytes:
    """The bytes of an event as they are stored, of which `state` are those in clear: with a token
    in place of each personal value, whose row is written in the same transaction. Refused if
    somebody typed what reads as a token, or where the signed command says in clear what the event
    does not."""
    names = personal_fields(type(recorded.event))
    hashed = recorded.envelope.command_digest
    if not (names or hashed or b"[[" in state or PREFIX in state):
        return state

    def part(struct: Event | Envelope) -> Any:
        facts = {n: getattr(struct, n) for n in struct.__struct_fields__ if n not in _AS_SIGNED}
        own = personal_fields(type(struct))
        stored = {n: as_stored(keeper, value, own.get(n)) for n, value in facts.items()}
        changes = {name: value for name, value in stored.items() if value != facts[name]}
        return msgspec.structs.replace(struct, **changes) if changes else struct

    event, command = part(recorded.event), recorded.envelope.command
    for name in names if command else ():
        for value in _clear(getattr(recorded.event, name), getattr(event, name)):
            if _says(command or "", value):
                raise Refused(
                    f"{value} could later be erased from the event, but not from the signed"
                    " command. Record it unsigned (--sign none)."
                )
    return encode(event, part(recorded.envelope))


def as_stored(keeper: Keeper, value: Any, personal: Personal | None) -> Any:
    """A value as it is stored: a token in its place, if it is `personal`, else in that of each
    [[mark]] in it."""
    if isinstance(value, (tuple, list)):
        return type(value)(as_stored(keeper, one, personal) for one in value)
    if not isinstance(value, str) or not value:
        return value
    if _TYPED.search(value):
        raise Refused(
            "pd-v1: with 64 digits stands for a personal value in the ledger. Write it another way."
        )
    if personal is not None and not (personal.unless and keeper.exists(personal.unless, value)):
        return _token(keeper, value)
    return _MARKED.sub(lambda match: _token(keeper, match[0]), value) if "[[" in value else value


def _token(keeper: Keeper, value: str) -> str:
    admit("personal", "value", msgspec.json.encode(value))
    kept = keeper.commitment_of(value)
    if kept is None:
        salt = os.urandom(32)
        kept = commitment(salt, value)
        keeper.keep(kept, salt, value)
    return f"pd-v1:{kept.hex()}"


def _clear(value: Any, stored: Any) -> list[str]:
    """The values of a field, one or several, that are stored as tokens."""
    several = isinstance(value, tuple)
    pairs = zip(value, stored, strict=True) if several else [(value, stored)]
    return [one for one, token in pairs if one != token]


def _says(command: str, value: str) -> bool:
    """Whether a signed command was given the value in clear, alone or as FIELD=VALUE."""
    given = msgspec.json.decode(command)["given"].values()
    texts = [one for said in given for one in (said if isinstance(said, list) else [said])]
    return any(folded(value) in (folded(t), folded(t.partition("=")[2])) for t in map(str, texts))


@cache
def personal_fields(kind: type[Event | Envelope]) -> dict[str, Personal]:
    """The fields of an event kind that name a natural person; of the envelope, what may go with
    one."""
    return {
        field.name: part
        for field in msgspec.structs.fields(kind)
        for part in parts(field.type)
        if isinstance(part, Personal)
    }


# Out of the ledger


def disclose(kept: Lookup, rows: list[Row]) -> list[Row]:
    """Stored events with their personal values in clear. An erased value is shown as erased, with
    the beginning of its token, so that two of them can be told apart."""
    if not any(isinstance(row[4], bytes) and PREFIX in row[4] for row in rows):
        return rows
    values = _values(kept, {m[1] for row in rows for m in TOKEN.finditer(row[4])})

    def clear(match: re.Match[bytes]) -> bytes:
        if match[1] is None:  # A signed command.
            return match[0]
        # Inside a text of JSON, without the quotes.
        value = values.get(match[1])
        return msgspec.json.encode(value)[1:-1] if value is not None else erased(match[1])

    return [(*row[:4], _TOLD.sub(clear, row[4])) for row in rows]


def erased(token: bytes) -> bytes:
    """What is read where a value was erased."""
    return ERASED.encode() + token[:8]


def _values(kept: Lookup, tokens: Iterable[bytes]) -> dict[bytes, str]:
    wanted = [bytes.fromhex(token.decode()) for token in tokens]
    return {key.hex().encode(): value for key, _, value in kept(wanted)}


# Looking for them


def tokens(store: Store) -> Iterator[tuple[int, list[str]]]:
    """Each event that holds commitments, by its position, with these, in order."""
    for position, _, _, _, state in store.saying(PREFIX):
        if isinstance(state, bytes):
            yield position, [token.decode() for token in dict.fromkeys(TOKEN.findall(state))]
