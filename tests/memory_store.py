"""A store in memory, written for the tests alone: what shows that the seam is one.

Plain lists and dictionaries; a part of a transaction that fails puts back copies of them.
"""

import copy
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

from ledger.errors import Misused, Refused, Unavailable
from ledger.integrity import merkle
from ledger.leaf import Inadmissible, admit, leaf
from ledger.registry import split
from ledger.store import KeyRow, New, Row, Stored, Tile, Value, Wrote
from ledger.store.folder import FolderAttachments


class MemoryStore:
    layout, outdated, copied = 1, False, False
    cleared = True

    def __init__(self, path: Path = Path("in memory"), identity: str | None = None) -> None:
        self.path = path
        self.name = self.where = self.holder = str(path)
        self.person = None
        self.given = identity or str(uuid4())
        self.rows: list[Stored] = []
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.frontier: list[bytes] = []
        self.index: dict[str, KeyRow] = {}
        self.personal: dict[bytes, Value] = {}
        self.cache: dict[str, Any] | None = None
        self.wrote: Wrote | None = None
        self.closed = False
        self._lock = RLock()
        self.attachments = FolderAttachments(path)

    def close(self) -> None:
        self.closed = True

    # One state of things

    def identity(self) -> str:
        if self.closed:
            raise Unavailable(f"{self.path} was closed.")
        return self.given

    def hashes_only(self, _: int | None = None) -> list[tuple[int, str | None]]:
        return []

    def now(self) -> datetime:
        return datetime.now(UTC)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock:
            part = self.cache is not None
            began, before = len(self.rows), self._copy()
            self.cache = self.cache if part else {}
            try:
                yield
            except BaseException:
                changed = (before["rows"], before["personal"]) != (self.rows, self.personal)
                self.__dict__ |= before
                if changed and self.cache is not None:
                    self.cache.clear()
                raise
            finally:
                if not part:
                    self.cache = None
            if not part and len(self.rows) > began:
                kinds = frozenset(split(row[1])[0] for row in self.rows[began:])
                if self.wrote is not None and self.wrote.size == began:
                    began, kinds = self.wrote.began, kinds | self.wrote.kinds
                self.wrote = Wrote(began, len(self.rows), merkle.root(self.frontier), kinds)

    def _copy(self) -> dict[str, Any]:
        names = ("rows", "tiles", "frontier", "index", "personal")
        return {name: copy.copy(getattr(self, name)) for name in names}

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with self._lock:
            part, self.cache = self.cache, {} if self.cache is None else self.cache
            try:
                yield
            finally:
                self.cache = part

    @property
    def size(self) -> int:
        return len(self.rows)

    def head(self) -> tuple[int, list[bytes]]:
        return len(self.rows), list(self.frontier)

    def last(self) -> bytes | None:
        return self.rows[-1][4] if self.rows else None

    # The log

    def append(self, events: Iterable[New]) -> range:
        first = len(self.rows) + 1
        with self.writing():
            for stream, version, kind, state in events:
                try:
                    admit(stream, kind, state)
                except Inadmissible as error:
                    raise Misused(f"That cannot be recorded: {error}.") from error
                if any(row[1:3] == (stream, version) for row in self.rows):
                    raise Unavailable(f"Version {version} of {stream} is already recorded.")
                at = len(self.rows) + 1
                hashed = merkle.leaf_hash(leaf(at, stream, version, kind, state))
                self.rows.append((at, stream, version, kind, state, hashed))
                tiles: list[Tile] = []
                merkle.extend(self.frontier, at - 1, [hashed], tiles)
                self.tiles |= {(level, number): root for level, number, root in tiles}
        return range(first, len(self.rows) + 1)

    def events(
        self,
        after: int = 0,
        upto: int | None = None,
        limit: int = -1,
        kinds: Sequence[str] | None = None,
    ) -> list[Row]:
        found = [
            row[:5] for row in self.rows[max(after, 0) : upto] if kinds is None or row[3] in kinds
        ]
        return found if limit < 0 else found[:limit]

    def histories(self, streams: Iterable[str], records: Iterable[str] = ()) -> list[Row]:
        streams, records = set(streams), set(records)
        found = [r[:5] for r in self.rows if r[1] in streams or split(r[1])[0] in records]
        return sorted(found, key=lambda row: row[1:3])

    def begun(self, records: Iterable[str], streams: Iterable[str] = ()) -> list[str]:
        return [row[1] for row in sorted(self.histories(streams, records)) if row[2] == 1]

    def mentioning(self, since: str, record: str, word: str) -> list[Row]:
        quoted = f'"{word}"'.encode()
        streams = {r[1] for r in self.rows if quoted in r[4] and r[1] >= since}
        return self.histories(s for s in streams if s.startswith(f"{record}:"))

    def saying(self, *words: bytes, none: bool = False) -> Iterator[Row]:
        for row in list(self.rows):
            if any(word in row[4] for word in words) != none:
                yield row[:5]

    def with_own_refs(self) -> list[Row]:
        return list(self.saying(b'"own_ref":'))

    def last_number(self, prefix: str) -> int:
        last = 0
        begun = {row[1] for row in self.rows}
        while f"{prefix}{last + 1:03}" in begun:
            last += 1
        return last

    def after(self, position: int, without: Sequence[str]) -> tuple[int, int]:
        found = [r[0] for r in self.rows[position:] if split(r[1])[0] not in without]
        return len(found), min(found, default=0)

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        if not level:
            return [row[5] for row in self.rows[first : first + count]]
        numbers = range(first, first + count)
        return [self.tiles[level, n] for n in numbers if (level, n) in self.tiles]

    # Command keys

    def command_key(self, key: str) -> KeyRow | None:
        return self.index.get(key)

    def command_keys(self) -> list[KeyRow]:
        return sorted(self.index.values())

    def put_command_keys(self, rows: Iterable[KeyRow]) -> None:
        for row in rows:
            if row[0] in self.index:
                raise Unavailable(f"The key {row[0]} is given once.")
            self.index[row[0]] = row

    # Personal values

    def commitment_of(self, value: str) -> bytes | None:
        return next((kept[0] for kept in self.personal.values() if kept[2] == value), None)

    def keep(self, value: Value) -> None:
        self.personal[value[0]] = value

    def values(self, commitments: Iterable[bytes] | None = None) -> list[Value]:
        wanted = self.personal.keys() if commitments is None else set(commitments)
        return sorted(value for key, value in self.personal.items() if key in wanted)

    def forget(self, commitments: Iterable[bytes]) -> None:
        said = b"".join(row[4] for row in self.rows if row[3] == "ValuesErased")
        for one in commitments:
            if one.hex().encode() not in said:
                raise Unavailable("A personal value goes only after an erasure that names it.")
            self.personal.pop(one, None)

    def settle(self) -> bool:
        return True

    def remains(self, since: datetime) -> str | None:
        return None

    # Proof, copies, change of layout

    @contextmanager
    def examining(self) -> Iterator["Examined"]:
        with self.snapshot():
            yield Examined(self)

    def back_up(self, to: Path) -> None:
        raise Unavailable(f"What is in memory is not backed up to {to}.")

    def take_up(self) -> None:
        self.copied = False

    def upgrade(self) -> int:
        raise Refused(f"{self.path} already has the current layout: there is nothing to upgrade.")


class Examined:
    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.command_keys = store.command_keys

    def batches(self, after: int) -> Iterator[list[Stored]]:
        at = bisect_right([row[0] for row in self.store.rows], after)
        if rows := self.store.rows[at:]:
            yield rows

    def hashes_only(self) -> list[tuple[int, str | None]]:
        return []

    def version(self, stream: str, upto: int) -> int:
        own = [row[2] for row in self.store.rows if row[1] == stream and row[0] <= upto]
        return max(own, default=0)

    def head(self) -> tuple[int, bytes, int]:
        rows, frontier = self.store.rows, self.store.frontier
        return len(rows), merkle.pack(frontier), rows[-1][0] if rows else 0

    def problems(self, tiles: Sequence[Tile], after: int) -> Iterator[str]:
        ours = {(level, number): root for level, number, root in tiles}
        for at in sorted({*ours, *self.store.tiles}):
            if (at[1] + 1) << at[0] > after and ours.get(at) != self.store.tiles.get(at):
                yield f"the stored tree differs from the events at level {at[0]}, number {at[1]}"

    def damage(self) -> list[str]:
        return []
