"""A ledger, read: the records that its events make, and the references they have."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from ledger.codec import decode
from ledger.errors import Broken, NotFound
from ledger.events import Recorded, State
from ledger.fold import fold, standing
from ledger.read_cache import ReadCache
from ledger.registry import record_kind, split
from ledger.stored import Stored


class Reader(Stored):
    """A ledger on a store, read. What a transaction has read is not read again while it lasts."""

    @property
    def _cache(self) -> ReadCache:
        """What the current transaction has read so far; outside one, an empty cache."""
        shared = self.store.cache
        if shared is None:
            return ReadCache()
        if (cache := shared.get("read")) is None:
            cache = shared["read"] = ReadCache()
        return cache

    def _with(self, streams: Iterable[str] = (), kinds: Iterable[str] = ()) -> ReadCache:
        """The cache, with all of these streams read, and of these kinds."""
        cache = self._cache
        asked = cache.missing(streams)
        whole = [kind for kind in kinds if kind not in cache.whole]
        if asked or whole:
            rows = self.store.histories(asked, whole)
            cache.take(rows, self._decoded, asked)
            cache.whole |= set(whole)
        return cache

    def read_ahead(self, streams: Iterable[str], kinds: Iterable[str]) -> None:
        """Read together what will be asked for in the transaction under way."""
        self._with(streams, kinds)

    def history(self, stream: str) -> list[Recorded]:
        """Every event of one stream, retracted ones too, in the order of recording."""
        return list(self._of(stream).history(stream))

    def _of(self, stream: str) -> ReadCache:
        """The cache, with this stream read: a line of a batch asks for it seven times."""
        cache = self._cache
        return cache if stream in cache.histories else self._with([stream])

    def histories_of(self, streams: Iterable[str]) -> dict[str, list[Recorded]]:
        """The history of each of these streams, read together."""
        streams = list(streams)
        cache = self._with(streams)
        return {stream: cache.history(stream) for stream in streams}

    def histories(self, kind: str) -> dict[str, list[Recorded]]:
        """The history of every record of a kind by its reference, in the order in which they
        began."""
        cache = self._with(kinds=[kind])
        return {split(stream)[1]: cache.history(stream) for stream in cache.of(kind)}

    def derived(self, kind: str, make: Callable[[], Any]) -> Any:
        """What `make` works out from all the records of a kind, once while they stay so."""
        derived = self._cache.derived
        if kind not in derived:
            derived[kind] = make()
        return derived[kind]

    def at(self, position: int) -> Recorded:
        if (recorded := self._cache.appended.get(position)) is not None:
            return recorded
        rows = self.rows(position - 1, position, 1)
        if not rows:
            if 0 < position <= self.size and not self.store.cleared:
                raise NotFound(
                    f"Event {position} is beyond your clearance (OFFICIAL-SENSITIVE): you see its"
                    " hash and nothing else."
                )
            raise NotFound(f"There is no event {position}; the ledger has {self.size}.")
        return decode(*rows[0])

    def state(self, record: str, ref: str, *, on: Any = None) -> State | None:
        """The state of one record, now or on a day; None if nothing is recorded of it by then."""
        stream = f"{record}:{ref}"
        cache = self._of(stream)
        states = cache.states.setdefault(stream, {})
        if on not in states:
            whole = cache.folds.get(stream)
            if whole is not None and (on is None or whole.is_of(on)):
                states[on] = whole.state
            else:
                history = cache.history(stream)
                if on is not None:
                    history = [r for r in standing(history) if r.envelope.effective_on <= on]
                states[on] = fold(ref, history, record_kind(record).evolve)
        return states[on]

    def refs(self, record: str) -> list[str]:
        """The reference of every record of a kind, in the order in which they came."""
        return self.refs_of([record])[record]

    def refs_of(self, kinds: Iterable[str]) -> dict[str, list[str]]:
        """The references of all records of these kinds, each in the order in which they came."""
        cache, kinds = self._cache, list(kinds)
        if asked := [kind for kind in kinds if kind not in cache.refs]:
            begun = self.store.begun(asked)
            for kind in asked:
                # Events that wait to be written came last.
                streams = dict.fromkeys(s for s in begun if s.startswith(f"{kind}:"))
                cache.refs[kind] = [split(s)[1] for s in (streams | dict.fromkeys(cache.of(kind)))]
        return {kind: list(cache.refs[kind]) for kind in kinds}

    def begun_at(self, record: str, meeting: str) -> list[Recorded]:
        """The first event that stands of each record of a numbered kind that a meeting
        (HTA/2018-02-27) gave rise to."""
        letter, year = record_kind(record).numbered, int(meeting.rpartition("/")[2][:4])
        cache = self._cache
        if (streams := cache.named.get((record, meeting))) is None:
            # The year before too: minutes written in the new year, or moved by a correction.
            since = f"{record}:{letter}-{year - 1}-"
            streams = cache.take(self.store.mentioning(since, record, meeting), self._decoded)
            cache.named[record, meeting] = streams
        begun = (standing(cache.history(stream))[:1] for stream in streams)
        return [r for first in begun for r in first if getattr(r.event, "meeting", None) == meeting]

    def exists(self, record: str, ref: str) -> bool:
        return bool(self.existing([f"{record}:{ref}"]))

    def existing(self, streams: Iterable[str]) -> set[str]:
        """Those of these streams that there are."""
        streams = list(streams)
        if self.store.cache is not None:  # The caller reads them next, so read them now.
            cache = self._with(streams)
            return {stream for stream in streams if cache.history(stream)}
        return set(self.store.begun([], streams))

    def next_ref(self, record: str, year: int) -> str:
        """The next free reference of a numbered kind, A-2018-003: given in order, never reused."""
        beginning = f"{record_kind(record).numbered}-{year}-"
        cache, prefix = self._cache, f"{record}:{beginning}"
        if prefix not in cache.numbers:
            last = self.store.last_number(prefix)
            while cache.history(f"{prefix}{last + 1:03}"):
                last += 1
            cache.numbers[prefix] = last
        ref = f"{beginning}{cache.numbers[prefix] + 1:03}"
        cache.histories.setdefault(f"{record}:{ref}", [])
        return ref

    def _instant(self) -> tuple[datetime, Any]:
        """Now, or the last instant recorded where the clock has gone back."""
        now, size = self.now(), self.size
        if size:
            last = self._cache.appended.get(size)
            if last is None and (state := self.store.last()) is not None:
                last = decode(size, "the last one", 0, "", state)
            if last is None:
                raise Broken(f"{self.name} no longer ends as it did. Run: govledger verify")
            if last.envelope.recorded_at > now:
                return last.envelope.recorded_at, "behind"
        return now, "set" if self.clock.fixed else None
