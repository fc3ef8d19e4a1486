"""Verify a ledger: hash every stored event again and hold the tree against the head.

Nothing stored is trusted: leaf hashes and the root are recomputed from the bytes of the rows. What
this cannot exclude: somebody who rewrote the whole file, hashes and head included. Only a root
noted elsewhere can (see `govledger verify`).
"""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec

from ledger import merkle
from ledger.book import Ledger
from ledger.records import Frozen
from ledger.store.sqlite import schema_objects

BATCH = 8192
MAX_PROBLEMS = 20


class Report(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """What a verification found. `events` were read and hashed; `size` is what the head says;
    `root` is the tree's, base64; `problems` begin with the first bad event."""

    ok: bool
    events: int
    size: int
    root: str
    problems: list[str]


class _Instant(msgspec.Struct):
    recorded_at: datetime


_instant = msgspec.json.Decoder(_Instant).decode
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def verify(ledger: Ledger, progress: Callable[[int], Any] = lambda _: None) -> Report:
    """Read the whole ledger once. `progress` is told how many events are done."""
    problems: list[str] = []
    expected, last = 1, _LONG_AGO
    versions: dict[str, int] = {}
    frontier: list[bytes] = []
    size = 0
    with ledger.recorder.reading() as cursor:
        head, packed = cursor.execute("SELECT size, frontier FROM log_head").fetchone()
        cursor.execute(
            "SELECT position, originator_id, originator_version, topic, state, leaf_hash"
            " FROM stored_events ORDER BY position"
        )
        while rows := cursor.fetchmany(BATCH):
            hashes = []
            for position, stream, version, kind, state, stored in rows:
                header = (
                    f'{{"pos":{position},"stream":"{stream}","ver":{version},'
                    f'"type":"{kind}","data":'
                )
                hashed = sha256(b"\x00" + header.encode() + bytes(state) + b"}").digest()
                hashes.append(hashed)
                before = versions.get(stream, 0)
                versions[stream] = version
                if hashed == stored and position == expected and version == before + 1:
                    try:
                        recorded_at = _instant(state).recorded_at
                    except (msgspec.MsgspecError, TypeError, ValueError):
                        recorded_at = None
                    if recorded_at is not None and recorded_at >= last:
                        last = recorded_at
                        expected += 1
                        continue
                    problems.append(_odd_instant(position, recorded_at))
                else:
                    problems += _wrong(position, expected, stream, version, before, hashed, stored)
                expected = position + 1
            size = merkle.extend(frontier, size, hashes)
            progress(size)
        problems += _head_problems(size, expected - 1, head, merkle.pack(frontier), packed)
        problems += _schema_problems(cursor)
    return Report(
        ok=not problems,
        events=size,
        size=head,
        root=base64.b64encode(merkle.root(frontier)).decode(),
        problems=problems[:MAX_PROBLEMS],
    )


def _wrong(
    position: int,
    expected: int,
    stream: str,
    version: int,
    before: int,
    hashed: bytes,
    stored: object,
) -> list[str]:
    problems = []
    if position != expected:
        gone = f"event {expected} is" if position == expected + 1 else (
            f"events {expected} to {position - 1} are"
        )  # fmt: skip
        problems.append(f"{gone} missing: the next event is {position}")
    if hashed != stored:
        problems.append(f"event {position} ({stream}) is not what was recorded: its hash differs")
    if version != before + 1:
        problems.append(
            f"event {position} is version {version} of {stream}, where version {before + 1} follows"
        )
    return problems


def _odd_instant(position: int, recorded_at: datetime | None) -> str:
    if recorded_at is None:
        return f"event {position} cannot be read"
    return f"event {position} says it was recorded before the one it follows"


def _head_problems(size: int, last: int, head: int, frontier: bytes, packed: bytes) -> list[str]:
    if size == head:
        return [] if frontier == packed else [
            f"the {size} events do not make the tree that was recorded: one of them was exchanged"
            " together with its hash, or the head was"
        ]  # fmt: skip
    if last < head:
        first = last + 1
        cut = f"event {first} is" if first == head else f"events {first} to {head} are"
        return [f"{cut} missing at the end: {head} were recorded"]
    return [f"{size} events stand where {head} were recorded"]


def _schema_problems(cursor: Any) -> list[str]:
    cursor.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    found = dict(cursor.fetchall())
    problems = []
    for name, text in schema_objects().items():
        if name not in found:
            problems.append(f"the {name} that keeps the ledger append-only is missing")
        elif found[name] != text:
            problems.append(f"the {name} is not as govledger makes it")
    return problems
