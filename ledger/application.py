"""The ledger itself: load, decide and append, in one write transaction.

With optimistic locking, a second writer would have to decide again. Here it waits until the first
has finished, then decides on what it finds. So a rule may read any record, and a command or a
whole batch is recorded completely or not at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Any

import msgspec

from ledger import (
    characters,
    corrections,
    entries,
    own_refs,
    said_there,
    services,
    succession,
    unknown,
)
from ledger.characters import composed
from ledger.codec import encode
from ledger.errors import Moved, Refused
from ledger.events import Entry, Event, EventRetracted, Recorded, Rule
from ledger.fold import Fold, not_yet, standing
from ledger.privacy import personal
from ledger.reading import Reader
from ledger.records import posts
from ledger.registry import RecordKind, record_kind, split
from ledger.rules import AHEAD, has_come, nonempty
from ledger.services import closing, correcting, following, meetings, names, signing
from ledger.services.case import Case
from ledger.store import opening
from ledger.store.opening import Place
from ledger.stored import Clock as Clock
from ledger.system import opened
from ledger.uk import day_of


class Ledger(Reader):
    """A ledger on a store. Open a file with `Ledger.open(path)`, make one with
    `Ledger.create(path)`."""

    @classmethod
    def open(
        cls,
        place: Place,
        *,
        read_only: bool = False,
        clock: Clock | None = None,
        upgrading: bool = False,
    ) -> "Ledger":
        """Open the ledger in a file, or in the database at an address. Raises Unavailable if there
        is no usable ledger, or if its layout is an earlier one that cannot be read (unless it is
        opened for `upgrading`)."""
        found = opening.of(place)
        store = found.open_store(place, read_only=read_only, upgrading=upgrading)
        opened.note(store)
        return cls(store, clock=clock)

    @staticmethod
    def is_one(place: Place) -> bool:
        """Whether a file's first bytes are a ledger's; a database that is named is meant as one."""
        return opening.of(place).is_ledger(place)

    @staticmethod
    def name_of(place: Place) -> str:
        """The place as a person is told it: without a password."""
        return opening.of(place).name_of(place)

    @staticmethod
    def is_there(place: Place) -> bool:
        """Whether there is something to open."""
        return opening.of(place).is_there(place)

    @staticmethod
    def writable(place: Place) -> bool:
        """Whether this person may record there."""
        return opening.of(place).writable(place)

    @staticmethod
    def create(
        place: Place, *, identity: str | None = None, copy: bool = False, person: str | None = None
    ) -> None:
        """Make an empty ledger, completely or not at all. Raises Refused if one exists.
        `identity`: the UUID of the ledger it restores (default: a new one). `copy`: mark it as a
        copy, for which no anchor is kept. `person`: who makes it, for a store that holds each to
        their name."""
        opening.of(place).create(place, identity=identity, copy=copy, person=person)

    @staticmethod
    def discard(place: Place) -> None:
        """Remove a ledger that was just made, and could not be filled."""
        opening.of(place).discard(place)

    # Writing

    def writing(self, *, since: int | None = None) -> AbstractContextManager[Any]:
        """One transaction: everything recorded inside is kept, or nothing is. `since`: how many
        events there were when it was decided. Raises Moved if there are more now."""
        if self.guard is None and since is None:
            return self.store.writing()
        return self._guarded(since)

    @contextmanager
    def _guarded(self, since: int | None) -> Iterator[None]:
        with self.store.writing():
            if self.guard is not None:
                self.guard(self)
                self.guard = None
            if since is not None and self.size != since:
                raise Moved("Something was recorded meanwhile, so this may have changed.")
            yield

    def record(
        self,
        record: str,
        ref: str,
        rule: Rule,
        entry: Entry,
        /,
        *,
        new: bool = False,
        own_ref: str | None = None,
        **facts: Any,
    ) -> list[Recorded]:
        """Apply `rule` to the record as it was on the entry's day and append what it says.
        `own_ref`: the office's own reference for a record that begins.

        Returns the events appended: none where the fact stands already. Raises whatever the rule
        refuses, and Refused if the events would make a later event of the record impossible.
        """
        ref, entry = composed(ref), entries.composed_of(entry)
        facts = {n: value if value is None else composed(value) for n, value in facts.items()}
        kind, stream = record_kind(record), f"{record}:{ref}"
        if rule not in AHEAD:
            self._has_come(entry.effective_on)
        with self.writing():
            history = self._to_go_on(stream)
            defined: list[Recorded] = []
            if record == "post" and ref in posts.STATUTORY and not (history or new):
                history = defined = names.define_statutory(self, ref, entry)
            by_then = self._by_then(kind, ref, history, entry.effective_on, new=new)
            events = services.decided(Case(self, record, ref, entry, facts), rule, by_then.state)
            if events and not history:
                kind.may_begin(ref, events[0])
            if own_ref is not None:
                events = own_refs.with_own_ref(events, composed(own_ref), ref, by_then.state)
            events = [event for event in events if not by_then.tells(event, entry.effective_on)]
            self._fits_the_rest(stream, events, entry)
            appended = [*defined, *self._append(stream, history, events, entry)]
            if record == "action":
                appended += following.follow(self, ref, appended, entry)
            return appended

    def _by_then(
        self, kind: RecordKind, ref: str, history: list[Recorded], on: date, *, new: bool
    ) -> Fold:
        """The record as it was on a day; refused where it had not begun, unless it is `new`."""
        fold = self._cache.on(kind, ref, history, on)
        if not (fold.stand or new):
            raise not_yet(ref, history, on)
        return fold

    def _has_come(self, on: date) -> None:
        """Refuse a day in the future. A clock that was put back makes no other day a future one."""
        if on > self.today:
            has_come(on, day_of(self._instant()[0]))

    def _fits_the_rest(self, stream: str, events: Sequence[Event], entry: Entry) -> None:
        names.posts_known(self, events, entry)
        names.records_known(self, split(stream)[0], events)
        meetings.sat_where_named(self, events, entry.told_at)
        meetings.marked_if_private(self, stream, events, entry)

    def _to_go_on(self, stream: str) -> list[Recorded]:
        """The history of a record about to change. Raises Refused if it contains unknown events."""
        history = self.history(stream)
        if stream not in self._cache.folds:
            unknown.none_on(stream, history)
        return history

    def _append(
        self, stream: str, history: list[Recorded], events: Sequence[Event], entry: Entry
    ) -> list[Recorded]:
        if not events:
            return []
        record, ref = split(stream)
        succession.no_ring(ref, events, lambda other: self.history(f"{record}:{other}"))
        said_there.in_time(stream, events, entry.effective_on, entry.told_at)
        own_refs.fits(self, stream, events, entry.told_at)
        now, clock = self._instant()
        if entry.authority != "signed":
            signing.may_be_unsigned(self, ref, history, events, day_of(now))
        size, version = self.size, history[-1].version if history else 0
        appended = [
            Recorded(
                position=size + number,
                stream=stream,
                version=version + number,
                kind=type(event).__name__,
                event=event,
                envelope=entries.envelope(entry, event, now, clock),
            )
            for number, event in enumerate(events, 1)
        ]
        cache = self._cache
        whole, anew = cache.grown(record_kind(record), ref, history, appended)
        if anew and record in ("action", "item"):
            closing.still_apart(self, stream, history, [*history, *appended])
        states = [self._stored(one) for one in appended]
        self.store.append(
            (one.stream, one.version, one.kind, state)
            for one, state in zip(appended, states, strict=True)
        )
        cache.add(history, appended, states, whole)
        return appended

    def _stored(self, one: Recorded) -> bytes:
        """The bytes of an event as they are stored: its words checked, its personal values kept
        apart."""
        state = encode(one.event, one.envelope)
        if not characters.harmless(state):
            names = frozenset(personal.personal_fields(type(one.event))) | {"recorded_by"}
            characters.check(one.event, one.envelope, names, meant=self.mixed_meant)
        return personal.conceal(self, one, state)

    # Putting right

    def retract(self, positions: Iterable[int], reason: str, entry: Entry) -> list[Recorded]:
        """Retract events: they stay in the history but no longer count. Refused if the rules could
        not have written the remaining history."""
        reason, entry = composed(reason), entries.composed_of(entry)
        self._has_come(entry.effective_on)
        with self.writing():
            targets = [self.at(position) for position in positions]
            retractions = []
            for stream in dict.fromkeys(r.stream for r in targets):
                gone = [r for r in targets if r.stream == stream]
                history = self._to_go_on(stream)
                for target in gone:
                    corrections.retractable(target, history)
                    if why := target.event.for_good:
                        raise Refused(f"Event {target.position} cannot be retracted: {why}.")
                events = [EventRetracted(retracts=r.position, reason=reason) for r in gone]
                retractions += self._append(stream, history, events, entry)
            for stream in {r.stream for r in targets}:
                if not standing(self.history(stream)):
                    corrections.unmentioned(self, stream)
            return retractions

    def correct(
        self, position: int, changes: dict[str, Any], reason: str, entry: Entry
    ) -> list[Recorded]:
        """Retract an event and record the same kind again with `changes`, in its place."""
        reason = nonempty(composed(reason), "A correction needs a reason (--reason).")
        entry = entries.composed_of(entry)
        changes = {name: composed(value) for name, value in changes.items()}
        with self.writing():
            target = self.at(position)
            if entry.effective_on != target.envelope.effective_on:
                self._has_come(entry.effective_on)
            history = self._to_go_on(target.stream)
            corrections.retractable(target, history)
            corrected = corrections.changed(target.event, changes)
            same = corrections.said_of(entry) == corrections.said_of(target.envelope)
            if corrected == target.event and same:
                return []
            correcting.fits(self, target, corrected, changes, entry)
            slot = target.envelope.corrects or target.position
            events = [EventRetracted(retracts=position, reason=reason), corrected]
            entry = msgspec.structs.replace(entry, corrects=slot)
            self._fits_the_rest(target.stream, [corrected], entry)
            return self._append(target.stream, history, events, entry)

    def upgrade(self) -> dict[str, Any]:
        """Upgrade the store to the current layout, inside the current transaction, and return what
        to record of it. Raises Broken if the store does not look as its version left it."""
        was = self.store.upgrade()
        before = self.keys_of_before()
        return {
            "layout_was": was,
            "layout": self.store.layout,
            "keys_before": len(before.names),
            "keys_sha256": before.sha256,
        }
