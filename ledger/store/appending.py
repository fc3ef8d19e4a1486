"""What the recorders of every database do alike: one transaction at work in a thread, appending to
it, and waking who follows."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    DataError,
    ListenNotifySubscription,
    StoredEvent,
    Subscription,
)

from ledger.integrity import merkle
from ledger.leaf import Inadmissible, admit, leaf
from ledger.store import New, Value, Wrote
from ledger.store.unit import Unit


class Here(threading.local):
    """What is under way in a thread."""

    cursor: Any = None
    unit: Unit | None = None
    cache: dict[str, Any] | None = None


class Appending(ApplicationRecorder):
    """Within `writing()`, all in one transaction."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._here = Here()
        self._listeners: set[ListenNotifySubscription[Any]] = set()
        self.wrote: Wrote | None = None

    def _transaction(self) -> AbstractContextManager[Unit]:
        """The outermost write transaction, as a Unit."""
        raise NotImplementedError

    def _commitments(self, value: str) -> list[Any]:
        """The row of the value's commitment, if it is kept."""
        raise NotImplementedError

    def unit(self) -> AbstractContextManager[Unit]:
        """One write transaction: nobody else writes until it ends, and it is kept completely or not
        at all. Inside another it joins that one, and rolls back only its own part if it fails."""
        unit = self._here.unit
        return self._transaction() if unit is None else unit.savepoint()

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """The same, with its cursor, for callers that write with their own statements."""
        with self.unit() as unit, unit.past() as cursor:
            unit.changes += 1
            unit.cache.clear()
            yield cursor

    def _committed(self, unit: Unit) -> None:
        self.wrote = unit.after(self.wrote)
        if unit.size != unit.began:
            for listener in list(self._listeners):
                listener._has_been_notified.set()

    @property
    def at_work(self) -> Unit | None:
        """This thread's current write transaction, if any."""
        return self._here.unit

    @property
    def cache(self) -> dict[str, Any] | None:
        """The cache for what is read during a transaction, while nothing else can change it;
        otherwise None."""
        unit = self._here.unit
        if unit is None:
            return self._here.cache
        return None if unit.bare else unit.cache

    def commitment_of(self, value: str) -> bytes | None:
        cache = self.cache
        values: dict[str, bytes] = {} if cache is None else cache.setdefault("values", {})
        unit = self.at_work
        if unit is not None and value not in values:
            values |= {kept[2]: kept[0] for kept in unit.waiting.values}
        if value not in values:
            found = self._commitments(value)
            if not found:
                return None
            values[value] = found[0][0]
        return values[value]

    def keep(self, value: Value) -> None:
        """Keep a personal value, inside a write transaction."""
        with self.unit() as unit:
            unit.keep(value)
            unit.cache.setdefault("values", {})[value[2]] = value[0]

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        if not stored_events:
            return []
        with self.unit() as unit:
            positions = self.append(
                (text(one.originator_id), one.originator_version, one.topic, one.state)
                for one in stored_events
            )
            unit.write()
            unit.forget()
        return list(positions)

    def append(self, events: Iterable[New]) -> range:
        """Append in the current transaction, for a caller that keeps `known` up to date; writing
        may be delayed."""
        unit = self.at_work
        assert unit is not None
        position, rows = unit.size, []
        for stream, version, kind, state in events:
            position += 1
            try:
                admit(stream, kind, state)
            except Inadmissible as error:
                raise DataError(str(error)) from error
            hashed = merkle.leaf_hash(leaf(position, stream, version, kind, state))
            rows.append((position, stream, version, kind, state, hashed))
        unit.append(rows)
        return range(position - len(rows) + 1, position + 1)

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        subscription = _Subscription(self, gt, topics)
        self._listeners.add(subscription)
        return subscription


class _Subscription(ListenNotifySubscription[Appending]):
    """Wakes when this process appends; other processes' events arrive with our next one."""

    def stop(self) -> None:
        self._recorder._listeners.discard(self)
        super().stop()


def text(originator_id: UUID | str) -> str:
    """The library's name of a stream as ours."""
    return originator_id.hex if isinstance(originator_id, UUID) else originator_id
