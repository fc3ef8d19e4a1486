"""Verify a ledger: hash every stored event again and compare the tree with the head.

Nothing stored is trusted: leaf hashes and the root are recomputed from the bytes of the rows. This
cannot reveal that somebody rewrote the whole file, hashes and head included. Only a root noted
elsewhere can (see `govledger verify`).
"""

import base64
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from operator import gt
from typing import Any

import msgspec

from ledger import command_keys, unknown
from ledger.application import Ledger
from ledger.events import Frozen
from ledger.integrity import merkle, wrong
from ledger.integrity.tree import Tree
from ledger.registry import event_kinds
from ledger.store import Examination, Tile, Unreadable

MAX_PROBLEMS = 20


class Report(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """What a verification found. The `events` after the first `after` were read and hashed, except
    for `hashes_only` of them beyond the reader, whose stored hash was taken. `size`: what the head
    says; `root`: the tree's, base64; `problems`: beginning with the first bad event."""

    ok: bool
    events: int
    size: int
    root: str
    problems: list[str]
    after: int = 0
    unknown_kinds: list[unknown.Kind] = []
    hashes_only: int = 0


_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def verify(
    ledger: Ledger,
    progress: Callable[[int], Any] = lambda _: None,
    *,
    after: int = 0,
    under_way: str | None = None,
) -> Report:
    """Read the whole ledger once; or only what follows the first `after` events, whose stored
    hashes the caller holds against a root of old. The ledger remembers that it holds, to be sealed.
    `progress` is told how many events are done.
    `under_way`: the key of the command that asks, which is put into the index when it ends."""
    from concurrent.futures import ThreadPoolExecutor  # Imported here to keep start-up fast.

    walk = _Walk(after, Tree(ledger).frontier(after) if after else [])
    problems = walk.problems
    # The file itself is checked on the machine's other core.
    with ThreadPoolExecutor(1) as beside, ledger.store.examining() as store:
        damage = beside.submit(store.damage) if not after else None
        try:
            _read_all(walk, ledger, store, progress)
            walk.keys.rows.pop(under_way or "", None)
            if not walk.hashes_only:  # Otherwise part of a command may be hidden.
                problems += command_keys.wrong(store.command_keys(), walk.keys, after)
        except Unreadable as error:
            problems.append(f"what follows event {walk.expected - 1} cannot be read: {error}")
        if damage is not None:
            problems += damage.result()
    root = merkle.root(walk.frontier)
    ledger.verified = None if problems else (after, (walk.head, root))
    return Report(
        ok=not problems,
        events=walk.size - after,
        size=walk.head,
        root=base64.b64encode(root).decode(),
        problems=problems[:MAX_PROBLEMS],
        after=after,
        unknown_kinds=walk.unknown_kinds,
        hashes_only=walk.hashes_only,
    )


def _read_all(
    walk: "_Walk", ledger: Ledger, store: Examination, progress: Callable[[int], Any]
) -> None:
    """Take in every event there is, and compare the tree with the head. Raises Unreadable."""
    after, problems = walk.size, walk.problems
    walk.go_on(ledger, store)
    walk.head, packed, seen = store.head()
    walk.beyond = dict(store.hashes_only())
    for rows in store.batches(after):
        walk.take(rows)
        progress(walk.size)
    problems += wrong.at_the_end(walk.size, walk.expected - 1, walk.head, seen)
    if not problems and merkle.pack(walk.frontier) != packed:
        problems.append(wrong.with_head(walk.size, walk.frontier, packed))
    for problem in store.problems(walk.tiles, after):  # Kept if the next cannot be read.
        problems.append(problem)


class _Walk:
    """The state of reading: the tree so far, and what the next event must fit."""

    def __init__(self, after: int, frontier: list[bytes]) -> None:
        self.head = 0  # How many events the store's head says there are, once it is read.
        self.size = after
        self.frontier = frontier
        self.tiles: list[Tile] = []
        self.expected = after + 1
        self.last = _LONG_AGO
        self.versions: dict[str, int] = {}
        self.problems: list[str] = []
        self.kinds: Counter[str] = Counter()
        self.known = event_kinds()
        self.first: dict[str, int] = {}
        self.keys = command_keys.Index()
        self.beyond: dict[int, str | None] = {}
        self.hashes_only = 0

    def go_on(self, ledger: Ledger, store: Examination) -> None:
        """Continue after the events that were read before."""
        self.versions = _Versions(store, self.size)
        if self.size:
            rows = ledger.store.events(self.size - 1, self.size)
            with suppress(*wrong.UNREADABLE, IndexError):
                self.last = wrong.instant(rows[0][4]).recorded_at

    @property
    def unknown_kinds(self) -> list[unknown.Kind]:
        """The kinds that this version does not know."""
        return [
            (str(kind), self.kinds[kind], self.first[kind]) for kind in sorted(self.first, key=str)
        ]

    def take(self, rows: list[Any]) -> None:
        columns = tuple(zip(*rows, strict=True))
        positions, _, _, kinds, states, _ = columns
        for kind in set(kinds) - self.known.keys() - ({None} if self.beyond else set()):
            self.first.setdefault(kind, positions[kinds.index(kind)])
            self.kinds[kind] += kinds.count(kind)
        for position, state in self._with_keys(positions, states):
            try:
                self.keys.take(position, state)
            except wrong.UNREADABLE:
                self.keys.problems.append(f"the key in event {position} cannot be read")
        hashes = self._all_fit(rows, columns) or self._one_by_one(rows)
        self.size = merkle.extend(self.frontier, self.size, hashes, self.tiles)

    def _with_keys(
        self, positions: tuple[Any, ...], states: tuple[Any, ...]
    ) -> list[tuple[int, bytes]]:
        """The events that hold the key of a command."""
        try:
            if command_keys.NAME not in b"".join(states):  # One search through all is faster.
                return []
        except TypeError:  # Somebody changed the bytes of one into another type.
            pass
        held = zip(positions, states, strict=True)
        return [(at, one) for at, one in held if type(one) is bytes and command_keys.HELD in one]

    def _all_fit(self, rows: list[Any], columns: tuple[tuple[Any, ...], ...]) -> list[bytes]:
        """The hashes of events that are all right: the checks of `_one_by_one`, each made for all
        events at once, which is faster. Empty, without having moved on, if one is not."""
        ends = self.expected + len(rows)
        try:
            hashes = [
                sha256(
                    f'\0{{"pos":{position},"stream":"{stream}","ver":{version},'
                    f'"type":"{kind}","data":'.encode()
                    + state
                    + b"}"
                ).digest()
                for position, stream, version, kind, state, _ in rows
            ]
            positions, _, _, _, states, stored = columns
            instants = [one.recorded_at for one in map(wrong.instant, states)]
            if (
                tuple(hashes) != stored
                or positions != tuple(range(self.expected, ends))
                or not instants[0] >= self.last
                or any(map(gt, instants, instants[1:]))
            ):
                return []
        except wrong.UNREADABLE:
            return []
        versions: dict[str, int] = {}
        for stream, version in zip(columns[1], columns[2], strict=True):
            before = versions.get(stream)
            if version != (self.versions[stream] if before is None else before) + 1:
                return []
            versions[stream] = version
        self.versions.update(versions)
        self.expected, self.last = ends, instants[-1]
        return hashes

    def _one_by_one(self, rows: list[Any]) -> list[bytes]:
        """The hashes of events, some of which may be wrong; it reports which."""
        hashes = []
        for row in rows:
            position, stream, version, kind, state, stored = row
            if self._is_beyond(row):
                hashes.append(stored)
                continue
            before = self.versions[stream]
            try:
                header = (
                    f'{{"pos":{position},"stream":"{stream}","ver":{version},'
                    f'"type":"{kind}","data":'
                )
                hashed = sha256(b"\x00" + header.encode() + state + b"}").digest()
                if (
                    hashed == stored
                    and position == self.expected
                    and version == before + 1
                    and (recorded_at := wrong.instant(state).recorded_at) >= self.last
                ):
                    self.versions[stream], self.last = version, recorded_at
                    hashes.append(hashed)
                    self.expected += 1
                    continue
            except wrong.UNREADABLE:
                hashed = merkle.EMPTY_ROOT
            hashes.append(hashed)
            if len(self.problems) < MAX_PROBLEMS:
                self.problems += wrong.with_event(row, self.expected, before, self.last)
            self.versions[stream] = version if isinstance(version, int) else before + 1
            self.expected = max(self.expected, position + 1)
        return hashes

    def _is_beyond(self, row: Any) -> bool:
        """Whether the row is only the hash of an event that the reader may not see."""
        position, *bytes_, stored = row
        if position not in self.beyond or position != self.expected or any(bytes_):
            return False
        if type(stored) is not bytes or len(stored) != 32:
            return False
        if (stream := self.beyond[position]) is not None:
            self.versions[stream] += 1
        self.hashes_only += 1
        self.expected += 1
        return True


class _Versions(dict[str, int]):
    """The last version of each stream so far; for streams read earlier, the store is asked."""

    def __init__(self, store: Examination, after: int) -> None:
        super().__init__()
        self.store = store
        self.after = after

    def __missing__(self, stream: str) -> int:
        return self.store.version(stream, self.after) if self.after else 0
