"""The book all events are written in: load, decide, append, in one write transaction.

Two optimistic writers would both have to decide again; here the second waits until the first has
written, then decides on what it finds. So a rule may look at any record, and a command or a whole
batch either stands or leaves nothing.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec

from ledger import characters, command_keys, said_there, services, succession, unknown
from ledger.characters import composed
from ledger.codec import decode, encode
from ledger.errors import Broken, Misused, NotFound, Problem, Refused
from ledger.events import Entry, Envelope, Event, EventRetracted, Recorded, Rule, State
from ledger.fold import Fold, fold, folded, standing, step
from ledger.integrity import merkle
from ledger.known import Known
from ledger.privacy import personal
from ledger.records import policies, posts
from ledger.registry import record_kind, split
from ledger.services import closing, following, names
from ledger.services.case import Case
from ledger.store import Attachments, KeyRow, Row, Store
from ledger.store.sqlite import opening
from ledger.system import paths
from ledger.uk import day_of
from ledger.words import day


class Clock:
    """The time at which the ledger learns things, where a person has set it; else the store's."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self.fixed = fixed

    def now(self) -> datetime:
        """The same for whoever has no store at hand."""
        return self.fixed or datetime.now(UTC)


class Ledger:
    """A ledger on a store. Open a file with `Ledger.open(path)`, make one with
    `Ledger.create(path)`."""

    def __init__(self, store: Store, *, clock: Clock | None = None) -> None:
        self.store = store
        self.clock = clock or Clock()
        # The folder of anchors, where it is not the one that the environment says.
        self.anchors: Path | None = None
        # Whether it may be written is asked when it first is, of the state that is then.
        self.guard: Callable[[Ledger], None] | None = None
        self.mixed_meant = False  # Words that mix alphabets are recorded as they are.

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        read_only: bool = False,
        clock: Clock | None = None,
        upgrading: bool = False,
    ) -> "Ledger":
        """Open the ledger at `path`. Raises Unavailable where there is none that can be used, and
        for one of an earlier layout, unless that can be read, or it is opened for `upgrading`."""
        store = opening.open_store(Path(path), read_only=read_only, upgrading=upgrading)
        return cls(store, clock=clock)

    @staticmethod
    def create(path: Path | str, *, identity: str | None = None, copy: bool = False) -> None:
        """Make an empty ledger at `path`: whole or not at all. Raises Refused if there is one.
        `identity`: that of the ledger whose events it takes in again (a UUID); else a new one.
        `copy`: the file is marked as a copy, of which no anchor is kept."""
        opening.create(Path(path), identity=identity, copy=copy)

    @property
    def path(self) -> Path:
        """Where it is, as a person is told; what belongs to it lies beside."""
        return self.store.path

    @property
    def attachments(self) -> Attachments:
        """The files beside it, each under the SHA-256 of its bytes."""
        return self.store.attachments

    def close(self) -> None:
        self.store.close()

    # Reading

    def now(self) -> datetime:
        """The time that a person has set, or that of the store."""
        return self.clock.fixed or self.store.now()

    def rows(self, after: int, upto: int, limit: int) -> list[Row]:
        """Stored events after a position, up to another, with personal values in clear."""
        return personal.disclose(self.store.values, self.store.events(after, upto, limit))

    @cached_property
    def identity(self) -> str:
        found = self.store.identity()
        if found is None:
            raise Broken(f"The identity of {self.path} is missing. Run: govledger verify")
        if not paths.is_identity(found):  # It names folders of this machine.
            raise Broken(
                f"The identity of {self.path} is {found!r}, which is not a ledger's identity: the"
                " file was changed. Restore a complete copy."
            )
        return str(found)

    @property
    def copied(self) -> bool:
        """Whether the file is marked as a copy, unpacked from an audit pack."""
        return self.store.copied

    def take_up(self) -> None:
        """Take the mark of a copy off, in the transaction that is under way."""
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

    @property
    def _known(self) -> Known:
        """What was read before in the transaction under way; where none is, nothing."""
        kept = self.store.kept
        if kept is None:
            return Known()
        if (known := kept.get("read")) is None:
            known = kept["read"] = Known()
        return known

    def _decoded(self, rows: list[Row]) -> list[Recorded]:
        return [decode(*row) for row in personal.disclose(self.store.values, rows)]

    def _read(self, streams: Iterable[str] = (), kinds: Iterable[str] = ()) -> Known:
        """What is known, with all of these streams, and of these kinds."""
        known = self._known
        asked = known.missing(streams)
        whole = [kind for kind in kinds if kind not in known.whole]
        if asked or whole:
            rows = self.store.histories(asked, whole)
            known.take(rows, self._decoded, asked)
            known.whole |= set(whole)
        return known

    def read_ahead(self, streams: Iterable[str], kinds: Iterable[str]) -> None:
        """Read together what will be asked for in the transaction under way."""
        self._read(streams, kinds)

    def history(self, stream: str) -> list[Recorded]:
        """Every event of one stream, retracted ones too, in the order of recording."""
        return list(self._read([stream]).history(stream))

    def histories(self, kind: str) -> dict[str, list[Recorded]]:
        """The history of every record of a kind by its reference, in the order in which they
        came."""
        known = self._read(kinds=[kind])
        return {split(stream)[1]: known.history(stream) for stream in known.of(kind)}

    def following(self, kind: str, make: Callable[[], Any]) -> Any:
        """What `make` works out from all the records of a kind, once while they stay so."""
        made = self._known.made
        if kind not in made:
            made[kind] = make()
        return made[kind]

    def at(self, position: int) -> Recorded:
        if (recorded := self._known.appended.get(position)) is not None:
            return recorded
        rows = self.rows(position - 1, position, 1)
        if not rows:
            raise NotFound(f"There is no event {position}; the ledger has {self.size}.")
        return decode(*rows[0])

    def after(self, position: int, limit: int = 10_000) -> Iterator[Recorded]:
        """Every event after `position`, in order, a page at a time."""
        while page := self.rows(position, self.size, limit):
            yield from (decode(*row) for row in page)
            if page[-1][0] <= position:  # A damaged file, whose pages lead in a circle.
                raise Broken(f"The events of {self.path} cannot be read. Run: govledger verify")
            position = page[-1][0]

    def first_events(self, after: int, upto: int) -> list[Recorded]:
        """The event that begins each record, of those begun between two positions."""
        rows = self.store.events(after, upto, beginning=True)
        return self._decoded(rows)

    def state(self, record: str, ref: str, *, on: Any = None) -> State | None:
        """What is so about one record, or was on a day; None if nothing is recorded of it then."""
        stream = f"{record}:{ref}"
        known = self._read([stream])
        states = known.states.setdefault(stream, {})
        if on not in states:
            whole = known.folds.get(stream)
            if whole is not None and (on is None or whole.is_of(on)):
                states[on] = whole.state
            else:
                history = known.history(stream)
                if on is not None:
                    history = [r for r in standing(history) if r.envelope.effective_on <= on]
                states[on] = fold(ref, history, record_kind(record).evolve)
        return states[on]

    def refs(self, record: str) -> list[str]:
        """The reference of every record of a kind, in the order in which they came."""
        return self.refs_of([record])[record]

    def refs_of(self, kinds: Iterable[str]) -> dict[str, list[str]]:
        """The references of all records of these kinds, each in the order in which they came."""
        known, kinds = self._known, list(kinds)
        if asked := [kind for kind in kinds if kind not in known.refs]:
            begun = self.store.begun(asked)
            for kind in asked:
                # What waits to be written came last.
                streams = dict.fromkeys(s for s in begun if s.startswith(f"{kind}:"))
                known.refs[kind] = [split(s)[1] for s in (streams | dict.fromkeys(known.of(kind)))]
        return {kind: list(known.refs[kind]) for kind in kinds}

    def begun_at(self, record: str, meeting: str) -> list[Recorded]:
        """The first event that stands of each record of a numbered kind that a meeting
        (HTA/2018-02-27) gave rise to."""
        letter, year = record_kind(record).numbered, int(meeting.rpartition("/")[2][:4])
        known = self._known
        if (streams := known.named.get((record, meeting))) is None:
            # Written in the new year, or moved there by a correction; earlier ones would take long.
            since = f"{record}:{letter}-{year - 1}-"
            streams = known.take(self.store.mentioning(since, record, meeting), self._decoded)
            known.named[record, meeting] = streams
        begun = (standing(known.history(stream))[:1] for stream in streams)
        return [r for first in begun for r in first if getattr(r.event, "meeting", None) == meeting]

    def exists(self, record: str, ref: str) -> bool:
        return bool(self.existing([f"{record}:{ref}"]))

    def existing(self, streams: Iterable[str]) -> set[str]:
        """Those of these streams that there are."""
        streams = list(streams)
        if self.store.kept is not None:  # They are looked into next.
            known = self._read(streams)
            return {stream for stream in streams if known.history(stream)}
        return set(self.store.begun([], streams))

    def next_ref(self, record: str, year: int) -> str:
        """The next free reference of a numbered kind, A-2018-003: given in order, never reused."""
        beginning = f"{record_kind(record).numbered}-{year}-"
        known, prefix = self._known, f"{record}:{beginning}"
        if prefix not in known.numbers:
            last = self.store.last_number(prefix)
            while known.history(f"{prefix}{last + 1:03}"):
                last += 1
            known.numbers[prefix] = last
        ref = f"{beginning}{known.numbers[prefix] + 1:03}"
        known.histories.setdefault(f"{record}:{ref}", [])
        return ref

    # Personal values

    def commitment_of(self, value: str) -> bytes | None:
        """What stands in the events for a personal value that is kept already."""
        return self.store.commitment_of(value)

    def keep(self, commitment: bytes, salt: bytes, value: str) -> None:
        """Keep a personal value, in the transaction that is under way."""
        self.store.keep((commitment, salt, value))

    # Writing

    def writing(self) -> AbstractContextManager[Any]:
        """One transaction around whatever is recorded inside: all of it stands, or none."""
        return self.store.writing() if self.guard is None else self._guarded(self.guard)

    @contextmanager
    def _guarded(self, guard: "Callable[[Ledger], None]") -> Iterator[None]:
        with self.store.writing():
            guard(self)
            self.guard = None
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
        **facts: Any,
    ) -> list[Recorded]:
        """Apply `rule` to the record as it was on the entry's day and append what it says.

        Returns the events appended: none where the fact stands already. Raises whatever the rule
        refuses, and Refused where the events would make a later event of the record impossible.
        """
        ref, entry = composed(ref), _composed(entry)
        facts = {name: composed(value) for name, value in facts.items()}
        kind, stream = record_kind(record), f"{record}:{ref}"
        with self.writing():
            history = self._to_go_on(stream)
            defined: list[Recorded] = []
            if record == "post" and ref in posts.STATUTORY and not (history or new):
                history = defined = names.define_statutory(self, ref, entry)
            by_then = self._known.folds.get(stream)
            if by_then is None or not by_then.is_of(entry.effective_on):
                on = entry.effective_on
                then = [r for r in standing(history) if r.envelope.effective_on <= on]
                by_then = folded(ref, then, kind.evolve)
            state = by_then.state
            if state is None and not new:
                raise _not_yet(ref, history, entry)
            case = Case(self, record, ref, entry, facts)
            facts = facts | services.gathered(case, rule)
            events = [e for e in rule(state, **facts) if not _stands(e, by_then, entry)]
            names.posts_known(self, events, entry)
            appended = [*defined, *self._append(stream, history, events, entry)]
            if record == "action":
                appended += following.follow(self, ref, appended, entry)
            return appended

    def _to_go_on(self, stream: str) -> list[Recorded]:
        """The history of a record on which something is to be recorded. Raises Refused where not
        all of it is known."""
        history = self.history(stream)
        if stream not in self._known.folds:
            unknown.none_on(stream, history)
        return history

    def _append(
        self, stream: str, history: list[Recorded], events: Sequence[Event], entry: Entry
    ) -> list[Recorded]:
        if not events:
            return []
        record, ref = split(stream)
        kind = record_kind(record)
        succession.no_ring(ref, events, lambda other: self.history(f"{record}:{other}"))
        said_there.in_time(stream, events, entry.effective_on, entry.told_at)
        now, clock = self._instant()
        if entry.authority != "signed":
            self._may_be_unsigned(ref, history, events, day_of(now))
        size, version = self.size, history[-1].version if history else 0
        appended = []
        for number, event in enumerate(events, 1):
            corrects = entry.corrects if not isinstance(event, EventRetracted) else None
            envelope = _envelope(entry, corrects, now, clock)
            appended.append(
                Recorded(
                    position=size + number,
                    stream=stream,
                    version=version + number,
                    kind=type(event).__name__,
                    event=event,
                    envelope=envelope,
                )
            )
        whole = self._known.folds.pop(stream, None)
        if whole is not None and whole.goes_on(appended):
            for one in appended:
                whole.take(one, kind.lawful)
        else:
            whole = folded(ref, [*history, *appended], kind.evolve, kind.lawful)
            if record == "action":
                closing.still_apart(self, ref, history, [*history, *appended])
        for one in appended:
            if characters.harmless(encode(one.event, one.envelope)):
                continue
            names = frozenset(personal.personal_fields(type(one.event))) | {"recorded_by"}
            characters.check(one.event, one.envelope, names, meant=self.mixed_meant)
        stored = [personal.conceal(self, one) for one in appended]
        states = [encode(one.event, one.envelope) for one in stored]
        self.store.append(
            (one.stream, one.version, one.kind, state)
            for one, state in zip(stored, states, strict=True)
        )
        self._known.add(history, appended, states)
        self._known.folds[stream] = whole
        return appended

    def _may_be_unsigned(
        self, ref: str, history: list[Recorded], events: Sequence[Event], on: date
    ) -> None:
        """Refuse what a policy wants signed that is on, that day; and its retraction, likewise."""

        def is_on(policy: str) -> bool:
            return policies.is_on(policy, self.state("policy", policy, on=on))

        def keyed() -> bool:
            states = (self.state("key", key, on=on) for key in self.histories("key"))
            return any(key is not None and key.status == "accepted" for key in states)

        back = any(isinstance(event, EventRetracted) for event in events)
        said = {r.position: r.event for r in history} if back else {}
        for event in events:
            of = said.get(event.retracts) if isinstance(event, EventRetracted) else event
            for policy in policies.wanting(of, is_on, keyed) if of is not None else ():
                raise Refused(
                    f"{ref}: this office requires this to be signed (policy {policy}). Sign the"
                    " command"
                    " with your key: --sign FILE (govledger help signing)."
                )

    @property
    def today(self) -> date:
        """The day in the United Kingdom, by its clock."""
        return day_of(self.now())

    def _instant(self) -> tuple[datetime, Any]:
        """Now, or the last instant recorded where the clock has gone back."""
        now, size = self.now(), self.size
        if size:
            last = self._known.appended.get(size)
            if last is None and (state := self.store.last()) is not None:
                last = decode(size, "the last one", 0, "", state)
            if last is None:
                raise Broken(f"{self.path} no longer ends as it did. Run: govledger verify")
            if last.envelope.recorded_at > now:
                return last.envelope.recorded_at, "behind"
        return now, "set" if self.clock.fixed else None

    # Putting right

    def retract(self, positions: Iterable[int], reason: str, entry: Entry) -> list[Recorded]:
        """Take events back: they stay in the history and no longer count. Refused where what is
        left is a history that the rules could not have written."""
        reason, entry = composed(reason), _composed(entry)
        with self.writing():
            targets = [self.at(position) for position in positions]
            retractions = []
            for stream in dict.fromkeys(r.stream for r in targets):
                gone = [r for r in targets if r.stream == stream]
                history = self._to_go_on(stream)
                for target in gone:
                    _retractable(target, history)
                    if why := target.event.for_good:
                        raise Refused(f"Event {target.position} cannot be retracted: {why}.")
                events = [EventRetracted(retracts=r.position, reason=reason) for r in gone]
                retractions += self._append(stream, history, events, entry)
            for stream in {r.stream for r in targets}:
                if not standing(self.history(stream)):
                    self._unmentioned(stream)
            return retractions

    def correct(
        self, position: int, changes: dict[str, Any], reason: str, entry: Entry
    ) -> list[Recorded]:
        """Retract an event and record the same kind again with `changes`, in its place."""
        reason, entry = composed(reason), _composed(entry)
        changes = {name: composed(value) for name, value in changes.items()}
        with self.writing():
            target = self.at(position)
            history = self._to_go_on(target.stream)
            _retractable(target, history)
            corrected = _changed(target.event, changes)
            if corrected == target.event and _said(entry) == _said(target.envelope):
                return []
            slot = target.envelope.corrects or target.position
            events = [EventRetracted(retracts=position, reason=reason), corrected]
            entry = msgspec.structs.replace(entry, corrects=slot)
            names.posts_known(self, [corrected], entry)
            return self._append(target.stream, history, events, entry)

    def _unmentioned(self, stream: str) -> None:
        """Refuse to take back the beginning of a record that others still name."""
        ref = split(stream)[1]
        words = f'"{ref}"', f'"{ref}:'
        for row in self.store.saying(*(word.encode() for word in words)):
            if row[1] == stream:
                continue
            recorded = decode(*row)
            if recorded in standing(self.history(recorded.stream)):
                raise Refused(
                    f"{ref} is named by {split(recorded.stream)[1]} (event {recorded.position})."
                    " Retract or correct that first."
                )

    # Keys: a command given twice is carried out once

    def keyed(self, key: str, digest: str) -> list[Recorded] | None:
        """What the command with this key recorded before, as its events say; or None if it is new.
        Raises Refused if the key was another command's."""
        row = self.store.command_key(key)
        if row is None or not str(row[1]).startswith(command_keys.TOKEN):
            return None
        events = self._from_to(row[2], row[3])
        if not events or any(one.envelope.command_key != key for one in events):
            raise Broken(f"The events do not say what the index says of {key!r}. {_VERIFY}")
        said = str(events[0].envelope.command_digest)
        if said.startswith(personal.ERASED):
            raise Refused(
                f"Text recorded with the key {key!r} was erased, so this command cannot be"
                f" compared with it. See event {events[0].position}, and give this command its own"
                " key."
            )
        if said != digest:
            raise Refused(
                f"The key {key!r} was used for another command. Give this command its own key."
            )
        return events

    def keyed_before(self, key: str, digest: str) -> list[Recorded] | None:
        """The events that the row of an earlier version names for this key, which say nothing of
        it themselves; or None where there is no such row. Raises Refused as `keyed` does."""
        row = self.store.command_key(key)
        if row is None or str(row[1]).startswith(command_keys.TOKEN):
            return None
        if row[1] != digest:
            raise Refused(
                f"The key {key!r} was used for another command. Give this command its own key."
            )
        return self._from_to(row[2], row[3])

    def _from_to(self, first: int, last: int) -> list[Recorded]:
        """The events of one command; none where no command recorded those."""
        if not 0 < first <= last <= self.size:
            return []
        together = self.at(first).envelope.correlation
        events = []
        for position in range(first, last + 1):
            events.append(self.at(position))
            if events[-1].envelope.correlation != together:
                return []
        return events

    def remember(self, key: str, digest: str, size_before: int) -> None:
        """Put a command into the index of keys, whose events hold the key. One that recorded
        nothing has used no key."""
        token = self.commitment_of(digest)
        if self.size == size_before:
            return
        assert token is not None and self.at(size_before + 1).envelope.command_key == key
        row: KeyRow = key, command_keys.TOKEN + token.hex(), size_before + 1, self.size
        self.store.put_command_keys([row])

    def keys_of_before(self) -> command_keys.Before:
        """The keys in the index that an earlier version wrote, which no event holds."""
        return command_keys.of_before(self.store.command_keys())

    def upgrade(self) -> dict[str, Any]:
        """Bring the store to the present layout, in the transaction under way: what is recorded of
        that. Raises Broken where it does not look as the version left it that it names."""
        was = self.store.upgrade()
        before = self.keys_of_before()
        return {
            "layout_was": was,
            "layout": self.store.layout,
            "keys_before": len(before.names),
            "keys_sha256": before.sha256,
        }


_VERIFY = "Run: govledger verify"


def _composed(entry: Entry) -> Entry:
    """An entry whose texts are as they are kept; of one that is signed, the name is as signed."""
    texts = ("date_reason", "source", "quote", "marking_reason", "on_behalf_of", "recorded_by")
    said = [(name, getattr(entry, name)) for name in texts]
    # What is in ASCII is as it is kept: every line of a batch comes by here.
    said = [(name, text) for name, text in said if text and not text.isascii()]
    changes = {name: kept for name, text in said if (kept := composed(text)) != text}
    if entry.authority == "signed":
        changes.pop("recorded_by", None)
    return msgspec.structs.replace(entry, **changes) if changes else entry


def _envelope(entry: Entry, corrects: int | None, now: datetime, clock: Any) -> Envelope:
    facts = msgspec.structs.asdict(entry) | {"corrects": corrects}
    return Envelope(**facts, recorded_at=now, clock=clock, nonce=secrets.token_hex(16))


def _not_yet(ref: str, history: list[Recorded], entry: Entry) -> Problem:
    stand = standing(history)
    if not stand:
        return NotFound(f"{ref} is not in the ledger. Check its spelling.")
    return Refused(
        f"{ref} begins on {day(stand[0].envelope.effective_on)}, so nothing can have happened to it"
        f" on {day(entry.effective_on)}. Check --on."
    )


def _stands(event: Event, by_then: Fold, entry: Entry) -> bool:
    """Whether the same was said for the same day already, and saying it again changes nothing."""
    if (event, entry.effective_on) not in by_then.told:
        return False
    state = by_then.state
    return state is not None and step(state, event, by_then.evolve).status == state.status


def _said(entry: Entry) -> tuple[Any, ...]:
    """What an entry says of its event, whoever recorded it: what a correction may put right."""
    day = entry.effective_on, entry.date_basis, entry.date_reason
    marking = entry.marking, entry.marking_reason
    return *day, entry.on_behalf_of, entry.source, entry.quote, entry.told_at, *marking


def _retractable(target: Recorded, history: list[Recorded]) -> None:
    if isinstance(target.event, EventRetracted):
        raise Refused(
            f"Event {target.position} is itself a retraction. Record again what was retracted."
        )
    for r in history:
        if isinstance(r.event, EventRetracted) and r.event.retracts == target.position:
            raise Refused(
                f"Event {target.position} was already retracted (event {r.position}):"
                f" {r.event.reason}"
            )


@cache
def _required(kind: type[Event]) -> frozenset[str]:
    return frozenset(field.name for field in msgspec.structs.fields(kind) if field.required)


def _changed(event: Event, changes: dict[str, Any]) -> Event:
    kind = type(event).__name__
    facts = {name: getattr(event, name) for name in event.__struct_fields__}
    for name, value in changes.items():
        if name not in facts:
            raise Misused(f"{kind} has no {name!r}; it has {', '.join(facts)}.")
        if name in event.fixed:
            raise Refused(
                f"{name!r} of {kind} is part of the reference or follows from the rules: it cannot"
                " be corrected. Retract the event (undo) and record what is right."
            )
        facts[name] = None if isinstance(value, str) and not value.strip() else value
        if facts[name] is None and name in _required(type(event)):
            raise Misused(f"{name!r} of {kind} cannot be empty.")
    try:
        return msgspec.convert(facts, type(event), strict=False)
    except msgspec.ValidationError as error:
        raise Misused(f"That does not fit {kind}: {error}.") from None
