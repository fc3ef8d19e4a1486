"""What one write transaction has read, and what it is about to write.

Nobody else writes meanwhile, so what it has read stays true except for its own appends. Its rows
are written together, when it ends or when somebody reads past it. Parts of it may be rolled back
alone: a savepoint is made only when such a part writes rows. How a row is written is the store's.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from ledger.integrity import merkle
from ledger.store import Stored, Value, Wrote

Lengths = tuple[int, ...]  # how many of each kind of row

NONE: Lengths = (0, 0, 0)
_AT_ONCE = 5_000  # Events that wait to be written at most; more would only cost memory.


class Rows:
    """Pending rows, each kind in order."""

    def __init__(self) -> None:
        self.events: list[Stored] = []
        self.tiles: list[merkle.Tile] = []
        self.values: list[Value] = []

    @property
    def all(self) -> tuple[list[Any], ...]:
        return self.events, self.tiles, self.values

    def lengths(self) -> Lengths:
        return tuple(map(len, self.all))

    def cut(self, lengths: Lengths) -> None:
        for rows, length in zip(self.all, lengths, strict=True):
            del rows[length:]


class Savepoint:
    """A part of a transaction, and where it began: what waited then, what the head was, and whether
    a savepoint is made. Without it, a refused row would leave the rows before it behind whenever
    somebody catches the refusal and goes on."""

    def __init__(self, unit: "Unit") -> None:
        self.unit = unit
        self.lengths = unit.waiting.lengths()
        self.head = (unit.size, list(unit.frontier), unit.last)
        self.written = unit.written
        self.changes = unit.changes
        self.saved = False

    def __enter__(self) -> Any:
        self.unit.parts.append(self)
        return self.unit

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        self.unit.end(self, undo=failed is not None)


class Unit:
    """One write transaction at work, on the store's `cursor`, at a head of `size` events, of which
    `last` is the last one's stored bytes. `known` is for whoever reads through it: it is emptied
    when something that was read no longer holds."""

    def __init__(
        self,
        cursor: Any,
        identity: str | None,
        size: int,
        frontier: list[bytes],
        last: bytes | None,
    ) -> None:
        self.cursor = cursor
        self.identity = identity
        self.kinds: set[str] = set()
        self.size = self.began = self.written = size
        self.frontier = frontier
        self.last = last
        self.waiting = Rows()
        self.cache: dict[str, Any] = {}
        self.stray = False
        self.changes = 0
        self.bare = 0
        self.parts: list[Savepoint] = []

    # What a store does its own way

    def whole(self) -> None:
        """Raise if the database undid the transaction by itself; whatever came next would be
        committed alone."""
        raise NotImplementedError

    @property
    def alive(self) -> bool:
        """Whether the transaction can still go back to a savepoint."""
        raise NotImplementedError

    def insert(self, begin: Lengths, end: Lengths) -> None:
        """Write the rows that wait between these lengths, if any."""
        raise NotImplementedError

    def moved(self) -> None:
        """The head has moved to `size`, over `frontier`: have the store keep it so."""
        raise NotImplementedError

    # What all do alike

    def append(self, rows: Iterable[Stored]) -> None:
        """Queue events that follow the head."""
        rows = list(rows)
        self.kinds |= {row[1].partition(":")[0] for row in rows}
        self.waiting.events.extend(rows)
        self.size = merkle.extend(
            self.frontier, self.size, (row[5] for row in rows), self.waiting.tiles
        )
        self.changes += 1
        self.last = self.waiting.events[-1][4]
        if self.bare or len(self.waiting.events) >= _AT_ONCE:
            self.write()

    def keep(self, value: Value) -> None:
        """Queue a personal value."""
        self.waiting.values.append(value)
        self.changes += 1
        if self.bare:
            self.write()

    def write(self) -> None:
        """Write pending rows and the head."""
        self.whole()
        done: Lengths = NONE
        for part in self.parts if any(self.waiting.all) else ():
            if not part.saved:
                self.insert(done, part.lengths)
                self.cursor.execute("SAVEPOINT part")
                part.saved, part.written, done = True, self.written, part.lengths
        self.insert(done, self.waiting.lengths())
        self.waiting.cut(NONE)
        self.stray = False
        if self.size != self.written:
            self.moved()
            self.written = self.size

    def savepoint(self) -> Savepoint:
        """Begin a part of the transaction."""
        self.whole()
        return Savepoint(self)

    def end(self, part: Savepoint, *, undo: bool) -> None:
        """End the innermost part."""
        self.parts.pop()
        if undo:
            self._undo(part)
        elif part.saved:
            self.cursor.execute("RELEASE part")

    def _undo(self, part: Savepoint) -> None:
        if part.saved:
            self.waiting.cut(NONE)
            if self.alive:
                self.cursor.execute("ROLLBACK TO part")
                self.cursor.execute("RELEASE part")
        else:
            self.waiting.cut(part.lengths)
        (self.size, self.frontier, self.last), self.written = part.head, part.written
        if self.changes != part.changes:
            self.forget()

    @contextmanager
    def past(self) -> Iterator[Any]:
        """The cursor for a caller's own statements, after all pending rows are written."""
        self.write()
        self.bare, changes = self.bare + 1, self.changes
        try:
            yield self.cursor
        finally:
            self.bare -= 1
            if self.changes != changes:
                self.forget()

    def after(self, before: Wrote | None) -> Wrote:
        """What has been written since."""
        goes_on = before is not None and before.size == self.began
        began, kinds = (before.began, before.kinds) if before and goes_on else (self.began, set())
        return Wrote(began, self.size, merkle.root(self.frontier), frozenset(kinds | self.kinds))

    def forget(self) -> None:
        """Forget what was read."""
        self.cache.clear()
        self.stray = any(self.waiting.all)
