"""What a ledger needs of whatever keeps its events: the seam between the ledger and a store.

A store keeps an append-only log of events, the tree over them, and beside the log what is not under
the tree: the index of command keys and the personal values, which can be erased. It decides
nothing: what may be recorded is the ledger's, and so is the format of a leaf (ledger/leaf.py).

Every method raises Unavailable, as one sentence, where the store cannot be used, and Broken if
it is damaged. `sqlite` keeps a ledger in a file, `postgres` in a database; the tests have another,
in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

Row = tuple[int, str, int, str, bytes]  # position, stream, version, kind, state
# The same, and the hash of its leaf; of an event that is beyond the reader, None but for these two.
Stored = tuple[int, str, int, str, bytes, bytes]
New = tuple[str, int, str, bytes]  # stream, version, kind, state
KeyRow = tuple[str, str, int, int]  # key, the token of its hash, first event, last event
Value = tuple[bytes, bytes, str]  # of a personal value: its commitment, its salt, the value
Tile = tuple[int, int, bytes]  # of the tree: level, number, root


class Wrote(NamedTuple):
    """What this program wrote without another writer in between: after which event, up to which,
    the root of the tree then, and the kinds of records concerned."""

    began: int
    size: int
    root: bytes
    kinds: frozenset[str]


class Unreadable(Exception):
    """The store cannot be read further; the message says why."""


class Examination(Protocol):
    """One state of a store, read exactly as it is, for whoever verifies it."""

    def batches(self, after: int) -> Iterator[list[Stored]]:
        """The rows of the log after a position, in order of position, a batch at a time, of any
        types. Raises Unreadable if the next one cannot be read."""

    def hashes_only(self) -> list[tuple[int, str | None]]:
        """As the store has it, in this state."""

    def version(self, stream: str, upto: int) -> int:
        """The last version of a stream up to a position; 0 if it has none."""

    def head(self) -> tuple[int, bytes, int]:
        """The size and the packed frontier that the store keeps, and the highest position that it
        remembers having given; -1, b"" and 0 for what is missing."""

    def command_keys(self) -> list[KeyRow]:
        """The index of command keys."""

    def problems(self, tiles: Sequence[Tile], after: int) -> Iterator[str]:
        """What is wrong with the store itself, and with its tiles, of which these belong to the
        events after a position; a sentence each. Raises Unreadable if it cannot go on."""

    def damage(self) -> list[str]:
        """Damage that the store finds when it reads everything it keeps. This may take long, so it
        runs on another thread."""


class Store(Protocol):
    """A log of events. `name`: its place, as shown to a person, without a password; `where`: its
    permanent place. What is kept on this machine for it lies beside `path`."""

    path: Path

    @property
    def name(self) -> str: ...

    @property
    def where(self) -> str: ...

    @property
    def attachments(self) -> "Attachments":
        """The files beside the log."""

    @property
    def layout(self) -> int:
        """Which version of the program's layout it has."""

    @property
    def outdated(self) -> bool:
        """Whether an earlier version of the program made it."""

    @property
    def copied(self) -> bool:
        """Whether it is marked as a copy, unpacked from an audit pack."""

    @property
    def cleared(self) -> bool:
        """Whether the reader may read all of it, or only what is OFFICIAL
        (ledger/privacy/clearance.py). Of the rest, no method below gives more than a hash."""

    def hashes_only(self, upto: int | None = None) -> list[tuple[int, str | None]]:
        """The events up to a position that are beyond the reader, each with its record if they can
        see that begin; none for a cleared reader."""

    # One state of things

    def identity(self) -> Any:
        """What the store says is the ledger's identity: a UUID as text, if nobody changed it."""

    @property
    def person(self) -> str | None:
        """Who is recording, if the store itself knows; it then accepts no other name."""

    def now(self) -> datetime:
        """The store's clock: many machines may write to one store."""

    def writing(self) -> AbstractContextManager[Any]:
        """One write transaction: nobody else writes until it ends, and all of it is kept or
        nothing. Inside another it is a part of that one, and undoes only its own part if it fails.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """One state of the log for several reads, whatever others write meanwhile."""

    @property
    def cache(self) -> dict[str, Any] | None:
        """Where a reader may keep what it reads while a transaction or a snapshot is under way. It
        is emptied when what was read no longer holds. None outside of both."""

    @property
    def size(self) -> int:
        """The number of events."""

    def head(self) -> tuple[int, list[bytes]]:
        """The number of events, and the roots of the perfect subtrees over them, largest first."""

    def last(self) -> bytes | None:
        """The stored bytes of the last event; None if there is none to be had."""

    @property
    def wrote(self) -> Wrote | None:
        """What this program wrote, if it wrote anything."""

    # The log

    def append(self, events: Iterable[New]) -> range:
        """Append events, and the tree over them, in the current transaction or in one of its own.
        Returns their positions. Raises Misused for what may not enter a leaf."""

    def events(
        self,
        after: int = 0,
        upto: int | None = None,
        limit: int = -1,
        kinds: Sequence[str] | None = None,
        *,
        beginning: bool = False,
    ) -> list[Row]:
        """The events after a position, up to another, in order. `kinds`: only these kinds of event;
        `beginning`: only those that begin a stream."""

    def histories(self, streams: Iterable[str], records: Iterable[str] = ()) -> list[Row]:
        """Every event of these streams, and of all records of these kinds: stream by stream, each
        in the order of recording. One statement, however many are asked for."""

    def begun(self, records: Iterable[str], streams: Iterable[str] = ()) -> list[str]:
        """The streams of all records of these kinds, and those of these streams that exist, in
        order of first event."""

    def mentioning(self, since: str, record: str, word: str) -> list[Row]:
        """Every event of each record of a kind, from the stream `since` on, that has an event with
        this word in quotes. Includes events that wait to be written."""

    def saying(self, *words: bytes, none: bool = False) -> Iterator[Row]:
        """The events whose bytes contain one of these words, in order; or those that contain none
        of them."""

    def with_own_refs(self) -> list[Row]:
        """The events that give a record a reference of the office's own (`own_ref`), in order.
        Takes only as long as there are such events."""

    def last_number(self, prefix: str) -> int:
        """The highest number used after this stream prefix (action:A-2018-), or 0."""

    def after(self, position: int, without: Sequence[str]) -> tuple[int, int]:
        """How many events after a position belong to none of these record kinds, and the position
        of the first, or 0."""

    # The tree

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        """The hashes stored at a level of the tree (0: the leaves), starting at number `first`."""

    # Command keys: an index of what the events say

    def command_key(self, key: str) -> KeyRow | None: ...
    def command_keys(self) -> list[KeyRow]: ...
    def put_command_keys(self, rows: Iterable[KeyRow]) -> None: ...

    # Personal values

    def commitment_of(self, value: str) -> bytes | None:
        """The token in the events for a personal value that is already kept."""

    def keep(self, value: Value) -> None:
        """Keep a personal value, in the current transaction."""

    def values(self, commitments: Iterable[bytes] | None = None) -> list[Value]:
        """The values kept under these commitments, or all, in order of commitment."""

    def forget(self, commitments: Iterable[bytes]) -> None:
        """Erase the values that an erasure in the same transaction named."""

    def settle(self) -> bool:
        """Remove every trace of erased values from the store. Returns False if another reader still
        holds some."""

    @property
    def holder(self) -> str:
        """What may hold a trace of erased values if `settle` could not be done, in words."""

    def remains(self, since: datetime) -> str | None:
        """What outside the store still holds values erased at that time, and until when: a
        sentence, or None."""

    # Proof, copies, change of layout

    def examining(self) -> AbstractContextManager[Examination]: ...

    def back_up(self, to: Path) -> None:
        """Copy the whole store, in one state, to an empty file, while others write."""

    def take_up(self) -> None:
        """Remove the mark of a copy, in the current transaction."""

    def upgrade(self) -> int:
        """Upgrade to the current layout, in the current transaction; returns the earlier layout.
        Raises Broken if the store does not look as that version left it."""

    def close(self) -> None: ...


class Attachments(Protocol):
    """The files beside a ledger, each under the SHA-256 of its bytes (64 hexadecimal digits)."""

    def put(self, data: bytes) -> str:
        """Store bytes, safely on disk before returning; returns their SHA-256."""

    def read(self, digest: str) -> bytes:
        """The bytes of a file, hashed again. Raises Broken if they have changed."""

    def place(self, digest: str) -> Path:
        """Where a file is, or would be, in words for a person."""

    def wrong(self, digest: str, size: int | None = None) -> str | None:
        """What is wrong with a file that should be here with `size` bytes, or None."""

    def has(self, digest: str) -> bool: ...
    def remove(self, digest: str) -> None: ...

    def names(self) -> Iterator[tuple[Path, str | None]]:
        """Every file there: its path, and the hash its name states."""
