"""The book all events are written in: load, decide, append, in one write transaction.

Two optimistic writers would both have to decide again; here the second waits until the first has
written, then decides on what it finds. So a rule may look at any record, and a command or a whole
batch either stands or leaves nothing.
"""

import errno
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, Transcoder
from eventsourcing.utils import Environment, EnvType

from ledger import characters, said_there, services, succession, unknown
from ledger.characters import composed
from ledger.codec import WireMapper, decode, encode
from ledger.errors import Broken, Misused, NotFound, Problem, Refused, Unavailable
from ledger.events import (
    Entry,
    Envelope,
    Event,
    EventRetracted,
    Fold,
    Recorded,
    Rule,
    State,
    day,
    fold,
    folded,
    standing,
    step,
)
from ledger.integrity import merkle
from ledger.known import Known
from ledger.privacy import personal
from ledger.records import policies, posts
from ledger.registry import record_kind, split
from ledger.storage_errors import unavailable
from ledger.store.sqlite import header as first_page
from ledger.store.sqlite import keys, layouts, recorder
from ledger.store.sqlite.reads import SELECT as _SELECT
from ledger.store.sqlite.reads import Row
from ledger.store.sqlite.unit import Unit
from ledger.system import disk, paths, underway
from ledger.uk import day_of


class Clock:
    """The time at which the ledger learns things; `fixed` where a person has set it."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self.fixed = fixed

    def now(self) -> datetime:
        return self.fixed or datetime.now(UTC)


class Ledger(Application[str]):
    """One ledger file. Open it with `Ledger.open(path)`, make it with `Ledger.create(path)`."""

    def __init__(self, path: Path, *, read_only: bool = False, clock: Clock | None = None) -> None:
        self.path = path
        self.clock = clock or Clock()
        # The folder of anchors, where it is not the one that the environment says.
        self.anchors: Path | None = None
        # Whether it may be written is asked when it first is, of the state that is then.
        self.guard: Callable[[Ledger], None] | None = None
        self._copied: bool | None = None
        self.mixed_meant = False  # Words that mix alphabets are recorded as they are.
        super().__init__(
            {
                "PERSISTENCE_MODULE": "ledger.store.sqlite.recorder:Factory",
                "SQLITE_DBNAME": recorder.uri(path, read_only=read_only),
                "SQLITE_READ_ONLY": "y" if read_only else "n",
                "ORIGINATOR_ID_TYPE": "text",
                "CREATE_TABLE": "n",
            }
        )
        self.recorder: recorder.Recorder

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        # The library lets os.environ override an application's own settings: a stray
        # PERSISTENCE_MODULE would send the record to memory. Ours are the only ones.
        return Environment(name, dict(env or {}))

    def construct_transcoder(self) -> Transcoder:
        return None  # type: ignore[return-value]

    def construct_mapper(self) -> Mapper[str]:
        return WireMapper(transcoder=self.construct_transcoder())

    # Opening

    held: first_page.Held | None = None

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
        with unavailable(Path(path)):
            path = _resolved(Path(path))
            if path.exists() and not path.is_file():
                raise Unavailable(f"{path} is not a file, so not a ledger. Look at --ledger.")
            if not path.exists():
                raise Unavailable(f"There is no ledger at {path}. Make one with: govledger init")
        if network := recorder.network_filesystem(path):
            raise Unavailable(
                f"{path} is on a network share ({network}), where a ledger can be damaged by two"
                " writers. Move it to a disk of this machine."
            )
        if os.path.lexists(f"{path}-journal"):
            raise Unavailable(
                f"{path}-journal is there, which govledger never makes: to open the ledger would be"
                f" to write it in. Move it away. {_VERIFY}"
            )
        with unavailable(path):
            header, held = first_page.read(path)
            if not _is_one(header):
                raise Unavailable(f"{path} is not a ledger. Look at the path (--ledger).")
            pages = int.from_bytes(header[16:18], "big") * int.from_bytes(header[28:32], "big")
            wal = Path(f"{path}-wal")
            # While a -wal is carried over, the first page may be ahead of the rest of the file.
            settled = not wal.exists() or wal.stat().st_size == 0
            if settled and path.stat().st_size < pages:
                raise Unavailable(
                    f"{path} is cut short: it should have {pages:,} bytes and has"
                    f" {path.stat().st_size:,}. Put back a whole copy, then run: govledger verify"
                )
            if not read_only and not os.access(path, os.W_OK):
                raise Unavailable(f"{path} cannot be written: look at who may write it.")
            ledger = cls(path, read_only=read_only, clock=clock)
            if not read_only and header[18:20] != _WAL:
                ledger.query("PRAGMA journal_mode=WAL")
            version = int.from_bytes(header[60:64], "big")
            if read_only or not settled or version != recorder.SCHEMA_VERSION:
                version = ledger.query("PRAGMA user_version")[0][0]
            if version > recorder.SCHEMA_VERSION:
                raise Unavailable(f"{path} was made by a later govledger. Use that version.")
            readable = read_only and version >= layouts.READABLE
            if version < recorder.SCHEMA_VERSION and not (readable or upgrading):
                ledger.close()
                raise Unavailable(
                    f"{path} was made by an earlier govledger (layout {version}). Keep a copy, then"
                    " run: govledger upgrade"
                )
            ledger.held = held
            if settled:  # Asked of the store otherwise.
                ledger._copied = header[68:72] == recorder.COPY_ID.to_bytes(4, "big")
        return ledger

    @classmethod
    def create(cls, path: Path | str, *, identity: str | None = None, copy: bool = False) -> None:
        """Make an empty ledger at `path`: whole or not at all. Raises Refused if there is one.
        `identity`: that of the ledger whose events it takes in again (a UUID); else a new one.
        `copy`: the file is marked as a copy, of which no anchor is kept."""
        with unavailable(Path(path)):
            path = _resolved(Path(path))
            if not path.parent.is_dir():
                raise Unavailable(f"There is no folder {path.parent} to make a ledger in.")
            if path.exists():
                raise Refused(
                    f"There is a file at {path} already; a ledger is never made over one."
                )
        if network := recorder.network_filesystem(path.parent):
            raise Unavailable(f"{path} would be on a network share ({network}). Use a local disk.")
        draft = path.with_name(f".{path.name}.{uuid4().hex}")
        given = UUID(identity) if identity else uuid4()
        mark = recorder.COPY_ID if copy else recorder.APPLICATION_ID
        with unavailable(path), underway.gone_after(draft):
            raw = None
            try:
                draft.touch(0o600, exist_ok=False)  # Personal values are in it, in clear.
                raw = sqlite3.connect(draft)
                raw.executescript(
                    f"PRAGMA synchronous=FULL;"
                    f"PRAGMA application_id={mark};"
                    f"PRAGMA user_version={recorder.SCHEMA_VERSION};"
                    f"BEGIN; {recorder.SCHEMA}"
                    f"INSERT INTO ledger VALUES (1, '{given}'); COMMIT;"
                )
                recorder.add_digests(raw)
                raw.commit()
                # Last: on a full disk, closing would leave the rest in the -wal unsaid.
                raw.execute("PRAGMA journal_mode=WAL")
                raw.close()
                disk.put_new(draft, path)
            except FileExistsError:
                raise Refused(f"There is a file at {path} already.") from None
            finally:
                if raw is not None:
                    raw.close()
                for rest in ("-wal", "-shm"):
                    Path(f"{draft}{rest}").unlink(missing_ok=True)

    # Reading

    def query(self, statement: str, params: Sequence[Any] = ()) -> list[Any]:
        with unavailable(self.path), self.recorder.reading() as cursor:
            return cursor.execute(statement, params).fetchall()

    def rows(self, statement: str, params: Sequence[Any] = ()) -> list[Row]:
        """Stored events, of a statement that begins as `_SELECT`, with personal values in clear."""
        return personal.disclose(self.query, self.query(statement, params))

    @cached_property
    def identity(self) -> str:
        unit = self.recorder.at_work
        rows = [(unit.identity,)] if unit else self.query("SELECT identity FROM ledger")
        if not rows or rows[0][0] is None:
            raise Broken(f"The identity of {self.path} is missing. Run: govledger verify")
        if not paths.is_identity(rows[0][0]):  # It names folders of this machine.
            raise Broken(
                f"The identity of {self.path} is {rows[0][0]!r}, which no ledger has: the file was"
                " changed, and is not used. Put back a whole copy."
            )
        return str(rows[0][0])

    @property
    def copied(self) -> bool:
        """Whether the file is marked as a copy, unpacked from an audit pack."""
        if self._copied is None:
            with unavailable(self.path):
                self._copied = self.recorder.copied()
        return self._copied

    def take_up(self) -> None:
        """Take the mark of a copy off, in the transaction that is under way."""
        self.recorder.take_up()
        self._copied = None

    @property
    def size(self) -> int:
        """How many events there are, as the store keeps count."""
        return self._log_head()[0]

    @property
    def head(self) -> tuple[int, bytes]:
        """How many events there are, and the root of their tree, as the store keeps them."""
        size, frontier = self._log_head()
        return size, merkle.root(merkle.unpack(frontier))

    def _log_head(self) -> tuple[int, bytes]:
        unit = self.recorder.at_work
        if unit is not None:
            return unit.size, merkle.pack(unit.frontier)
        rows = self.query("SELECT size, frontier FROM log_head")
        if not rows or not isinstance(rows[0][0], int) or not isinstance(rows[0][1], bytes):
            raise Broken(f"The head of {self.path} is missing or changed. Run: govledger verify")
        size, frontier = rows[0]
        return size, frontier

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the ledger for whatever is read inside, each thing once."""
        with unavailable(self.path), self.recorder.snapshot():
            yield

    @property
    def _known(self) -> Known:
        """What was read before in the transaction under way; where none is, nothing."""
        kept = self.recorder.known
        if kept is None:
            return Known()
        if (known := kept.get("read")) is None:
            known = kept["read"] = Known()
        return known

    def _decoded(self, rows: list[Row]) -> list[Recorded]:
        return [decode(*row) for row in personal.disclose(self._asked, rows)]

    def _asked(self, statement: str, params: Sequence[Any] = ()) -> list[Any]:
        with unavailable(self.path):
            return self.recorder.ask(statement, params)

    def _read(self, streams: Iterable[str] = (), kinds: Iterable[str] = ()) -> Known:
        """What is known, with all of these streams, and of these kinds."""
        known = self._known
        asked = known.missing(streams)
        whole = [kind for kind in kinds if kind not in known.whole]
        if asked or whole:
            with unavailable(self.path):
                rows = self.recorder.histories(asked, whole)
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
        rows = self.rows(_SELECT + " WHERE position = ?", [position])
        if not rows:
            raise NotFound(f"There is no event {position}; the ledger has {self.size}.")
        return decode(*rows[0])

    def after(self, position: int, limit: int = 10_000) -> Iterator[Recorded]:
        """Every event after `position`, in order, a page at a time."""
        while page := self.rows(
            _SELECT + " WHERE position > ? ORDER BY position LIMIT ?", [position, limit]
        ):
            yield from (decode(*row) for row in page)
            if page[-1][0] <= position:  # A damaged file, whose pages lead in a circle.
                raise Broken(f"The events of {self.path} cannot be read. Run: govledger verify")
            position = page[-1][0]

    def first_events(self, after: int, upto: int) -> list[Recorded]:
        """The event that begins each record, of those begun between two positions."""
        where = " WHERE position > ? AND position <= ? AND originator_version = 1"
        return [decode(*row) for row in self.rows(_SELECT + where, [after, upto])]

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
            with unavailable(self.path):
                begun = self.recorder.begun(asked)
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
            with unavailable(self.path):
                since = f"{record}:{letter}-{year - 1}-"
                rows = self.recorder.mentioning(since, record, meeting)
            streams = known.take(rows, self._decoded)
            quoted = f'"{meeting}"'.encode()
            waiting = self.recorder.at_work.waiting.events if self.recorder.at_work else []
            more = [s for _, s, _, _, state, _ in waiting if quoted in state]
            streams += [s for s in dict.fromkeys(more) if s not in streams and s >= since]
            streams = [s for s in streams if s.startswith(f"{record}:")]
            known.named[record, meeting] = streams
        begun = (standing(known.history(stream))[:1] for stream in streams)
        return [r for first in begun for r in first if getattr(r.event, "meeting", None) == meeting]

    def exists(self, record: str, ref: str) -> bool:
        return bool(self.existing([f"{record}:{ref}"]))

    def existing(self, streams: Iterable[str]) -> set[str]:
        """Those of these streams that there are."""
        streams = list(streams)
        if self.recorder.known is not None:  # They are looked into next.
            known = self._read(streams)
            return {stream for stream in streams if known.history(stream)}
        with unavailable(self.path):
            return set(self.recorder.begun([], streams))

    def next_ref(self, record: str, year: int) -> str:
        """The next free reference of a numbered kind, A-2018-003: given in order, never reused."""
        beginning = f"{record_kind(record).numbered}-{year}-"
        known, prefix = self._known, f"{record}:{beginning}"
        if prefix not in known.numbers:
            with unavailable(self.path):
                last = self.recorder.last(prefix)
            while known.history(f"{prefix}{last + 1:03}"):
                last += 1
            known.numbers[prefix] = last
        ref = f"{beginning}{known.numbers[prefix] + 1:03}"
        known.histories.setdefault(f"{record}:{ref}", [])
        return ref

    # Personal values

    def commitment_of(self, value: str) -> bytes | None:
        """What stands in the events for a personal value that is kept already."""
        with unavailable(self.path):
            return self.recorder.commitment_of(value)

    def keep(self, commitment: bytes, salt: bytes, value: str) -> None:
        """Keep a personal value, in the transaction that is under way."""
        self.recorder.keep(commitment, salt, value)

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction around whatever is recorded inside: all of it stands, or none."""
        with unavailable(self.path), self.recorder.unit():
            if self.guard is not None:
                self.guard(self)
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
                history = defined = services.define_statutory(self, ref, entry)
            by_then = self._known.folds.get(stream)
            if by_then is None or not by_then.is_of(entry.effective_on):
                on = entry.effective_on
                then = [r for r in standing(history) if r.envelope.effective_on <= on]
                by_then = folded(ref, then, kind.evolve)
            state = by_then.state
            if state is None and not new:
                raise _not_yet(ref, history, entry)
            case = services.Case(self, record, ref, entry, facts)
            facts = facts | services.gathered(case, rule)
            events = [e for e in rule(state, **facts) if not _stands(e, by_then, entry)]
            services.posts_known(self, events, entry)
            appended = [*defined, *self._append(stream, history, events, entry)]
            if record == "action":
                appended += services.follow(self, ref, appended, entry)
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
        unit = self.recorder.at_work
        assert unit is not None
        now, clock = self._instant(unit)
        if entry.authority != "signed":
            self._may_be_unsigned(ref, history, events, day_of(now))
        version = history[-1].version if history else 0
        appended = []
        for number, event in enumerate(events, 1):
            corrects = entry.corrects if not isinstance(event, EventRetracted) else None
            envelope = _envelope(entry, corrects, now, clock)
            appended.append(
                Recorded(
                    position=unit.size + number,
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
                services.still_apart(self, ref, history, [*history, *appended])
        for one in appended:
            if characters.harmless(encode(one.event, one.envelope)):
                continue
            names = frozenset(personal.personal_fields(type(one.event))) | {"recorded_by"}
            characters.check(one.event, one.envelope, names, meant=self.mixed_meant)
        stored = [self.mapper.to_stored_event(personal.conceal(self, r)) for r in appended]
        self.recorder.append(stored)
        self._known.add(history, appended, [one.state for one in stored])
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
                    f"{ref}: this office has that signed (policy {policy}). Sign the command"
                    " with your key: --sign FILE (govledger help signing)."
                )

    @property
    def today(self) -> date:
        """The day in the United Kingdom, by its clock."""
        return day_of(self.clock.now())

    def _instant(self, unit: Unit) -> tuple[datetime, Any]:
        """Now, or the last instant recorded where the clock has gone back."""
        now = self.clock.now()
        if unit.size and unit.last is None:
            raise Broken(f"{self.path} does not end as it did. Run: govledger verify")
        if unit.last is not None:
            ours = self._known.appended.get(unit.size)
            last = ours or decode(unit.size, "the last one", 0, "", unit.last)
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
                        raise Refused(f"Event {target.position} is not taken back: {why}.")
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
            services.posts_known(self, [corrected], entry)
            return self._append(target.stream, history, events, entry)

    def _unmentioned(self, stream: str) -> None:
        """Refuse to take back the beginning of a record that others still name."""
        ref = split(stream)[1]
        mentions = self.rows(
            _SELECT + " WHERE originator_id != ? AND (instr(state, ?) OR instr(state, ?))",
            [stream, f'"{ref}"', f'"{ref}:'],
        )
        for row in mentions:
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
        row = self._key(key)
        if row is None or not str(row[1]).startswith(keys.TOKEN):
            return None
        events = self._from_to(row[2], row[3])
        if not events or any(one.envelope.command_key != key for one in events):
            raise Broken(f"The events do not say what the index says of {key!r}. {_VERIFY}")
        said = str(events[0].envelope.command_digest)
        if said.startswith(personal.ERASED):
            raise Refused(
                f"What was typed with the key {key!r} was erased, so this cannot be compared with"
                f" it. See event {events[0].position}, and give this one a key of its own."
            )
        if said != digest:
            raise Refused(f"The key {key!r} was used for another command. Give this one its own.")
        return events

    def keyed_before(self, key: str, digest: str) -> list[Recorded] | None:
        """The events that the row of an earlier version names for this key, which say nothing of
        it themselves; or None where there is no such row. Raises Refused as `keyed` does."""
        row = self._key(key)
        if row is None or str(row[1]).startswith(keys.TOKEN):
            return None
        if row[1] != digest:
            raise Refused(f"The key {key!r} was used for another command. Give this one its own.")
        return self._from_to(row[2], row[3])

    def _key(self, key: str) -> keys.Row | None:
        rows = self.query(
            "SELECT key, digest, first_position, last_position FROM command_key WHERE key = ?",
            [key],
        )
        return rows[0] if rows else None

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
        row = (key, keys.TOKEN + token.hex(), size_before + 1, self.size)
        with self.recorder.writing() as cursor:
            cursor.execute("INSERT INTO command_key VALUES (?,?,?,?)", row)
            recorder.add_digest(cursor, key)

    def keys_of_before(self) -> keys.Before:
        """The keys in the index that an earlier version wrote, which no event holds."""
        with unavailable(self.path), self.recorder.reading() as cursor:
            return keys.of_before(cursor)

    # The layout of the file

    LAYOUT = recorder.SCHEMA_VERSION

    @property
    def layout(self) -> int:
        return int(self.query("PRAGMA user_version")[0][0])

    def upgrade(self) -> dict[str, Any]:
        """Bring the file to the present layout, in the transaction under way: what is recorded of
        that. Raises Broken where it does not look as the version left it that it names."""
        with unavailable(self.path), self.recorder.writing() as cursor:
            if layouts.version_of(cursor) == recorder.SCHEMA_VERSION:
                raise Refused(f"{self.path} has the present layout: there is nothing to upgrade.")
            was = layouts.upgrade(cursor)
            before = keys.of_before(cursor)
        return {
            "layout_was": was,
            "layout": recorder.SCHEMA_VERSION,
            "keys_before": len(before.names),
            "keys_sha256": before.sha256,
        }


_VERIFY = "Run: govledger verify"
_WAL = b"\2\2"  # The versions of the file's format that say so.
_APPLICATION_IDS = [mark.to_bytes(4, "big") for mark in (recorder.APPLICATION_ID, recorder.COPY_ID)]


def is_ledger(path: Path) -> bool:
    """Whether a file, by how it begins, is a ledger."""
    try:
        return path.is_file() and _is_one(first_page.read(path)[0])
    except OSError:
        return False


def _is_one(header: bytes) -> bool:
    return header[:16] == b"SQLite format 3\0" and header[68:72] in _APPLICATION_IDS


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as error:  # Links in a circle; an OSError from Python 3.13 on.
        raise OSError(errno.ELOOP, str(error), str(path)) from error


def _composed(entry: Entry) -> Entry:
    """An entry whose texts are as they are kept; of one that is signed, the name is as signed."""
    texts = ("date_reason", "source", "quote", "marking_reason", "on_behalf_of", "recorded_by")
    said = {name: getattr(entry, name) for name in texts}
    changes = {name: kept for name, text in said.items() if (kept := composed(text)) != text}
    if entry.authority == "signed":
        changes.pop("recorded_by", None)
    return msgspec.structs.replace(entry, **changes) if changes else entry


def _envelope(entry: Entry, corrects: int | None, now: datetime, clock: Any) -> Envelope:
    facts = msgspec.structs.asdict(entry) | {"corrects": corrects}
    return Envelope(**facts, recorded_at=now, clock=clock, nonce=secrets.token_hex(16))


def _not_yet(ref: str, history: list[Recorded], entry: Entry) -> Problem:
    stand = standing(history)
    if not stand:
        return NotFound(f"{ref} is not in the ledger. Look at its spelling.")
    return Refused(
        f"{ref} begins on {day(stand[0].envelope.effective_on)}, so nothing can have happened to it"
        f" on {day(entry.effective_on)}. Look at the date (--on)."
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
                f"Event {target.position} was retracted already (event {r.position}):"
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
                f"{name!r} of {kind} is part of the reference or follows from the rules: it is not"
                " corrected. Retract the event (undo) and record what is right."
            )
        facts[name] = None if isinstance(value, str) and not value.strip() else value
        if facts[name] is None and name in _required(type(event)):
            raise Misused(f"{name!r} of {kind} cannot be empty.")
    try:
        return msgspec.convert(facts, type(event), strict=False)
    except msgspec.ValidationError as error:
        raise Misused(f"That does not fit {kind}: {error}.") from None
