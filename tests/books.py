"""Ledgers for the tests of the store: made, filled, tampered with, and used by other processes."""

import os
import shutil
import sqlite3
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from eventsourcing.persistence import StoredEvent
from made import created

from ledger import command_keys
from ledger import leaf as leaves
from ledger.application import Clock, Ledger
from ledger.codec import encode
from ledger.events import Entry, Envelope, Event, Recorded, State
from ledger.integrity import merkle
from ledger.records import actions, inspections
from ledger.services import names

NOBODY = 65534
TITLE = "Write to the Home Office about the cells at Nottingham"


class Loose(Ledger):
    """A ledger in which the records that an event names, other than posts, need not be there: an
    answer is told of one record at a time."""

    def _has_come(self, on: date) -> None:
        """A test says what is so on any day."""

    def _fits_the_rest(self, stream: str, events: Sequence[Event], entry: Entry) -> None:
        names.posts_known(self, events, entry)

    def state(self, record: str, ref: str, *, on: Any = None) -> State | None:
        """A report that is not there is taken for a published one."""
        found = super().state(record, ref, on=on)
        if found is None and on is not None and record == "inspection":
            return inspections.Inspection(ref=ref, status="published")
        return found


def entry(**more: Any) -> Entry:
    said = {"recorded_by": "M Clerk", "authority": "asserted", "correlation": "test"}
    return Entry(**(said | {"effective_on": date(2018, 2, 27)} | more))


def raise_action(ledger: Ledger, number: int, title: str = TITLE, **facts: Any) -> list[Recorded]:
    ref = f"A-2018-{number:03}"
    rule = actions.raise_action
    return ledger.record("action", ref, rule, entry(), new=True, title=title, **facts)


def keyed(ledger: Ledger, key: str, digest: str = "digest", number: int = 1, text: str = "") -> int:
    """Progress of an action recorded by a command that was given a key; its position."""
    with ledger.writing():
        before, said = ledger.size, entry(command_key=key, command_digest=digest)
        ref, told = f"A-2018-{number:03}", text or f"by {key}"
        ledger.record("action", ref, actions.progress, said, text=told)
        command_keys.remember(ledger, key, digest, before)
    return before + 1


def progress(ledger: Ledger, number: int, text: str) -> list[Recorded]:
    return ledger.record("action", f"A-2018-{number:03}", actions.progress, entry(), text=text)


def filled(path: Path, streams: int = 4, each: int = 3) -> Path:
    """A ledger at `path` of `streams` actions, each raised and then progressed, in turns."""
    created(path)
    ledger = Ledger.open(path, clock=Clock(datetime(2018, 2, 28, 9, tzinfo=UTC)))
    with ledger.writing():
        for turn in range(each):
            for number in range(1, streams + 1):
                if turn == 0:
                    raise_action(ledger, number)
                else:
                    progress(ledger, number, f"step {turn}")
    ledger.close()
    return path


def stored(number: int, version: int = 1, stream: str | None = None) -> StoredEvent:
    """An event for the recorder itself, past the rules."""
    envelope = Envelope(
        **{name: getattr(entry(), name) for name in Entry.__struct_fields__},
        recorded_at=datetime(2018, 2, 28, 9, tzinfo=UTC),
        nonce="0" * 32,
    )
    state = encode(actions.ActionRaised(title=TITLE), envelope)
    return StoredEvent(stream or f"action:A-2018-{number:03}", version, "ActionRaised", state)


@contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """The file with its triggers out of the way, put back afterwards as if nothing had been."""
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA synchronous = OFF")
    triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    yield raw
    raw.commit()
    for _, text in triggers:
        raw.execute(text)
    raw.close()


def rehash(raw: sqlite3.Connection, *positions: int) -> None:
    """Give the rows (all, if none are named) the leaf hashes that fit what they hold now."""
    rows = raw.execute(
        "SELECT position, originator_id, originator_version, topic, state FROM stored_events"
    ).fetchall()
    for row in rows:
        if not positions or row[0] in positions:
            hashed = merkle.leaf_hash(leaves.leaf(*row))
            raw.execute(
                "UPDATE stored_events SET leaf_hash = ? WHERE position = ?", [hashed, row[0]]
            )


def rewrite_head(raw: sqlite3.Connection) -> None:
    """Make the head, and the stored tree, those of whatever rows there are now."""
    frontier: list[bytes] = []
    tiles: list[merkle.Tile] = []
    hashes = raw.execute("SELECT leaf_hash FROM stored_events ORDER BY position").fetchall()
    size = merkle.extend(frontier, 0, (row[0] for row in hashes), tiles)
    raw.execute("DELETE FROM tile")
    raw.executemany("INSERT INTO tile VALUES (?,?,?)", tiles)
    raw.execute("UPDATE log_head SET size = ?, frontier = ?", [size, merkle.pack(frontier)])
    raw.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'stored_events'", [size])


def copied(source: Path, target: Path) -> Path:
    """What is on the disk at this moment: the file and, if there is one, its -wal."""
    shutil.copy(source, target)
    if Path(f"{source}-wal").exists():
        shutil.copy(f"{source}-wal", f"{target}-wal")
    return target


def child(work: Callable[[], object], *, user: int | None = None) -> int:
    """A forked process that does `work` and ends; its number."""
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        if user is not None:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def all_done(numbers: list[int]) -> bool:
    """Whether all of them did; every one is waited for."""
    return False not in [done(number) for number in numbers]


def done(number: int) -> bool:
    """Whether that process ended well."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 0


def said_by(work: Callable[[], str], *, user: int | None = None) -> str:
    """What `work` returns, or the kind and words of what it raises, in a process of its own."""
    hear, say = os.pipe()

    def speak() -> None:
        try:
            said = work()
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
        os.write(say, said.encode())

    number = child(speak, user=user)
    os.close(say)
    with os.fdopen(hear) as pipe:
        said = pipe.read()
    assert done(number)
    return said
