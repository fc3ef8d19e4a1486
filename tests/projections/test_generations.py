"""A generation and its tail: whatever lies in the folder, killed, deleted or not ours, the answer
is that of the ledger alone."""

import errno
import json
import multiprocessing
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from books import raise_action, tampering
from eventsourcing.persistence import StoredEvent
from office import Office, Rows, ask, everything
from pool import none_pooled

from ledger.application import Ledger
from ledger.errors import Broken, Unavailable
from ledger.records import actions, decisions, inspections
from ledger.registry import event_kinds, record_kinds
from ledger.system import disk
from projections import Projections, audit, believed, events, folders, generations, opening

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "events.jsonl"
LATER = date(2019, 12, 31)
Said = Callable[[Projections], dict[str, Rows]]
STRANGER = 64_999  # Nobody's account: no name, no home.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["projections.generations", "ledger.records.actions"])


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    office = Office(tmp_path / "l.db")
    fill(office, 6)
    yield office
    office.close()


@pytest.fixture
def eager(monkeypatch):
    """A generation is built as soon as there is a tail."""
    monkeypatch.setattr(opening, "TAIL_AT_LEAST", 0)


def fill(office: Office, upto: int) -> None:
    with office.ledger.writing():
        for number in range(office.ledger.head[0] + 1, upto + 1):
            raise_action(office.ledger, number)


def told(now: Projections) -> dict[str, Rows]:
    """All that any question is made of, and the answers to a few. The answers to all of them are
    compared in test_everything_may_be_deleted_while_it_is_open."""
    found = {name: ask(now, name, LATER) for name in ("open_actions", "action_status")}
    days = {"from": LATER - timedelta(7)}
    found["changes_between"] = ask(now, "changes_between", LATER, None, **days)
    for table in ("events", "retractions"):
        cursor = now.connection.execute(f"SELECT * FROM {table} ORDER BY position")
        names = [column[0] for column in cursor.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def answers(office: Office, said: Said = told) -> dict[str, Rows]:
    with Projections(office.ledger) as now:
        return said(now)


def right(office: Office, said: Said = told) -> dict[str, Rows]:
    """What the ledger alone says."""
    aside = office.path.with_name("aside")
    aside.mkdir(exist_ok=True)
    office.ledger.store.query("SELECT 1")
    shutil.copy(office.path, aside)
    if Path(f"{office.path}-wal").exists():
        shutil.copy(f"{office.path}-wal", aside)
    ledger = Ledger.open(aside / office.path.name)
    at_least, opening.TAIL_AT_LEAST = opening.TAIL_AT_LEAST, 1 << 30
    try:
        with Projections(ledger) as now:
            assert not now.generation
            return said(now)
    finally:
        opening.TAIL_AT_LEAST = at_least
        ledger.close()
        shutil.rmtree(aside)


def used(office: Office) -> int:
    """The position up to which a generation is used."""
    with Projections(office.ledger) as now:
        return now.generation


def beside(office: Office) -> Path:
    return folders.of(office.ledger)[0]


# When one is built


def test_one_is_built_when_the_tail_is_long_and_replaced_when_it_is_long_again(office, monkeypatch):
    monkeypatch.setattr(opening, "TAIL_AT_LEAST", 6)
    assert used(office) == 0 and office.published() == []
    fill(office, 7)
    assert used(office) == 7
    (first,) = office.published()
    fill(office, 13)
    with Projections(office.ledger) as now:
        assert now.generation == 7, "a tail of 6 is not too long"
        assert now.tail == 6
    fill(office, 14)
    assert used(office) == 14
    (second,) = office.published()
    assert first != second
    assert answers(office) == right(office)


def test_a_long_generation_may_have_a_long_tail(office, monkeypatch):
    monkeypatch.setattr(opening, "TAIL_AT_LEAST", 0)
    monkeypatch.setattr(opening, "TAIL_SHARE", 2)
    assert used(office) == 6
    fill(office, 9)
    assert used(office) == 6
    fill(office, 10)
    assert used(office) == 10


def test_nobody_writes_to_one_that_is_published(office):
    path = generations.build(office.ledger)
    assert path is not None
    was, content = path.stat(), path.read_bytes()
    for number in (7, 8):
        answers(office)
        fill(office, number)
    now = path.stat()
    assert (was.st_ino, was.st_mtime_ns) == (now.st_ino, now.st_mtime_ns)
    assert path.read_bytes() == content
    assert list(beside(office).iterdir()) == [path], "nor beside it"


def test_the_same_one_built_again_takes_the_name_by_a_rename(office):
    path = generations.build(office.ledger)
    assert path is not None
    was = path.stat().st_ino
    with Projections(office.ledger) as now:
        assert now.generation == 6
        assert generations.build(office.ledger) == path
        assert path.stat().st_ino != was
        assert told(now) == right(office), "whoever had the old one open keeps it"


def test_what_is_recorded_while_one_is_built_is_in_the_answer_and_the_one_is_used(
    office, eager, monkeypatch
):
    build = generations.build

    def slowly(ledger: Ledger, progress: Any) -> Any:
        fill(office, 8)
        return build(ledger, progress)

    monkeypatch.setattr(generations, "build", slowly)
    with Projections(office.ledger) as now:
        assert (now.generation, now.size) == (8, 8)
        assert told(now) == right(office)


def test_one_that_is_newer_than_the_moment_of_asking_is_not_used(office, monkeypatch):
    attach = believed.attach_newest

    def late(connection: Any, ledger: Ledger, head: int) -> int:
        fill(office, 8)
        generations.build(ledger)
        return attach(connection, ledger, head)

    monkeypatch.setattr(believed, "attach_newest", late)
    with Projections(office.ledger) as now:
        assert (now.generation, now.size) == (0, 6)
        assert len(now.ask("open_actions", as_of=LATER)[1]) == 6


def test_one_of_few_events_has_small_blocks_and_one_of_many_holds_the_same(office, monkeypatch):
    found = []
    for small in (generations.SMALL, 0):
        monkeypatch.setattr(generations, "SMALL", small)
        office.forget()
        path = generations.build(office.ledger)
        with none_pooled(), Projections(office.ledger) as now:
            assert now.generation == office.ledger.size
            found.append((told(now), path.stat().st_size))
        assert not any(check.problems for check in audit.audit(office.ledger))
    (few, small_size), (many, large_size) = found
    assert few == many and small_size * 3 < large_size


def test_an_empty_ledger_can_have_one(tmp_path):
    office = Office(tmp_path / "empty.db")
    generations.build(office.ledger)
    assert answers(office).pop("changes_between") == []
    office.close()


# What lies in the folder and does not fit


def of_another_ledger(office: Office, path: Path) -> None:
    other = Office(office.path.with_name("other.db"))
    fill(other, 6)
    built = generations.build(other.ledger)
    assert built is not None
    other.close()
    shutil.copy(built, path)


def of_a_ledger_with_another_identity(office: Office, path: Path) -> None:
    with tampering(office.path) as raw:
        raw.execute("UPDATE ledger SET identity = '00000000-0000-4000-8000-000000000000'")
    office.ledger.close()
    office.ledger = Ledger.open(office.path, clock=office.clock)


def of_another_shape(office: Office, path: Path) -> None:
    fingerprint = events.fingerprint
    try:
        events.fingerprint = lambda: "0" * 16  # type: ignore[assignment]
        built = generations.build(office.ledger)
    finally:
        events.fingerprint = fingerprint
    assert built is not None and built != path
    shutil.copy(built, path)


def with_a_row_too_few(office: Office, path: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS generation")
        connection.execute("DELETE FROM generation.events WHERE position = 3")


def without_its_last_word(office: Office, path: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS generation")
        connection.execute("DELETE FROM generation.meta")


def truncated(office: Office, path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(office: Office, path: Path) -> None:
    path.write_bytes(b"")


def garbage(office: Office, path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(300_000))


def a_folder(office: Office, path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link_to_nowhere(office: Office, path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


UNFIT = [
    of_another_ledger,
    of_a_ledger_with_another_identity,
    of_another_shape,
    with_a_row_too_few,
    without_its_last_word,
    truncated,
    empty,
    garbage,
    a_link_to_nowhere,
]


@pytest.mark.parametrize("spoil", UNFIT, ids=lambda f: f.__name__)
def test_one_that_does_not_fit_is_not_used_and_is_replaced(office, spoil, monkeypatch):
    expected = right(office)
    path = generations.build(office.ledger)
    spoil(office, path)
    assert used(office) == 0
    assert answers(office) == expected
    monkeypatch.setattr(opening, "TAIL_AT_LEAST", 0)
    assert used(office) == 6
    assert answers(office) == expected
    assert office.published() == [path]


def test_a_folder_in_its_place_is_no_error(office, eager):
    expected = right(office)
    a_folder(office, generations.build(office.ledger))
    assert answers(office) == expected
    fill(office, 7)
    assert answers(office) == right(office)
    assert used(office) == 7


def test_one_that_rots_is_found_out_and_the_answer_is_right(office):
    fill(office, 1500)
    expected = right(office)["action_status"]
    path = generations.build(office.ledger)
    assert path is not None
    content = path.read_bytes()
    for block in range(12288, len(content), 1 << 18):  # after the headers, of DuckDB's block size
        rotten = bytearray(content)
        for at in random.Random(block).sample(
            range(block, min(block + (1 << 18), len(content))), 9
        ):
            rotten[at] ^= 255
        path.write_bytes(rotten)
        assert used(office) == 0
        assert office.ask("action_status", LATER) == expected
    path.write_bytes(content)
    assert used(office) == 1500, "what it was is known by its bytes"


def test_an_old_copy_of_the_ledger_put_back_does_not_see_what_came_after(office, monkeypatch):
    expected = right(office)
    backup = office.path.with_name("backup.db")
    office.ledger.store.query("SELECT 1")
    raw = office.ledger
    raw.close()
    shutil.copy(office.path, backup)
    office.ledger = Ledger.open(office.path, clock=office.clock)
    fill(office, 9)
    longer = generations.build(office.ledger)
    office.ledger.close()
    for left in office.path.parent.glob("l.db-*"):
        left.unlink()
    shutil.copy(backup, office.path)
    office.ledger = Ledger.open(office.path, clock=office.clock)
    assert office.ledger.head[0] == 6
    assert used(office) == 0 and answers(office) == expected
    # The history goes on another way, and comes to the same length.
    office.it_is("2018-03-02T09:00")
    for number in (7, 8, 9):
        raise_action(office.ledger, number, title=f"Otherwise {number}")
    assert used(office) == 0 and answers(office) == right(office)
    monkeypatch.setattr(opening, "TAIL_AT_LEAST", 0)
    assert used(office) == 9 and answers(office) == right(office)
    assert office.published() == [longer], "replaced"


def test_what_a_killed_builder_left_is_swept_and_what_a_living_one_has_is_not(office, eager):
    folder = beside(office)
    for number in (2, 1):
        left = folder / f".build-{number}-00000000"
        left.mkdir(parents=True)
        (left / "draft.duckdb").write_bytes(b"half")
        (left / "0.ndjson").write_bytes(b'{"half')
        (left / "alive").touch()
    with (folder / ".build-1-00000000" / "alive").open("rb") as held:
        disk.hold(held)
        assert answers(office) == right(office)
        _the_living_are_left_for_hours(office, folder)


def test_a_folder_that_is_only_just_made_is_not_swept(office, eager):
    """Between making it and holding the file in it, another builder may sweep."""
    folder = beside(office)
    for name in (".build-1-00000000", ".room-00000000"):
        (folder / name).mkdir(parents=True)
    (folder / ".room-00000000" / "alive").touch()
    generations.build(office.ledger)
    assert len([*folder.glob(".build-*"), *folder.glob(".room-*")]) == 2
    long_ago = time.time() - folders.NEW_SECONDS - 1
    for one in (*folder.glob(".build-*"), *folder.glob(".room-*")):
        os.utime(one, (long_ago, long_ago))
    generations.build(office.ledger)
    assert [*folder.glob(".build-*"), *folder.glob(".room-*")] == []
    with folders.at_work(folder / ".room-1") as room:
        assert not folders.just_made(room), "from now on, holding it tells"
        os.utime(room, (long_ago, long_ago))
        generations.build(office.ledger)
        assert room.is_dir(), "it is held"
    assert not folders.alive(room)


def _the_living_are_left_for_hours(office, folder):
    assert [p.name for p in folder.glob(".build-*")] == [".build-1-00000000"]
    long_ago = time.time() - generations.STALE_SECONDS - 60
    os.utime(folder / ".build-1-00000000", (long_ago, long_ago))
    generations.build(office.ledger)
    assert list(folder.glob(".build-*")) == []


def test_everything_may_be_deleted_while_it_is_open(office, eager):
    every = partial(everything, as_of=LATER)
    expected = right(office, every)
    with Projections(office.ledger) as now:
        assert now.generation == 6
        office.forget()
        assert every(now) == expected
    assert answers(office, every) == expected
    assert len(office.published()) == 1, "and it comes back"


def test_a_build_that_fails_costs_no_answer(office, eager, monkeypatch):
    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    expected = right(office)
    monkeypatch.setattr(events, "write_files", full)
    assert answers(office) == expected
    with pytest.raises(Unavailable, match="No space left"):
        generations.build(office.ledger)
    assert list(beside(office).iterdir()) == []


# Several processes


def _record(path: Path, upto: int) -> None:
    ledger = Ledger.open(path)
    for number in range(ledger.head[0] + 1, upto + 1):
        raise_action(ledger, number)


def _ask(path: Path, times: int) -> None:
    opening.TAIL_AT_LEAST = 20
    ledger = Ledger.open(path, read_only=True)
    for _ in range(times):
        known = ledger.head[0]
        with Projections(ledger) as now:
            rows = now.ask("open_actions", as_of=LATER)[1]
        assert [row[0] for row in rows] == [f"A-2018-{n:03}" for n in range(1, now.size + 1)]
        assert now.size >= known


def _build(path: Path, times: int) -> None:
    ledger = Ledger.open(path, read_only=True)
    for _ in range(times):
        generations.build(ledger)


def test_many_ask_and_build_while_one_records(office):
    work: list[tuple[Callable[..., None], int]] = [(_record, 120), (_ask, 12), (_ask, 12)]
    work += [(_build, 6), (_build, 6)]
    running = [processes.Process(target=do, args=(office.path, n)) for do, n in work]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0] * len(work)
    assert len(answers(office)["open_actions"]) == 120
    assert len(office.published()) == 1
    assert list(beside(office).glob(".build-*")) == []


def test_builders_killed_at_any_moment_leave_right_answers(office, monkeypatch):
    fill(office, 800)
    expected = right(office)["open_actions"]
    rng = random.Random(2018)
    for _ in range(30):
        process = processes.Process(target=_build, args=(office.path, 50))
        process.start()
        process.join(rng.uniform(0, 0.3))
        process.kill()
        process.join()
        assert office.ask("open_actions", LATER) == expected
    monkeypatch.setattr(folders, "NEW_SECONDS", 0)  # One killed between making it and holding.
    generations.build(office.ledger)
    assert used(office) == 800
    assert office.ask("open_actions", LATER) == expected
    assert sorted(beside(office).iterdir()) == office.published(), "nothing is left behind"


# Where nothing can be written


@pytest.fixture
def elsewhere():
    """A folder that everybody may read."""
    folder = Path(tempfile.mkdtemp(prefix="readable-"))
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o755)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _ask_as_a_stranger(path: Path, environment: dict[str, str], say: Any) -> None:
    os.environ.clear()
    os.environ.update(environment)
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(STRANGER)
        os.setuid(STRANGER)
    opening.TAIL_AT_LEAST = 0
    with Projections(Ledger.open(path, read_only=True)) as now:
        say.send((now.generation, len(now.ask("open_actions", as_of=LATER)[1])))


def read_by_a_stranger(path: Path, **environment: str) -> tuple[int, int]:
    """What a person who can write nowhere is answered: the generation used, how many actions."""
    for one in (path.parent, *path.parent.rglob("*")):
        one.chmod(0o555 if one.is_dir() else 0o444)
    hear, say = processes.Pipe(duplex=False)
    process = processes.Process(target=_ask_as_a_stranger, args=(path, environment, say))
    process.start()
    process.join()
    assert process.exitcode == 0
    answer: tuple[int, int] = hear.recv()
    return answer


NOWHERE = {"HOME": "/proc/nowhere", "XDG_CACHE_HOME": "/proc/nowhere/cache"}


@pytest.mark.parametrize("environment", [NOWHERE, {"HOME": "/proc/nowhere"}, {}], ids=str)
def test_on_a_read_only_folder_without_a_cache_there_is_an_answer(elsewhere, environment):
    office = Office(elsewhere / "l.db")
    fill(office, 6)
    office.close()
    assert read_by_a_stranger(office.path, **environment) == (0, 6)


def test_on_a_read_only_folder_the_generation_of_another_person_is_not_used(elsewhere):
    office = Office(elsewhere / "l.db")
    fill(office, 6)
    generations.build(office.ledger)
    office.close()
    assert read_by_a_stranger(office.path, **NOWHERE) == (0, 6)


def test_on_a_read_only_folder_one_is_kept_in_the_cache_of_the_person(elsewhere):
    office = Office(elsewhere / "l.db")
    fill(office, 6)
    office.close()
    with tempfile.TemporaryDirectory() as cache:
        Path(cache).chmod(0o777)
        own = {"XDG_CACHE_HOME": cache, "XDG_STATE_HOME": cache}
        said = read_by_a_stranger(office.path, **(NOWHERE | own))
        assert said == (6, 6)
        assert len(list(Path(cache).rglob("*.duckdb"))) == 1


# What is in the table


def golden() -> list[tuple[str, str, bytes]]:
    """A stream, a kind and stored bytes, of every shape that was ever released."""
    record = {cls.__name__: name for name, kind in record_kinds().items() for cls in kind.events}
    found = []
    for number, line in enumerate(GOLDEN.read_bytes().splitlines(), 1):
        shape = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        kind = msgspec.json.decode(shape["kind"], type=str)
        found.append((f"{record.get(kind, 'action')}:REF-{number}", kind, bytes(shape["data"])))
    return found


def insert(office: Office, rows: list[tuple[str, str, bytes]]) -> None:
    """Put events into the ledger past the rules, each the next of its stream."""
    for stream, kind, state in rows:
        version = len(office.ledger.history(stream)) + 1
        office.ledger.store.recorder.insert_events([StoredEvent(stream, version, kind, state)])


def table(office: Office, of: str = "events") -> Rows:
    with Projections(office.ledger) as now:
        cursor = now.connection.execute(f"SELECT * FROM {of} ORDER BY position")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def three_ways(office: Office, of: str = "events") -> list[Rows]:
    """The table from the tail alone, from a generation alone, and half from each."""
    found = [table(office, of)]
    generations.build(office.ledger)
    size = office.ledger.head[0]
    assert used(office) == size
    found.append(table(office, of))
    office.forget()
    whole = Ledger.size
    try:
        Ledger.size = property(lambda _: size // 2)  # type: ignore[assignment,method-assign]
        generations.build(office.ledger)
    finally:
        Ledger.size = whole  # type: ignore[method-assign]
    assert used(office) == size // 2
    found.append(table(office, of))
    return found


def as_stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return msgspec.to_builtins(value.replace(tzinfo=UTC))
    return value.isoformat() if isinstance(value, date) else value


def test_what_is_searched_of_a_tail_is_what_is_searched_of_a_generation(office):
    insert(office, golden())
    alone, *others = ([row["words"] for row in found] for found in three_ways(office, "recorded"))
    assert [alone] * 2 == others
    assert all(alone) and any("ref-" in words for words in alone)


def test_every_value_that_is_stored_is_in_the_table_and_no_other(office):
    rows = golden()
    awkward = {"title": "[b] {a} 'x' \"y\" \\ ✓ 𝒜 \n\t\r \u2028 \u0000 " + "long " * 20_000}
    kind, state = next((k, s) for _, k, s in rows if k == "ActionRaised")
    rows.append(("action:AWKWARD", kind, json.dumps(json.loads(state) | awkward).encode()))
    insert(office, rows)
    size = office.ledger.head[0]
    for found in three_ways(office):
        assert len(found) == size
        for row, (stream, kind, state) in zip(found[6:], rows, strict=True):
            stored = json.loads(state)
            assert (row["stream"], row["kind"]) == (stream, kind)
            assert f"{row['record']}:{row['ref']}" == stream
            assert row["status"] == (event_kinds()[kind].moves_to or None)
            for name in events.columns():
                if name in ("position", "stream", "version"):
                    continue
                default = {"date_basis": "stated", "marking": "OFFICIAL"}.get(name)
                assert as_stored(row[name]) == stored.get(name, default), (kind, name)


def test_an_event_of_a_kind_or_with_a_field_that_a_later_version_has_is_kept(office):
    _, _, state = next(row for row in golden() if row[1] == "ActionProgressed")
    later = json.loads(state) | {"mood": "cheerful", "title": ["no", "title"], "due": "2019-01-01"}
    insert(
        office,
        [
            ("action:A-2018-001", "ActionTeleported", json.dumps(later).encode()),
            ("action:A-2018-002", "ActionProgressed", json.dumps(later).encode()),
            ("wish:W-1", "WishMade", json.dumps(later).encode()),
        ],
    )
    ways = three_ways(office)
    for found in ways:
        assert [row["kind"] for row in found[6:]] == [
            "ActionTeleported",
            "ActionProgressed",
            "WishMade",
        ]
        for row in found[6:]:
            assert (row["title"], row["due"], row["status"]) == (None, None, None)
            assert row["recorded_by"] == "M Clerk"
        assert [row["text"] is None for row in found[6:]] == [True, False, True]
    assert ways[0] == ways[1] == ways[2]


WRONG: list[tuple[int, dict[str, Any]]] = [
    (7, {"title": 5}),
    (7, {"title": None}),
    (7, {"due": "soon"}),
    (7, {"due": "2018-02-30"}),
    (7, {"due": 5}),
    (7, {"owners": "CC"}),
    (7, {"owners": ["CC", 1]}),
    (7, {"effective_on": "2018-13-01"}),
    (7, {"effective_on": None}),
    (7, {"recorded_at": "yesterday"}),
    (7, {"recorded_by": ["M Clerk"]}),
    (8, {"inspection_year": "2017"}),
    (8, {"inspection_year": 2017.5}),
    (8, {"afis_stated": True}),
    (9, {"public_interest": "yes"}),
    (9, {"makers": [None]}),
]


@pytest.mark.parametrize(("position", "wrong"), WRONG, ids=str)
def test_a_stored_value_that_does_not_fit_is_an_error_and_not_nothing(
    office, position, wrong, monkeypatch
):
    day = "2018-03-01"
    office.say(day, actions.raise_action, "A-2018-099", title="A", due=LATER, owners=["CC"])
    facts: dict[str, Any] = {"title": "B", "inspection_year": 2017, "afis_stated": 1}
    office.say(day, inspections.publish, "EFF17", **facts)
    facts = {"title": "C", "makers": ["PCC"], "public_interest": True}
    office.say(day, decisions.take, "D-2018-001", **facts)
    with tampering(office.path) as raw:
        find = "SELECT state FROM stored_events WHERE position = ?"
        stored = json.loads(raw.execute(find, [position]).fetchone()[0])
        state = json.dumps(stored | wrong).encode()
        raw.execute("UPDATE stored_events SET state = ? WHERE position = ?", [state, position])
    for at_least in (100, 0):  # from the tail, and while a generation is built
        monkeypatch.setattr(opening, "TAIL_AT_LEAST", at_least)
        with pytest.raises(Broken, match=f"Event {position} "):
            answers(office)
    assert office.published() == []


def test_what_a_question_of_a_large_ledger_has_no_memory_for_goes_to_disk(office, monkeypatch):
    monkeypatch.setattr(opening, "MANY", 10)
    fill(office, 20)
    generations.build(office.ledger)
    (folder, *_) = folders.of(office.ledger)
    with none_pooled(), Projections(office.ledger) as now:
        (room,) = folder.glob(".room-*")
        assert room.stat().st_mode & 0o077 == 0
        now.connection.execute("SET memory_limit = '20MB'; SET threads = 1")
        now.connection.execute(
            "CREATE TABLE wide AS SELECT i, md5(i::text) FROM range(600000) r(i)"
        )
        assert [file for file in room.iterdir() if file.name != "alive"]
        generations.build(office.ledger)  # Which removes what nobody is at work in.
        assert room.is_dir()
    assert not list(folder.glob(".room-*"))
    (folder / ".room-left").mkdir()  # As of a process that was killed.
    assert generations.forget(office.ledger) == []
    assert list(folder.iterdir()) == []


def test_a_small_ledger_needs_no_room_on_disk(office):
    fill(office, 20)
    generations.build(office.ledger)
    (folder, *_) = folders.of(office.ledger)
    with none_pooled(), Projections(office.ledger):
        assert not list(folder.glob(".room-*"))


def test_a_cache_that_cannot_be_looked_into_is_none_and_is_not_said_to_be_empty(
    office, monkeypatch
):
    """Whoever runs this in another's name may have that other's home."""
    _, cache = folders.of(office.ledger)
    cache.mkdir(parents=True)
    look = Path.iterdir

    def denied(self: Path) -> object:
        if self == cache:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return look(self)

    monkeypatch.setattr(Path, "iterdir", denied)
    with Projections(office.ledger) as now:
        assert len(ask(now, "open_actions", LATER)) == 6
    assert generations.forget(office.ledger) == [cache]
