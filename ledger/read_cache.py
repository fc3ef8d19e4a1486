"""What was read from a ledger during a transaction, while nothing else can change it.

Appending adds to it. It is dropped with the transaction, and with any part that is rolled back.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ledger.events import Recorded, State
from ledger.fold import Fold, folded, standing
from ledger.registry import RecordKind, split
from ledger.store import Row

Decode = Callable[[list[Row]], list[Recorded]]


class ReadCache:
    """`histories`: whole ones, empty if there is no such record. `refs`, `whole`: kinds of which
    every reference, or every history, has been read. `numbers`: the last ones given, by the
    beginnings of their streams. `named`: the records that mention a word. `states`: those of a
    record on the days asked about. `folds`: those after everything recorded, to go on from.
    `derived`: what was worked out from all records of a kind."""

    def __init__(self) -> None:
        self.histories: dict[str, list[Recorded]] = {}
        self.streams: dict[str, dict[str, None]] = {}  # By kind: there may be many of the others.
        self.refs: dict[str, list[str]] = {}
        self.whole: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.named: dict[tuple[str, str], list[str]] = {}
        self.states: dict[str, dict[date | None, State | None]] = {}
        self.folds: dict[str, Fold] = {}
        self.derived: dict[str, Any] = {}
        self.appended: dict[int, Recorded] = {}

    def missing(self, streams: Iterable[str]) -> list[str]:
        """The streams that have not been read yet."""
        wanted = []
        for stream in dict.fromkeys(streams):
            if stream not in self.histories and split(stream)[0] not in self.whole:
                wanted.append(stream)
        return wanted

    def history(self, stream: str) -> list[Recorded]:
        return self.histories.get(stream, [])

    def take(self, rows: list[Row], decode: Decode, asked: Iterable[str] = ()) -> list[str]:
        """Add what was read: all that the streams `asked` have. Returns the streams read."""
        by_stream: dict[str, list[Row]] = {stream: [] for stream in asked}
        for row in rows:
            by_stream.setdefault(row[1], []).append(row)
        for stream, own in by_stream.items():
            if stream not in self.histories:
                self._put(stream, decode(own))
        return list(by_stream)

    def _put(self, stream: str, history: list[Recorded]) -> None:
        self.histories[stream] = history
        self.streams.setdefault(split(stream)[0], {})[stream] = None

    def of(self, kind: str) -> list[str]:
        """The streams of a kind that have been read, in the order in which they began."""
        begun = [h[0] for s in self.streams.get(kind, ()) if (h := self.histories[s])]
        return [r.stream for r in sorted(begun, key=lambda r: r.position)]

    def on(self, kind: RecordKind, ref: str, history: list[Recorded], on: date) -> Fold:
        """The record with this history as it was on a day."""
        latest = self.folds.get(f"{kind.name}:{ref}")
        if latest is not None and latest.is_of(on):
            return latest
        then = [one for one in standing(history) if one.envelope.effective_on <= on]
        return folded(ref, then, kind.evolve)

    def grown(
        self, kind: RecordKind, ref: str, history: list[Recorded], appended: list[Recorded]
    ) -> tuple[Fold, bool]:
        """The record with the events to be appended, and whether its whole history had to be
        applied again. Raises Refused if its rules could not have written that history."""
        whole = self.folds.pop(f"{kind.name}:{ref}", None)
        if whole is None or not whole.goes_on(appended):
            return folded(ref, [*history, *appended], kind.evolve, kind.lawful), True
        for one in appended:
            whole.take(one, kind.lawful)
        return whole, False

    def add(
        self, history: list[Recorded], appended: list[Recorded], states: list[bytes], whole: Fold
    ) -> None:
        """Add what was appended to a record, of which `history` was known; `states` are the stored
        bytes, `whole` is the record as it is now."""
        stream = appended[0].stream
        kind, ref = split(stream)
        self.folds[stream] = whole
        if (given := self.derived.get("own_ref")) is not None:
            given.take(appended)
        self._put(stream, [*history, *appended])
        self.appended |= {recorded.position: recorded for recorded in appended}
        self.states.pop(stream, None)
        self.derived.pop(kind, None)
        if not history:
            if kind in self.refs:
                self.refs[kind].append(ref)
            prefix, _, number = stream.rpartition("-")
            if f"{prefix}-" in self.numbers and number.isdecimal():
                self.numbers[f"{prefix}-"] = max(self.numbers[f"{prefix}-"], int(number))
        for (of, word), streams in self.named.items():
            if of == kind and stream not in streams:
                quoted = f'"{word}"'.encode()
                if any(quoted in state for state in states):
                    streams.append(stream)
