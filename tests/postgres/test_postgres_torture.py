"""What a shared ledger must stand: writers killed, a primary that dies, a standby that lost its
tail, and a database put back to before the last seal. GOVLEDGER_TESTS_ROUNDS says how often."""

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import forked
import postgres_server
import pytest
from books import entry
from patience import until
from signing import key_file

from commands.menu import run
from commands.session.app import App
from ledger.application import Ledger
from ledger.errors import Broken
from ledger.integrity.verify import verify
from ledger.records import actions

pytestmark = pytest.mark.slow
HERE = Path(__file__).parents[1]
WRITES = f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
WRITES += "from postgres_writer import main; main(*sys.argv[1:])"
WRITERS = 8
KILLS = 12 * int(os.environ.get("GOVLEDGER_TESTS_ROUNDS", "1"))
REPLICATED = {"wal_level": "replica", "max_wal_senders": "8", "hot_standby": "on", "fsync": "on"}


class Writers:
    """Programs that record in the ledger at an address, each with what it was acknowledged."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder
        self.running: list[forked.Process] = []
        self.started = 0

    def start(self) -> None:
        self.started += 1
        with (self.folder / f"{self.started}.txt").open("wb") as out:
            words = [self.address, f"w{self.started}"]
            one = forked.Process(WRITES, words, stdout=out, stderr=subprocess.DEVNULL)
            self.running.append(one)

    def kill(self, one: forked.Process) -> None:
        one.kill()
        one.wait()
        self.running.remove(one)

    def kill_all(self) -> None:
        for one in list(self.running):
            self.kill(one)

    def acknowledged(self) -> dict[int, str]:
        """By position, what was said to be recorded."""
        found = {}
        for file in self.folder.glob("*.txt"):
            for line in file.read_text().split("\n")[:-1]:  # The last may be cut off.
                position, _, title = line.partition(" ")
                if position != "!":
                    found[int(position)] = title
        return found


def missing(ledger: Ledger, acknowledged: dict[int, str]) -> list[int]:
    """Those acknowledged that the ledger has not."""
    there = {row[0]: row[4] for row in ledger.store.events()}
    return [at for at, title in acknowledged.items() if title.encode() not in there.get(at, b"")]


def made(server, name: str = "office") -> str:
    server.database(name)
    Ledger.create(address := server.address(name))
    return address


def raised(address: str, ref: str) -> None:
    ledger = Ledger.open(address)
    rule = actions.raise_action
    ledger.record("action", ref, rule, entry(), new=True, title=f"Raised as {ref}")
    ledger.close()


def types(address: str, *words: str) -> None:
    """A command, with the anchors of this machine."""
    app = App(address)
    try:
        run(list(words), app)
    finally:
        app.remember()
        for name in ("recording", "reader"):
            if name in app.__dict__:
                app.__dict__[name].close()


def test_eight_writers_killed_throughout_leave_no_gap_and_lose_nothing(tmp_path, monkeypatch):
    postgres_server.needed()
    server = postgres_server.shared()
    address = made(server, f"torture{os.getpid()}")
    rng = random.Random(5)
    (tmp_path / "said").mkdir()
    writers = Writers(address, tmp_path / "said")
    for _ in range(WRITERS):
        writers.start()
    seen: list[int] = []

    def tail() -> None:
        """A reader that is none of ours: psql, from where it was."""
        asks = f"SELECT position FROM ledger.events WHERE position > {len(seen)} ORDER BY position"
        said = server.run("psql", "-XAtq", "-d", address, "-c", asks)
        seen.extend(map(int, said.split()))
        assert seen == list(range(1, len(seen) + 1)), "a gap"

    until(lambda: tail() or len(seen) > 20, "the first events")
    for _ in range(KILLS):
        time.sleep(rng.random() * 0.2)
        writers.kill(rng.choice(writers.running))
        writers.start()
        tail()
    size = len(seen)
    until(lambda: tail() or len(seen) > size + 20, "more events")
    writers.kill_all()
    acknowledged = writers.acknowledged()
    ledger = Ledger.open(address)
    tail()
    assert len(seen) == ledger.size >= max(acknowledged)
    assert missing(ledger, acknowledged) == []
    report = verify(ledger)
    assert report.ok, report.problems
    ledger.close()
    key_file(tmp_path / "key", 1)
    types(address, "seal", "--seal-key", str(tmp_path / "key"))
    types(address, "export", "audit-pack", "--to", str(tmp_path / "pack.zip"))
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        pack.extractall(tmp_path / "pack")
    (script,) = (tmp_path / "pack").rglob("verify.py")
    done = subprocess.run(
        [sys.executable, "-I", str(script), str(script.parent)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "HOLDS" in done.stdout, done.stdout + done.stderr
    print(
        f"{KILLS} kills of {WRITERS} writers: {len(acknowledged)} acknowledged of {len(seen)}"
        " events, none lost, no gap; the pack's verify.py has the root"
    )


def test_a_primary_that_dies_under_load_loses_nothing_to_a_synchronous_standby(tmp_path):
    postgres_server.needed()
    primary = postgres_server.cluster("primary", **REPLICATED)
    standby = postgres_server.empty("standby", **REPLICATED).copy_of(primary, "-R").start()
    primary.tell("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.tell("SELECT pg_reload_conf()")
    until(
        lambda: primary.tell("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"),
        "the standby",
    )
    writers = Writers(made(primary), tmp_path)
    for _ in range(WRITERS):
        writers.start()
    until(lambda: len(writers.acknowledged()) > 60, "events")
    pid = int((primary.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    standby.run("pg_ctl", "-D", standby.data, "-w", "promote")
    writers.kill_all()
    primary.stop("immediate")
    acknowledged = writers.acknowledged()
    until(lambda: standby.tell("SELECT NOT pg_is_in_recovery()") == [(True,)], "the promotion")
    standby.tell("ALTER SYSTEM RESET synchronous_standby_names")
    ledger = Ledger.open(standby.address("office"))
    assert missing(ledger, acknowledged) == [] and verify(ledger).ok
    size = ledger.size
    ledger.close()
    raised(standby.address("office"), "A-2018-001")
    print(f"{len(acknowledged)} acknowledged, {size} on the standby, none lost; it goes on")


def test_a_standby_that_lost_its_tail_is_told_of_by_every_machine_that_saw_it(
    tmp_path, monkeypatch
):
    postgres_server.needed()
    primary = postgres_server.cluster("lonely", **REPLICATED)
    standby = postgres_server.empty("late", **REPLICATED).copy_of(primary, "-R").start()
    address = made(primary)
    machines = [tmp_path / name for name in ("first", "second")]
    for at, machine in enumerate(machines, 1):
        monkeypatch.setenv("GOVLEDGER_ANCHORS", str(machine))
        types(address, "action", "raise", f"Seen {at}", "--no-owner")
    ((written,),) = primary.tell("SELECT pg_current_wal_lsn()::text")
    until(
        lambda: standby.tell(f"SELECT pg_last_wal_replay_lsn() >= '{written}'") == [(True,)],
        "the events on the standby",
    )
    standby.stop("immediate")
    for at, machine in enumerate(machines, 3):  # Acknowledged, and not on the standby.
        monkeypatch.setenv("GOVLEDGER_ANCHORS", str(machine))
        types(address, "action", "raise", f"Lost {at}", "--no-owner")
    primary.stop("immediate")
    standby.start()
    standby.run("pg_ctl", "-D", standby.data, "-w", "promote")
    after = standby.address("office")
    for machine in machines:
        monkeypatch.setenv("GOVLEDGER_ANCHORS", str(machine))
        with pytest.raises(Broken, match="its end was cut off, or an older copy was put back"):
            types(after, "action", "raise", "No", "--no-owner")
    types(after, "restore", "--reason", "The primary was lost")
    types(after, "action", "raise", "Yes", "--no-owner")
    ledger = Ledger.open(after)
    assert verify(ledger).ok and ledger.size == 4
    ledger.close()


def test_a_database_put_back_to_before_its_last_seal_is_not_written_until_that_is_declared(
    tmp_path, monkeypatch
):
    postgres_server.needed()
    archive = postgres_server.folder() / f"archive-{os.getpid()}"
    archive.mkdir()
    server = postgres_server.empty("kept")
    postgres_server.given_to(server, archive)
    server.settings |= REPLICATED | {
        "archive_mode": "on", "archive_command": f"cp %p {archive}/%f", "max_wal_senders": "8",
    }  # fmt: skip
    server.make()
    server.start()
    address = made(server)
    key_file(tmp_path / "key", 1)
    monkeypatch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "anchors"))
    types(address, "action", "raise", "Before the backup", "--no-owner")
    backup = postgres_server.empty("backup", **REPLICATED).copy_of(server)
    types(address, "action", "raise", "After the backup", "--no-owner")
    server.tell("SELECT pg_create_restore_point('before_the_seal')")
    types(address, "seal", "--seal-key", str(tmp_path / "key"))
    server.tell("SELECT pg_switch_wal()")
    until(lambda: server.tell("SELECT last_archived_wal IS NOT NULL AND last_archived_time > "
                              "now() - interval '60 s' FROM pg_stat_archiver") == [(True,)],
          "the archive")  # fmt: skip
    server.stop()
    backup.configure(
        restore_command=f"cp {archive}/%f %p", recovery_target_name="before_the_seal",
        recovery_target_action="promote",
    )  # fmt: skip
    backup.port = server.port  # In the place of the other.
    backup.configure()
    (backup.data / "recovery.signal").touch()
    postgres_server.given_to(backup, backup.data / "recovery.signal")
    backup.start()
    until(lambda: backup.tell("SELECT NOT pg_is_in_recovery()") == [(True,)], "the recovery")
    assert backup.tell("SELECT count(*) FROM ledger.events", "office") == [(2,)]
    address = backup.address("office")
    with pytest.raises(Broken, match="its end was cut off, or an older copy was put back"):
        types(address, "action", "raise", "No", "--no-owner")
    types(address, "restore", "--reason", "Put back to before the seal")
    types(address, "action", "raise", "Yes", "--no-owner")
    ledger = Ledger.open(address)
    assert verify(ledger).ok
    ledger.close()
