"""The ledgers to measure: synthetic ones of any size, and the demo's."""

import compileall
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import _synth
from eventsourcing.persistence import StoredEvent

from _bench.harness import Figure, say
from ledger.application import Ledger
from ledger.codec import encode
from ledger.events import Entry, Envelope, Event
from ledger.records import actions
from ledger.registry import split
from ledger.store.sqlite import connections, schema
from projections import Projections, generations

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = Path(os.environ.get("GOVLEDGER_BENCH", ROOT / "build" / "bench"))
TAIL = 1_000  # Events beyond the generation in every synthetic ledger.
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
LAST_DAY = _synth.LAST.date()


class Upto(Ledger):
    """A ledger read as if it ended at an event: the rest is a tail to come."""

    upto = 0

    @property
    def size(self) -> int:
        return self.upto


def reader(path: Path, upto: int = 0) -> Ledger:
    if not upto:
        return Ledger.open(path, read_only=True)
    ledger = Upto.open(path, read_only=True)
    assert isinstance(ledger, Upto)
    ledger.upto = upto
    return ledger


def projected(ledger: Ledger) -> None:
    """See that there is a generation of all of a ledger, however short it is."""
    with Projections(ledger) as now:
        done = now.generation == now.size
    if not done:
        generations.build(ledger)


class Books:
    """The two ledgers of a run: of `events` and of a tenth of that, each with a tail after it.
    `against` is a folder that holds an old version of the program, or None."""

    def __init__(self, events: int, against: str | None = None) -> None:
        self.events, self.tenth = events, max(events // 10, 1_000)
        self.large, self.small = kept(events), kept(self.tenth)
        for folder in ("ledger", "projections", "commands"):  # As when it is installed.
            compileall.compile_dir(ROOT / folder, quiet=2)
        self.top = self.work = Path(tempfile.mkdtemp(prefix="work-", dir=KEPT))
        self.against = _version(against, self.top / "against") if against else None
        self._demo: Path | None = None
        self._took: float | None = None

    def some(self, count: int) -> int:
        """So many events or lines, or fewer where the ledgers themselves are small."""
        return min(count, self.events // 10)

    def begin(self, name: str) -> None:
        """A measurement has a folder and anchors of its own: copies of one ledger that go separate
        ways would be called forks."""
        self.work = self.top / name
        anchors, made = self.work / "anchors", KEPT / "generations"
        for folder in (anchors, made):
            folder.mkdir(parents=True, exist_ok=True)
        (anchors / "generations").symlink_to(made)  # Those of the kept ledgers stay known.
        os.environ["GOVLEDGER_ANCHORS"] = str(anchors)

    def demo(self) -> Path:
        """A copy of the demo's ledger, which is made once a run."""
        if self._demo is None:
            say("recording the demo")
            self._took, self._demo = play_demo(self.top, ROOT)
        return self.copy(self._demo, "demo")

    def played(self) -> float:
        """Processor seconds of the demo: of the one already made here, once; then of another."""
        took, self._took = self._took, None
        return took or play_demo(self.work, ROOT)[0]

    def copy(self, source: Path, name: str) -> Path:
        """A new file each time: the -wal of an old one would be taken for its own."""
        folder = Path(tempfile.mkdtemp(dir=self.work))
        target = folder / f"{name}.ledger"
        for rest in ("", "-wal"):
            if Path(f"{source}{rest}").exists():
                shutil.copy(f"{source}{rest}", f"{target}{rest}")
        return target

    def close(self) -> None:
        shutil.rmtree(self.top, ignore_errors=True)


def kept(count: int) -> Path:
    KEPT.mkdir(parents=True, exist_ok=True)
    layout = f"{schema.VERSION} {schema.script()}"
    made_by = Path(_synth.__file__).read_bytes() + layout.encode()
    path = KEPT / f"synth-{sha256(made_by).hexdigest()[:8]}-{count}.ledger"
    if not path.exists():
        say(f"making a ledger of {count:,} events")
        forget(f"synth-*-{count}.*")
        _synth.make(path, count + TAIL)
    return path


def forget(pattern: str) -> None:
    """Remove what an earlier version of the program kept."""
    for old in KEPT.glob(pattern):
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()


def _version(commit: str, to: Path) -> Path | None:
    """The program as it was at a commit, unpacked; None if that commit cannot be had."""
    to.mkdir()
    words = ["git", "-C", str(ROOT), "archive", commit, "ledger", "projections", "commands"]
    packed = subprocess.run(words, check=False, capture_output=True)
    if packed.returncode:
        say(f"{commit} is not in this repository: nothing is measured against it")
        return None
    subprocess.run(["tar", "-x", "-C", to], input=packed.stdout, check=True)
    compileall.compile_dir(to, quiet=1)
    return to


def play_demo(work: Path, tree: Path) -> tuple[float, Path]:
    """Processor seconds of a version's demo after its set-up, and the ledger it leaves."""
    folder = Path(tempfile.mkdtemp(prefix="demo-", dir=work))
    for name in ("scripts", "demo"):
        shutil.copytree(tree / name, folder / name)
    (folder / ".venv" / "bin").mkdir(parents=True)
    for lock in ROOT.glob("requirements*.lock"):
        shutil.copy(lock, folder)
        shutil.copy(lock, folder / ".venv" / f".{lock.name}")  # It is set up already.
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    command = folder / ".venv" / "bin" / "govledger"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m commands "$@"\n')
    python.chmod(0o755)
    command.chmod(0o755)
    path = f"{tree}{os.pathsep}{folder / 'scripts'}"
    env = os.environ | {"PYTHONPATH": path, "HOME": str(folder)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([folder / "scripts" / "demo"], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, env=env)  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, folder / "build" / "demo" / "west-mercia.ledger"


class Feed:
    """Progress on the actions of a ledger that were last touched, ready to be appended."""

    def __init__(self, path: Path) -> None:
        raw = sqlite3.connect(path)
        self.size = raw.execute("SELECT max(position) FROM stored_events").fetchone()[0]
        self.versions: dict[str, int] = dict(
            raw.execute(
                "SELECT originator_id, max(originator_version) FROM stored_events"
                " WHERE originator_id GLOB 'action:*' GROUP BY originator_id"
                " ORDER BY max(position) DESC LIMIT 1000"
            )
        )
        raw.close()
        self.streams = list(self.versions)
        self.rng = random.Random(7)

    def take(self, count: int) -> list[StoredEvent]:
        return [self._one() for _ in range(count)]

    def _one(self) -> StoredEvent:
        stream = self.rng.choice(self.streams)
        self.versions[stream] += 1
        event = actions.ActionProgressed(text=" ".join(self.rng.choices(_synth.WORDS, k=12)))
        return self._stored(stream, self.versions[stream], event)

    def raised(self, count: int) -> list[StoredEvent]:
        """New actions, open and owned by the Chief Constable."""
        event = actions.ActionRaised(title="share the findings", owners=("CC",), due=NOW.date())
        return [self._stored(f"action:A-{NOW.year}-{n:03}", 1, event) for n in range(1, count + 1)]

    def _stored(self, stream: str, version: int, event: Event) -> StoredEvent:
        envelope = Envelope(
            **{name: getattr(ENTRY, name) for name in ENTRY.__struct_fields__},
            recorded_at=NOW,
            nonce=self.rng.randbytes(16).hex(),
        )
        return StoredEvent(stream, version, type(event).__name__, encode(event, envelope))

    def rows(self, count: int) -> list[tuple[Any, ...]]:
        """The same as whole rows, with a hash, for sqlite3 as it is."""
        rows = []
        for event in self.take(count):
            self.size += 1
            place = (self.size, event.originator_id, event.originator_version, event.topic)
            rows.append((*place, event.state, sha256(event.state).digest()))
        return rows


ENTRY = Entry(
    recorded_by="Jackie Irvin",
    authority="asserted",
    effective_on=NOW.date(),
    correlation="0" * 32,
    source="assurance-2018-02-27:126",
    source_sha256="ab" * 32,
)


class Raw:
    """sqlite3 alone, on a file with the ledger's schema, triggers, pragmas and durability."""

    def __init__(self, path: Path) -> None:
        self.feed = Feed(path)
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in connections.WRITE_PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")

    def append(self, count: int, each: int) -> float:
        """Seconds for `count` events in transactions of `each`."""
        execute, executemany = self.connection.execute, self.connection.executemany
        statement = "INSERT INTO stored_events VALUES (?,?,?,?,?,?)"
        batches = [self.feed.rows(each) for _ in range(count // each)]
        started = time.perf_counter()
        for batch in batches:
            execute("BEGIN IMMEDIATE")
            if each == 1:
                execute(statement, batch[0])
            else:
                executemany(statement, batch)
            execute("COMMIT")
        return time.perf_counter() - started


# The figures, by name
def open_actions(ledger: Ledger) -> list[str]:
    going_on = ("ActionRaised", "ActionProgressed", "ActionDueExtended", "ActionOwnerChanged")
    last = ledger.store.query(
        "SELECT originator_id, topic, max(originator_version) FROM stored_events"
        " WHERE originator_id GLOB 'action:*' GROUP BY originator_id"
    )
    return [split(stream)[1] for stream, topic, _ in last if topic in going_on]


def scale(name: str, value: float, books: Books) -> Figure:
    note = f"an event at {books.events:,} beside one at {books.tenth:,}"
    return Figure(f"{name}, growth", value, "times", at_most=1.3, note=note)
