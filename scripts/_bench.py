"""What recording, rebuilding and asking cost, each against a baseline measured in the same run.

Machines differ and are noisy: what is compared runs in turns, and a ratio is the median of the
ratios of the turns. The ledgers are synthetic (_synth.py) and kept in build/bench for the next run.
"""

import argparse
import io
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import _synth
import duckdb
import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from eventsourcing.persistence import StoredEvent, Tracking
from eventsourcing.popo import POPOTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner

from commands import run
from commands.desk.app import App
from ledger import actions, seals
from ledger.book import Clock, Ledger
from ledger.kinds import event_kinds, split
from ledger.records import Entry, Envelope, Recorded
from ledger.store import sqlite
from ledger.verify import verify
from ledger.wire import encode
from projections import Projections, events, generations

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "bench"
TAIL = 1_000  # Events beyond the generation in every synthetic ledger.
RUNNER_EVENTS = 2_000
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
LAST_DAY = _synth.LAST.date()
UK = ZoneInfo("Europe/London")


class Figure(msgspec.Struct):
    """One measurement. `at_least` or `at_most` is its target, if it has one."""

    name: str
    value: float
    unit: str  # "of" a baseline or "times" it, "ms", "MB"
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.value <= self.at_most if self.at_most is not None else None


# Measuring


def timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(runs: int, *works: Callable[[], float]) -> list[list[float]]:
    """The seconds each work says it took, a list a work; every other turn goes backwards."""
    found: list[list[float]] = [[] for _ in works]
    order = list(range(len(works)))
    for _ in range(runs):
        for at in order:
            found[at].append(works[at]())
        order.reverse()
    return found


def ratio(ones: list[float], others: list[float]) -> float:
    return median(one / other for one, other in zip(ones, others, strict=True))


def rate(count: int, seconds: list[float]) -> str:
    return f"{count / median(seconds):,.0f} events/s"


# Ledgers


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


class Books:
    """The two ledgers of a run: of `events` and of a tenth of that, each with a tail after it."""

    def __init__(self, events: int) -> None:
        self.events, self.tenth = events, max(events // 10, 1_000)
        self.large, self.small = _kept(events), _kept(self.tenth)
        self.work = Path(tempfile.mkdtemp(prefix="work-", dir=KEPT))

    def copy(self, source: Path, name: str) -> Path:
        """A new file each time: the -wal of an old one would be taken for its own."""
        folder = Path(tempfile.mkdtemp(dir=self.work))
        return Path(shutil.copy(source, folder / f"{name}.ledger"))

    def close(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)


def _kept(count: int) -> Path:
    KEPT.mkdir(parents=True, exist_ok=True)
    made_by = Path(_synth.__file__).read_bytes() + sqlite.SCHEMA.encode()
    path = KEPT / f"synth-{sha256(made_by).hexdigest()[:8]}-{count}.ledger"
    if not path.exists():
        say(f"making a ledger of {count:,} events")
        _forget(f"synth-*-{count}.*")
        _synth.make(path, count + TAIL)
    return path


def _forget(pattern: str) -> None:
    """Remove what an earlier version of the program kept."""
    for old in KEPT.glob(pattern):
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()


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
        envelope = Envelope(
            **{name: getattr(ENTRY, name) for name in ENTRY.__struct_fields__},
            recorded_at=NOW,
            nonce=self.rng.randbytes(16).hex(),
        )
        state = encode(event, envelope)
        return StoredEvent(stream, self.versions[stream], "ActionProgressed", state)

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
        for pragma in sqlite.WRITE_PRAGMAS:
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


def append(books: Books, runs: int) -> Iterator[Figure]:
    """The recorder, against sqlite3 with the same schema."""
    raw = Raw(books.copy(books.small, "raw"))
    feeds, ledgers = [], []  # A ledger that nobody holds is closed.
    for source, name in ((books.small, "small"), (books.large, "large")):
        path = books.copy(source, name)
        feeds.append(Feed(path))
        ledgers.append(Ledger.open(path))

    def ours(which: int, count: int, each: int) -> float:
        batches = [feeds[which].take(each) for _ in range(count // each)]
        insert = ledgers[which].recorder.insert_events
        return timed(lambda: [insert(batch) for batch in batches])

    for each, count, target in ((1, 500, 0.5), (100, 5_000, 0.4)):
        base, small, large = in_turns(
            max(runs, 7),
            partial(raw.append, count, each),
            partial(ours, 0, count, each),
            partial(ours, 1, count, each),
        )
        note = f"{rate(count, small)}; sqlite3 alone {rate(count, base)}"
        yield Figure(
            f"append, {each} a transaction", ratio(base, small), "of", at_least=target, note=note
        )
        yield _scale(f"append, {each} a transaction", ratio(large, small), books)


def record(books: Books, runs: int) -> Iterator[Figure]:
    """Load, decide and append, against sqlite3 that only appends."""
    raw = Raw(books.copy(books.small, "raw"))
    ledgers, refs = [], []
    for source, name in ((books.small, "small"), (books.large, "large")):
        ledgers.append(Ledger.open(books.copy(source, name), clock=Clock(NOW)))
        refs.append(_open_actions(ledgers[-1]))
    rng = random.Random(7)

    def ours(which: int) -> float:
        """Seconds an event. Each turn takes an action once, lest histories grow out of life."""
        ledger, rule = ledgers[which], actions.progress
        names = rng.sample(refs[which], min(500, len(refs[which])))
        said = [(name, f"step {rng.random()}") for name in names]
        each = timed(lambda: [ledger.record("action", r, rule, ENTRY, text=t) for r, t in said])
        return each / len(said)

    base, small, large = in_turns(
        max(runs, 7), lambda: raw.append(500, 1) / 500, lambda: ours(0), lambda: ours(1)
    )
    note = f"{rate(1, small)}; sqlite3 alone {rate(1, base)}"
    yield Figure("record, whole, 1 a transaction", ratio(base, small), "of", 0.3, note=note)
    yield _scale("record", ratio(large, small), books)


def _open_actions(ledger: Ledger) -> list[str]:
    going_on = ("ActionRaised", "ActionProgressed", "ActionDueExtended", "ActionOwnerChanged")
    last = ledger.query(
        "SELECT originator_id, topic, max(originator_version) FROM stored_events"
        " WHERE originator_id GLOB 'action:*' GROUP BY originator_id"
    )
    return [split(stream)[1] for stream, topic, _ in last if topic in going_on]


def hashing(books: Books, runs: int) -> Iterator[Figure]:
    """Verifying, against hashlib alone on the same bytes in memory."""
    paths = (books.small, books.large)
    readers = [Ledger.open(path, read_only=True) for path in paths]
    sizes = [ledger.size for ledger in readers]
    small, large, base = in_turns(
        runs,
        lambda: timed(lambda: verify(readers[0])),
        lambda: timed(lambda: verify(readers[1])),
        lambda: _hashlib_alone(readers[1]),
    )
    note = f"{rate(sizes[1], large)}; hashlib alone {rate(sizes[1], base)}"
    yield Figure("verify", ratio(base, large), "of", at_least=0.3, note=note)
    yield _scale("verify", ratio(large, small) * sizes[0] / sizes[1], books)


def _hashlib_alone(ledger: Ledger) -> float:
    seconds = 0.0
    for page in events.pages(ledger, 0, ledger.size):
        leaves = [b"\x00" + sqlite.leaf(*row) for row in page]
        started = time.perf_counter()
        level = [sha256(leaf).digest() for leaf in leaves]
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2], strict=False)
            level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        seconds += time.perf_counter() - started
    return seconds


def sealing(books: Books, runs: int) -> Iterator[Figure]:
    """Sealing after 1,000 new events, beyond verifying them; and proving one event: the commands
    themselves, in this process."""
    path, key = books.copy(books.large, "sealed"), books.work / "seal-key"
    hidden = serialization.NoEncryption()
    form = serialization.PrivateFormat.OpenSSH
    key.write_bytes(
        Ed25519PrivateKey.generate().private_bytes(serialization.Encoding.PEM, form, hidden)
    )
    feed, ledger = Feed(path), Ledger.open(path)
    rng = random.Random(7)
    os.environ |= {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": NOW.isoformat()}
    os.environ["GOVLEDGER_ANCHORS"] = str(books.work / "anchors")

    def govledger(*words: str) -> float:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return timed(lambda: run(list(words), App(str(path))))

    def seal() -> float:
        return govledger("seal", "--seal-key", str(key), "--new-only")

    seal()
    beyond, proving = [], []
    for _ in range(max(runs, 7)):
        sealed = seals.named(ledger, None).tree_size
        ledger.recorder.insert_events(feed.take(1_000))
        new = timed(lambda after=sealed: verify(ledger, after=after))
        beyond.append((seal() - new) * 1_000)
        proving.append(govledger("prove", rng.choice(feed.streams)) * 1_000)
    note = "the whole command, beyond verifying what is new"
    yield Figure("seal after 1,000 events", median(beyond), "ms", at_most=50, note=note)
    note = "all events of one action, the whole command"
    yield Figure("prove", median(proving), "ms", at_most=50, note=note)


def rebuild(books: Books, runs: int) -> Iterator[Figure]:
    """Building a generation, against reading and decoding the events and DuckDB's own reading of
    the same rows from Parquet; each in a process of its own."""
    peaks = []

    def ours(path: Path, upto: int) -> float:
        seconds, peak = _child("build", path, upto)
        if upto == books.events:
            peaks.append(peak)
        return seconds

    _child("parquet", books.large, books.events)
    small, large, base = in_turns(
        runs,
        lambda: ours(books.small, books.tenth),
        lambda: ours(books.large, books.events),
        lambda: _child("limit", books.large, books.events)[0],
    )
    note = f"{median(large):.1f} s, {rate(books.events, large)}; the limit {median(base):.1f} s"
    name = f"rebuild of {books.events:,}"
    yield Figure(name, ratio(large, base), "times", at_most=2.2, note=note)
    yield Figure(f"{name}, peak memory", max(peaks), "MB", at_most=700)
    yield _scale("rebuild", ratio(large, small) * books.tenth / books.events, books)


def _child(what: str, path: Path, upto: int) -> tuple[float, float]:
    """Seconds and peak megabytes of one piece of work in its own process."""
    command = [sys.executable, __file__, "--child", what, str(path), str(upto)]
    seconds, peak = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.split()
    return float(seconds), float(peak)


def child(what: str, path: Path, upto: int) -> None:
    ledger = reader(path, upto)
    works: dict[str, Callable[[Ledger], object]] = {
        "build": generations.build,
        "limit": _limit,
        "parquet": _parquet,
    }
    seconds = timed(lambda: works[what](ledger))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _limit(ledger: Ledger) -> None:
    decoders = {kind: msgspec.json.Decoder(cls).decode for kind, cls in event_kinds().items()}
    raw = sqlite3.connect(ledger.path)
    rows = raw.execute(
        "SELECT position, originator_id, originator_version, topic, state FROM stored_events"
        " WHERE position <= ? ORDER BY position",
        [ledger.size],
    )
    for row in rows:
        decoders[row[3]](row[4])
    with tempfile.TemporaryDirectory(dir=KEPT) as folder, duckdb.connect() as connection:
        connection.execute(f"ATTACH '{folder}/limit.duckdb' AS limit_ (STORAGE_VERSION 'v1.2.0')")
        connection.execute(f"CREATE TABLE limit_.events AS FROM '{_parquet_of(ledger)}'")
        connection.execute("CHECKPOINT limit_")


def _parquet_of(ledger: Ledger) -> Path:
    return ledger.path.with_name(f"{ledger.path.stem}-{events.fingerprint()}.parquet")


def _parquet(ledger: Ledger) -> None:
    """The rows of a generation, prepared for the limit; kept."""
    target = _parquet_of(ledger)
    if not target.exists():
        _forget(f"{ledger.path.stem}-*.parquet")
        with Projections(ledger) as projections:
            projections.connection.execute(
                f"COPY generation.events TO '{target}.draft' (FORMAT parquet)"
            )
        Path(f"{target}.draft").replace(target)


def tail(books: Books, runs: int) -> Iterator[Figure]:
    """Taking in what was recorded since the generation, beside opening without any."""

    def opened(more: int) -> float:
        ledger = reader(books.large, books.events + more)
        seconds = timed(lambda: Projections(ledger).close())
        ledger.close()
        return seconds * 1_000

    Projections(reader(books.large, books.events)).close()
    with Projections(reader(books.large, books.events + TAIL)) as opened_once:
        assert len(opened_once.tail) == TAIL
    none, one, many = in_turns(runs * 5, lambda: opened(0), lambda: opened(1), lambda: opened(TAIL))
    for count, found, target in ((1, one, 20), (TAIL, many, 30)):
        more = median(b - a for a, b in zip(none, found, strict=True))
        note = f"opening takes {median(none):.0f} ms without a tail, {median(found):.0f} with"
        yield Figure(f"a tail of {count:,}", more, "ms", at_most=target, note=note)


def question(books: Books, runs: int) -> Iterator[Figure]:
    """What was open on any day, as known on any day, over a generation and a tail."""
    Projections(reader(books.large, books.events)).close()  # The generation; the rest is the tail.
    ledger = reader(books.large, books.events + TAIL)
    days = (LAST_DAY - _synth.FIRST.date()).days
    rng = random.Random(7)

    def any_day() -> date:
        return LAST_DAY - timedelta(rng.randrange(days))

    def ask(projections: Projections, as_of: date, known_by: date | None) -> float:
        return 1_000 * timed(
            lambda: projections.ask("open_actions", as_of=as_of, known_by=known_by)
        )

    fresh = []
    for _ in range(runs * 3):
        with Projections(ledger) as projections:
            fresh.append(ask(projections, any_day(), any_day()))
    with Projections(ledger) as projections:
        ask(projections, LAST_DAY, None)
        any_two = [ask(projections, any_day(), any_day()) for _ in range(runs * 15)]
        latest = [ask(projections, LAST_DAY, None) for _ in range(runs * 5)]
        _, rows = projections.ask("open_actions", as_of=LAST_DAY)
    note = f"at most {max(any_two):.0f} ms, of {len(any_two)} random pairs of days"
    yield Figure("open_actions, any days", median(any_two), "ms", at_most=40, note=note)
    note = f"at most {max(latest):.0f} ms; {len(rows):,} are open"
    yield Figure("open_actions, last day", median(latest), "ms", at_most=40, note=note)
    note = f"at most {max(fresh):.0f} ms; its macros are created first"
    yield Figure("open_actions, first asked", median(fresh), "ms", at_most=40, note=note)


def cli(books: Books, runs: int) -> Iterator[Figure]:
    """Whole processes, as multiples of one that does nothing."""
    demo = _demo(books)
    open_action = min(_open_actions(Ledger.open(demo, read_only=True)))
    step = iter(range(1_000_000))
    env = os.environ | {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": "2019-03-01T10:00"}
    env |= {"GOVLEDGER_ANCHORS": str(books.work / "anchors")}

    def process(*arguments: str) -> float:
        command = [sys.executable, *arguments]
        return timed(lambda: subprocess.run(command, check=True, capture_output=True, env=env))

    def govledger(*arguments: str) -> float:
        return process("-m", "commands", "--ledger", str(demo), *arguments)

    def minuted() -> float:
        file = books.work / "minutes.txt"
        file.write_text(_minute(date(2018, 12, 1) + timedelta(next(step)), 37))
        return govledger("minute", "--file", str(file))

    bare, helped, recorded, asked, meeting = in_turns(
        max(runs * 3, 9),
        lambda: process("-c", "pass"),
        lambda: govledger("--help"),
        lambda: govledger("action", "progress", open_action, f"step {next(step)}"),
        lambda: govledger("ask", "open_actions"),
        minuted,
    )
    named = (
        ("--help", helped, 10),
        ("action progress", recorded, 20),
        ("a question", asked, 35),
        ("minute of 37 entries", meeting, None),
    )
    for name, found, target in named:
        note = f"{median(found) * 1_000:.0f} ms; python -c pass {median(bare) * 1_000:.0f} ms"
        yield Figure(f"govledger {name}", ratio(found, bare), "times", at_most=target, note=note)


def _minute(on: date, entries: int) -> str:
    """The text of a meeting of the demo's body with so many questions and findings."""
    said = (f"Q: Question {n}?" if n % 3 == 0 else f"F: Finding {n}." for n in range(entries))
    return "\n".join([f"# HTA {on}", "Chair: PCC", "## 1 Holding to account", *said, ""])


def _demo(books: Books) -> Path:
    """A copy of the demo's ledger, which is made if it is not there."""
    target = books.work / "demo.ledger"
    made = ROOT / "build" / "demo" / "west-mercia.ledger"
    if made.exists():
        for rest in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copy(f"{made}{rest}", f"{target}{rest}")
        return target
    subprocess.run([ROOT / "scripts" / "demo"], check=True, capture_output=True)
    return _demo(books)


def paper(books: Books, runs: int) -> Iterator[Figure]:
    """The committee's paper, as whole processes and in seconds of processor time."""
    demo, large = _demo(books), books.copy(_kept(100_000), "office")
    env = os.environ | {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": NOW.isoformat()}
    env |= {"GOVLEDGER_ANCHORS": str(books.work / "anchors")}
    number = iter(range(1_000))

    def committee(path: Path, body: str, on: str) -> float:
        to = books.work / f"paper-{next(number)}"
        words = ["report", "committee", "--for", body, "--on", on, "-o", str(to)]
        command = [sys.executable, "-m", "commands", "--ledger", str(path), *words]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        shutil.rmtree(to)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    committee(large, "B01", "2025-06-30")  # Builds the projections, as any question before would.
    small, big = in_turns(
        max(runs, 5),
        lambda: committee(demo, "HTA", "2018-11-27"),
        lambda: committee(large, "B01", "2025-06-30"),
    )
    note = "seconds of processor time, the whole command"
    yield Figure("committee paper, demo", median(small), "s", at_most=2.5, note=note)
    note = "against the demo's"
    yield Figure(
        "committee paper, 100,000 events", ratio(big, small), "times", at_most=4, note=note
    )


def sql(books: Books, runs: int) -> Iterator[Figure]:
    """From the start of the process to the first row, as a multiple of one that does nothing."""
    demo = _demo(books)
    words = ["-m", "commands", "--ledger", str(demo), "sql", "from open_actions limit 1"]

    def process(*arguments: str) -> float:
        command = [sys.executable, *arguments]
        return timed(lambda: subprocess.run(command, check=True, capture_output=True))

    bare, asked = in_turns(max(runs * 3, 9), lambda: process("-c", ""), lambda: process(*words))
    note = f"{median(asked) * 1_000:.0f} ms"
    yield Figure("sql, first row", ratio(asked, bare), "times Python", at_most=40, note=note)


def browse(books: Books, runs: int) -> Iterator[Figure]:
    """A page of the web view, from a server that is there: each page asked for in turns."""
    ledger = Ledger.open(books.large, read_only=True)
    action, meeting = min(_open_actions(ledger)), ledger.refs("meeting")[-1]
    generations.build(ledger)
    words = ["-m", "commands", "--ledger", str(books.large), "browse", "--port", "0"]
    env = os.environ | {"GOVLEDGER_ANCHORS": str(books.work / "anchors")}
    server = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, env=env, text=True)
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    pages = {
        "start": "",
        "list": "ask/open_actions?as_of=2025-06-30",
        "record": f"record/action/{action}",
        "event": "event/500000",
        "meeting": f"meeting/{meeting}",
    }

    def page(path: str) -> float:
        return timed(lambda: urlopen(address + path).read())

    try:
        works = [partial(page, path) for path in pages.values()]
        in_turns(1, *works)  # The first of each makes its macros.
        for name, seconds in zip(pages, in_turns(max(runs, 7), *works), strict=True):
            took = median(seconds) * 1_000
            yield Figure(f"browse, {name}", took, "ms", at_most=150)
    finally:
        server.terminate()
        server.wait()


def runner(books: Books, runs: int) -> Iterator[Figure]:
    """The library's own way beside ours: a transaction an event into the same table."""
    count = min(RUNNER_EVENTS, books.events)
    ledger = reader(books.copy(books.small, "runner"), count)
    beside = generations.folders(ledger)[0]

    def from_the_tail() -> float:
        shutil.rmtree(beside, ignore_errors=True)
        return timed(lambda: Projections(ledger).close())

    theirs, taken_in, built = in_turns(
        min(runs, 3),
        lambda: _library_runner(ledger, books.work),
        from_the_tail,
        lambda: timed(lambda: generations.build(ledger)),
    )
    note = f"{rate(count, taken_in)}; ProjectionRunner {rate(count, theirs)}"
    yield Figure(f"tail of {count:,} / ProjectionRunner", ratio(theirs, taken_in), "times faster",
                 note=note)  # fmt: skip
    note = f"{rate(count, built)}, file and all"
    yield Figure(f"rebuild of {count:,} / ProjectionRunner", ratio(theirs, built), "times faster",
                 note=note)  # fmt: skip


def _library_runner(ledger: Ledger, work: Path) -> float:
    """Seconds of eventsourcing's ProjectionRunner for the events of `ledger` into DuckDB."""
    file = work / "runner.duckdb"
    file.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{file}' AS generation")
        events.create_from_files(connection, {})
        connection.execute("CREATE TABLE generation.tracking (position BIGINT)")
    upto = ledger.size

    class Book(Ledger):
        name = "Ledger"

        def __init__(self, _env: Any = None) -> None:
            super().__init__(ledger.path, read_only=True)

    class View(POPOTrackingRecorder):
        """The table, in a DuckDB file; the position goes in with the row."""

        def __init__(self) -> None:
            super().__init__()
            self.connection = duckdb.connect(str(file))

        def put(self, recorded: Recorded, tracking: Tracking) -> None:
            row = _wide(recorded)
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            self.connection.execute("BEGIN")
            statement = f"INSERT INTO events ({names}) VALUES ({marks})"
            self.connection.execute(statement, list(row.values()))
            position = [tracking.notification_id]
            self.connection.execute("INSERT INTO tracking VALUES (?)", position)
            self.connection.execute("COMMIT")
            self.insert_tracking(tracking)

    class Wide(Projection[View]):
        def process_event(self, domain_event: Any, tracking: Tracking) -> None:
            if tracking.notification_id <= upto:
                self.view.put(domain_event, tracking)

    env = {"PERSISTENCE_MODULE": "eventsourcing.popo", "TRACKING_RECORDER_TOPIC": ""}
    started = time.perf_counter()
    with ProjectionRunner(
        application_class=Book, projection_class=Wide, view_class=View, env=env
    ) as running:
        running.wait(upto, timeout=600)
        seconds = time.perf_counter() - started
        view = running.view.connection
        view.execute(f"ATTACH '{generations.build(ledger)}' AS ours (READ_ONLY)")
        differ = view.execute(
            "SELECT count(*) FROM (FROM ours.events EXCEPT (FROM events))"
        ).fetchall()
        assert differ == [(0,)], f"{differ[0][0]} rows of the runner are not ours"
        view.close()
    return seconds


def _wide(recorded: Recorded) -> dict[str, Any]:
    """The row of an event, as the library's way would make it: in Python."""
    event, envelope = recorded.event, recorded.envelope
    record, ref = split(recorded.stream)
    day = (envelope.effective_on - date(1, 1, 1)).days
    plain = (date, datetime)
    row: dict[str, Any] = msgspec.to_builtins(envelope, builtin_types=plain)
    row |= msgspec.to_builtins(event, builtin_types=plain)
    row |= {
        "kind": recorded.kind,
        "position": recorded.position,
        "stream": recorded.stream,
        "version": recorded.version,
        "record": record,
        "ref": ref,
        "recorded_at": envelope.recorded_at.replace(tzinfo=None),
        "recorded_on": envelope.recorded_at.astimezone(UK).date(),
        "ord": day << 40 | (envelope.corrects or recorded.position),
        "date_basis": envelope.date_basis,
        "marking": envelope.marking,
        "status": event.moves_to or None,
    }
    del row["nonce"]
    return row


def _scale(name: str, value: float, books: Books) -> Figure:
    note = f"an event at {books.events:,} beside one at {books.tenth:,}"
    return Figure(f"{name}, growth", value, "times", at_most=1.3, note=note)


FIGURES: dict[str, Callable[[Books, int], Iterator[Figure]]] = {
    "append": append,
    "record": record,
    "verify": hashing,
    "seal": sealing,
    "rebuild": rebuild,
    "tail": tail,
    "question": question,
    "cli": cli,
    "paper": paper,
    "sql": sql,
    "browse": browse,
    "runner": runner,
}


# Saying so


def shown(figure: Figure) -> str:
    value = f"{figure.value:.2f}" if figure.value < 10 else f"{figure.value:,.0f}"
    if figure.at_least is not None:
        target = f"at least {figure.at_least:g}"
    else:
        target = f"at most {figure.at_most:g}" if figure.at_most is not None else ""
    verdict = {True: "met", False: "NOT met", None: ""}[figure.met]
    line = f"{figure.name:<40} {value:>7} {figure.unit:<13} {target:<13} {verdict:<8} {figure.note}"
    return line.rstrip()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, help="events in the ledger")
    parser.add_argument("--runs", type=int, default=3, help="turns of the longest measurements")
    parser.add_argument("--only", action="append", choices=FIGURES, metavar="NAME",
                        help=f"one of {', '.join(FIGURES)}; may be repeated")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one object a figure, in a list")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        what, path, upto = given.child
        child(what, Path(path), int(upto))
        return
    books = Books(given.events)
    found: list[Figure] = []
    try:
        for name in given.only or FIGURES:
            for figure in FIGURES[name](books, given.runs):
                found.append(figure)
                if not given.json:
                    print(shown(figure), flush=True)
    finally:
        books.close()
    if given.json:
        rows = [msgspec.structs.asdict(figure) | {"met": figure.met} for figure in found]
        print(json.dumps(rows, indent=2))
    else:
        missed = [figure.name for figure in found if figure.met is False]
        aimed = sum(figure.met is not None for figure in found)
        print(f"\n{aimed - len(missed)} of {aimed} targets met.")


if __name__ == "__main__":
    main()
