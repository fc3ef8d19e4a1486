"""What the stores of every database do alike, on their recorders."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from operator import attrgetter
from typing import Any

from ledger.store import New, Row, Stored, Value, Wrote

OWN_REF = b'"own_ref":'  # In the stored bytes of what has one.


class RecordedStore:
    recorder: Any
    _translated: AbstractContextManager[None]  # Tells the database's errors in a sentence.

    def _ask(self, statement: str, params: Any = ()) -> list[Any]:
        """The result of a statement, without first writing pending rows."""
        with self._translated:
            return self.recorder.ask(statement, params)  # type: ignore[no-any-return]

    def head(self) -> tuple[int, list[bytes]]:
        raise NotImplementedError

    # One state of things

    def writing(self) -> AbstractContextManager[Any]:
        # The outer transaction reports the errors of an inner one.
        return self._transaction() if self.recorder.at_work is None else self.recorder.unit()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._translated, self.recorder.unit():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with self._translated, self.recorder.snapshot():
            yield

    # Asked many times for each command: without a call of Python's own.
    cache = property(attrgetter("recorder.cache"))

    @property
    def size(self) -> int:
        unit = self.recorder.at_work
        return self.head()[0] if unit is None else unit.size

    @property
    def wrote(self) -> Wrote | None:
        wrote: Wrote | None = self.recorder.wrote
        return wrote

    # The log

    def append(self, events: Iterable[New]) -> range:
        with self._translated:
            if self.recorder.at_work is not None:
                return self.recorder.append(events)  # type: ignore[no-any-return]
            with self.recorder.unit():
                return self.recorder.append(events)  # type: ignore[no-any-return]

    def _waiting(self) -> list[Stored]:
        """What is appended, and not written yet."""
        unit = self.recorder.at_work
        return unit.waiting.events if unit is not None else []

    def _waiting_about(self, since: str, record: str, word: str) -> list[Row]:
        quoted = f'"{word}"'.encode()
        return [
            row[:5]
            for row in self._waiting()
            if quoted in row[4] and row[1] >= since and row[1].startswith(f"{record}:")
        ]

    def _waiting_with_own_refs(self) -> list[Row]:
        return [row[:5] for row in self._waiting() if OWN_REF in row[4]]

    # Personal values

    def commitment_of(self, value: str) -> bytes | None:
        with self._translated:
            return self.recorder.commitment_of(value)  # type: ignore[no-any-return]

    def keep(self, value: Value) -> None:
        with self._translated:
            self.recorder.keep(value)
