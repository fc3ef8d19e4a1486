"""A ledger on a store: where and which it is, its events in their order, what the reader may see of
them, and the clock.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self, cast

from ledger import command_keys
from ledger.codec import decode
from ledger.errors import Broken
from ledger.events import Recorded
from ledger.integrity import merkle
from ledger.privacy import personal
from ledger.privacy.lowered import Lowered
from ledger.store import Attachments, Row, Store
from ledger.system import paths
from ledger.uk import day_of


class Clock:
    """The time at which the ledger learns things, where a person has set it; else the store's."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self.fixed = fixed

    def now(self) -> datetime:
        """The same for whoever has no store at hand."""
        return self.fixed or datetime.now(UTC)


class Stored:
    """A ledger on a store: what is asked of the store itself."""

    def __init__(self, store: Store, *, clock: Clock | None = None) -> None:
        self.store = store
        self.clock = clock or Clock()
        # The folder of anchors, if it is not the one that the environment names.
        self.anchors: Path | None = None
        # Called in the first write transaction; it refuses a ledger that may not be written.
        self.guard: Callable[[Any], None] | None = None
        self.mixed_meant = False  # Words that mix alphabets are recorded as they are.
        self.past_due_meant = False  # An action may be due before it was raised.
        # The position after which the events were read again, and the head that they confirmed.
        self.verified: tuple[int, tuple[int, bytes]] | None = None

    @property
    def path(self) -> Path:
        """What is kept on this machine for it lies beside that."""
        return self.store.path

    @property
    def name(self) -> str:
        """Its place, as shown to a person."""
        return self.store.name

    @property
    def attachments(self) -> Attachments:
        """The files beside it, each under the SHA-256 of its bytes."""
        return self.store.attachments

    def close(self) -> None:
        self.store.close()

    def now(self) -> datetime:
        """The time that a person has set, or the store's time."""
        return self.clock.fixed or self.store.now()

    @property
    def today(self) -> date:
        """The day in the United Kingdom, by its clock."""
        return day_of(self.now())

    def rows(self, after: int, upto: int, limit: int) -> list[Row]:
        """Stored events after a position, up to another, with personal values in clear."""
        return personal.disclose(self.store.values, self.store.events(after, upto, limit))

    @cached_property
    def identity(self) -> str:
        found = self.store.identity()
        if found is None:
            raise Broken(f"The identity of {self.name} is missing. Run: govledger verify")
        if not paths.is_identity(found):  # Folders on this machine are named after it.
            raise Broken(
                f"The identity of {self.name} is {found!r}, which is not a ledger's identity: the"
                " file was changed. Restore a complete copy."
            )
        return str(found)

    @property
    def copied(self) -> bool:
        """Whether the file is marked as a copy, unpacked from an audit pack."""
        return self.store.copied

    def take_up(self) -> None:
        """Remove the mark of a copy, in the current transaction."""
        self.store.take_up()

    @property
    def size(self) -> int:
        """How many events there are, as the store keeps count."""
        return self.store.size

    @property
    def head(self) -> tuple[int, bytes]:
        """How many events there are, and the root of their tree, as the store keeps them."""
        size, frontier = self.store.head()
        return size, merkle.root(frontier)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the ledger for whatever is read inside, each thing once."""
        with self.store.snapshot():
            yield

    def _decoded(self, rows: list[Row]) -> list[Recorded]:
        return [decode(*row) for row in personal.disclose(self.store.values, rows)]

    def after(self, position: int, limit: int = 10_000) -> Iterator[Recorded]:
        """Every event after `position`, in order, a page at a time."""
        while page := self.rows(position, self.size, limit):
            yield from (decode(*row) for row in page)
            if page[-1][0] <= position:  # A damaged file, whose pages lead in a circle.
                raise Broken(f"The events of {self.name} cannot be read. Run: govledger verify")
            position = page[-1][0]

    def first_events(self, after: int, upto: int) -> list[Recorded]:
        """The event that begins each record, of those begun between two positions."""
        rows = self.store.events(after, upto, beginning=True)
        return self._decoded(rows)

    def with_own_refs(self) -> list[Recorded]:
        """Every event that gives a record a reference of the office's own."""
        return self._decoded(self.store.with_own_refs())

    def keys_of_before(self) -> command_keys.Before:
        """Command keys that an earlier version wrote to the index and to no event."""
        return command_keys.of_before(self.store.command_keys())

    # Clearance

    def lowered(self) -> Self:
        """The same as a reader without clearance sees it."""
        if not self.store.cleared:
            return self
        lower = type(self)(cast("Store", Lowered(self.store)), clock=self.clock)
        lower.anchors = self.anchors
        return lower

    def hashes_only(self, stream: str | None = None) -> list[int]:
        """The events that are beyond the reader: all, or those of a record that they see begin."""
        found = self.store.hashes_only(self.size)
        return [at for at, of in found if stream is None or of == stream]

    # Personal values

    def commitment_of(self, value: str) -> bytes | None:
        """The token in the events for a personal value that is already kept."""
        return self.store.commitment_of(value)

    def keep(self, commitment: bytes, salt: bytes, value: str) -> None:
        """Keep a personal value, in the transaction that is under way."""
        self.store.keep((commitment, salt, value))
