"""Whatever is written for others: where the program is told to stop in the middle, nothing of it is
left, and nothing is recorded."""

import signal
import sqlite3
from pathlib import Path

import pytest
from clerk import Office
from test_report_proof import PAPER, office  # noqa: F401

from commands.exports import recorded
from commands.reports import tables
from commands.terminal import interrupts
from ledger.store.sqlite import patient
from ledger.system import disk, underway

pytestmark = pytest.mark.slow

STOPPED = 128 + signal.SIGTERM


def half(_: object, folder: Path, *__: object) -> None:
    (folder / "half").write_text("half")
    signal.raise_signal(signal.SIGTERM)


@pytest.mark.parametrize(
    ("line", "renamed"),
    [
        *((f"export --to out --format {f}", 0) for f in ("csv", "xlsx", "parquet", "duckdb")),
        (f"{PAPER} out --docx", 0),
        ("report action-log --on 2019-02-26 -o out", 0),
        (f"{PAPER} out --proof proof", 0),
        (f"{PAPER} out --proof proof.zip", 1),  # The proof is there, and the paper is not.
        ("ask open_actions --as-of 2019-03-01 --proof out.zip", 0),
        ("export audit-pack --to out", 0),
        ("backup out.ledger", 0),
    ],
)
def test_what_is_stopped_leaves_nothing(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    renamed: int,
) -> None:
    """It is stopped when all of it is there, beside where it is to be; of tables, before."""
    before, size = {path.name for path in tmp_path.iterdir()}, office.size
    rename, done = Path.rename, []

    def stop(draft: Path, to: Path) -> Path:
        done.append(to)
        if len(done) > renamed:
            signal.raise_signal(signal.SIGTERM)
        return rename(draft, to)

    with monkeypatch.context() as here:
        here.setattr(Path, "rename", stop)
        here.setattr(disk, "put_new", stop)
        here.setattr(tables, "write", half)
        said = office.types(line)
    assert said.code == STOPPED and said.out == "", said
    assert said.err.splitlines()[-1].startswith("govledger: stopped. Nothing was recorded.")
    left = {path.name for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm"))}
    assert left <= before and office.size == size


@pytest.mark.parametrize(
    "line",
    [
        "export tables --to out --format csv",
        "export tracker --for HTA --to out.csv",
        "export feeds --to out",
        "export audit-pack --to out.zip",
        f"{PAPER} out",
        "ask open_actions --as-of 2019-03-01 --proof out.zip",
    ],
)
def test_what_is_stopped_before_it_is_recorded_does_not_leave(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
) -> None:
    """Whatever is there is recorded, so that it can be recalled."""
    before, size = {path.name for path in tmp_path.iterdir()}, office.size
    with monkeypatch.context() as here:
        here.setattr(recorded, "at_desk", lambda *_: signal.raise_signal(signal.SIGTERM))
        said = office.types(line)
    assert said.code == STOPPED and said.err.endswith("stopped. Nothing was recorded.\n"), said
    left = {path.name for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm"))}
    assert left <= before and office.size == size
    assert office.types(line).code == 0


def test_once_all_is_done_no_signal_ends_it_otherwise() -> None:
    numbers = signal.SIGINT, signal.SIGTERM, signal.SIGHUP
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        with interrupts.heard():
            interrupts.settled()
        assert {signal.getsignal(number) for number in numbers} == {signal.SIG_IGN}
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_package_that_was_stopped_while_it_was_loaded_is_no_fault(
    office: Office,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object, **__: object) -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        except KeyboardInterrupt as signalled:
            raise ImportError("initialization failed") from signalled

    monkeypatch.setattr("projections.generations.build", stopped)
    said = office.types("rebuild")
    assert (said.code, said.err) == (STOPPED, "govledger: stopped. Nothing was recorded.\n")


@pytest.mark.parametrize(
    ("line", "within"),
    [
        ("rebuild", "projections.generations.write"),
        ("action evidence A-2018-003 shown --file notes.txt", "ledger.system.disk.replace"),
        ("import log.csv --body HTA --map jac --draft out", "ledger.system.disk.replace"),
    ],
)
def test_what_is_stopped_leaves_no_empty_folder(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    within: str,
) -> None:
    """Of what it would have put into one that it made."""
    for name in ("CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    (tmp_path / "notes.txt").write_text("The plan was shared.\n")
    (tmp_path / "log.csv").write_text("Ref,Action,Owner,Status\n1,Share the plan,CC,Open\n")
    before = {path for path in tmp_path.rglob("*") if path.is_dir()}
    with monkeypatch.context() as here:
        here.setattr(within, lambda *_, **__: signal.raise_signal(signal.SIGTERM))
        said = office.types(line)
    assert (said.code, said.err.splitlines()[-1]) == (
        STOPPED, "govledger: stopped. Nothing was recorded.",
    )  # fmt: skip
    assert {path for path in tmp_path.rglob("*") if path.is_dir()} == before


def test_a_backup_that_is_stopped_leaves_no_files_of_it(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "notes.txt").write_text("The plan was shared.\n")
    office.done("action evidence A-2018-003 shown --file notes.txt")
    with monkeypatch.context() as here:
        here.setattr(disk, "put_new", lambda *_: signal.raise_signal(signal.SIGTERM))
        assert office.types("backup out.ledger").code == STOPPED
    assert not list(tmp_path.glob("*out.ledger*"))
    office.done("backup out.ledger")
    underway.clear()  # As at the end of the process.
    assert {path.name for path in tmp_path.glob("*out.ledger*")} == {
        "out.ledger", "out.ledger.files",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kept"),
    [("action raise x --owner CC", ""), ("export tables --to out --format csv", "out")],
)
def test_what_was_committed_when_the_signal_came_is_said_to_be_recorded(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    kept: str,
) -> None:
    """While the disk is at work, a signal waits; it is heard when all stands."""

    def commit(connection: patient.Connection) -> None:
        sqlite3.Connection.commit(connection)
        signal.raise_signal(signal.SIGTERM)

    size = office.size
    with monkeypatch.context() as here:
        here.setattr(patient.Connection, "commit", commit, raising=False)
        said = office.types(line)
    assert said.code == STOPPED, said
    assert said.err.endswith("stopped. It was recorded: do not repeat it.\n"), said
    assert office.size == size + 1 and (tmp_path / kept).exists()
