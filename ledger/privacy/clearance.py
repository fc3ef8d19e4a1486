"""What is beyond a reader without clearance: the events that are OFFICIAL-SENSITIVE, and what goes
with them.

An event is beyond them if it is marked so; if it corrects or takes back one that is, or is
corrected or taken back by one; and if the record that it belongs to begins with one. Such a reader
knows its position and the hash of its leaf, by which the root is proved; no byte of it, no file or
personal value that only such events name, and of its record only that it has more, where they see
that begin. What other events say of a record stays as it is: its reference is a number, or was
written openly.

A store that gives each of its readers their own view says the same in its own language
(ledger/store/postgres/schema.sql); for any other, `Beyond` finds it (lowered.py).
"""

import re
import threading

from ledger.store import Row, Store
from ledger.words import agreeing, counted

# An OFFICIAL event has no marking in its bytes (Envelope leaves out defaults).
MARKED = b'"marking":'
_AIM = re.compile(rb'"(?:corrects|retracts)":(\d{1,18})')


class Beyond:
    """What of a store is beyond such a reader: each position, with its record where they see that
    begin. Only grows: a correction may put an earlier event beyond them."""

    def __init__(self) -> None:
        self.size = 0
        self.positions: dict[int, str | None] = {}
        self.whole: set[str] = set()
        self._one = threading.Lock()

    def read_on(self, store: Store) -> "Beyond":
        """Take in what was recorded since."""
        with self._one:
            if (size := store.size) > self.size:
                self._read(store, size)
                self.size = size
        return self

    def _read(self, store: Store, size: int) -> None:
        rows = store.events(self.size, size) if self.size else store.saying(MARKED)
        if touched := {row[1] for row in rows if self._touches(row)}:
            by_stream: dict[str, list[Row]] = {}
            for row in store.histories(touched):
                by_stream.setdefault(row[1], []).append(row)
            # Other threads may be reading these two.
            self.positions, self.whole = self.positions.copy(), self.whole.copy()
            for stream, history in by_stream.items():
                self._take(stream, history)

    def _touches(self, row: Row) -> bool:
        return MARKED in row[4] or row[1] in self.whole or _aim(row) in self.positions

    def _take(self, stream: str, history: list[Row]) -> None:
        gone = {row[0] for row in history if MARKED in row[4]}
        before: set[int] = set()
        pairs = []
        for row in history:
            if (aim := _aim(row)) in before:
                pairs.append((row[0], aim))
            before.add(row[0])
        while more := {one for pair in pairs if gone & set(pair) for one in pair} - gone:
            gone |= more
        if any(row[0] in gone and row[2] == 1 for row in history):
            self.whole.add(stream)
        for row in history:
            if stream in self.whole:
                self.positions[row[0]] = None
            elif row[0] in gone:
                self.positions[row[0]] = stream


def _aim(row: Row) -> int | None:
    """The event that one corrects or takes back: an earlier one of its record, by the rules."""
    found = _AIM.search(row[4])
    return int(found[1]) if found else None


def notice(store: Store) -> str:
    """The sentence for a reader about the events that they know by their hashes only; or none."""
    size = store.size
    count = len(store.hashes_only(size))
    if not count:
        return ""
    return (
        f"{count:,} of {counted(size, 'event')} {agreeing(count, 'is')} beyond your"
        " clearance (OFFICIAL-SENSITIVE): seen only by hash, and left out of all that is said here."
    )


def notice_of(ref: str, count: int) -> str:
    """The same of one record, of which so many events are beyond the reader; or none."""
    if not count:
        return ""
    many = f"{counted(count, 'event')} of {ref} {agreeing(count, 'is')}"
    may = "and may say otherwise than what is seen of it here."
    return f"{many} beyond your clearance (OFFICIAL-SENSITIVE), {may}"
