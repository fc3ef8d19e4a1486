"""Whatever is written for others: where the program is told to stop in the middle, nothing of it is
left, and nothing is recorded."""

import signal
import sqlite3
from pathlib import Path

import pytest
from clerk import REFUSED, Office
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
    assert said.code == STOPPED and "govledger: stopped. Nothing was recorded." in said.err, said
    assert {path for path in tmp_path.rglob("*") if path.is_dir()} == before


@pytest.mark.parametrize("line", ["backup out.ledger", "import log.csv --body HTA --draft out"])
def test_what_is_whole_when_the_signal_comes_is_said_to_be_there(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
) -> None:
    (tmp_path / "log.csv").write_text("Ref,Action,Owner,Status\n1,Share the plan,CC,Open\n")
    put = disk.put_new

    def late(draft: Path, to: Path) -> None:
        put(draft, to)
        signal.raise_signal(signal.SIGTERM)

    with monkeypatch.context() as here:
        here.setattr(disk, "put_new", late)
        said = office.types(line)
    (out,) = tmp_path.glob("out*")
    told = f"govledger: stopped. Nothing was recorded. {out.name} is there, and whole."
    assert (said.code, said.err.splitlines()[-1]) == (STOPPED, told)
    assert office.types(line).code == REFUSED, "it is not made over it"


def test_a_file_that_is_stopped_half_way_is_not_there(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "log.csv").write_text("Ref,Action,Owner,Status\n1,Share the plan,CC,Open\n")
    with monkeypatch.context() as here:
        here.setattr(disk, "put_new", lambda *_: signal.raise_signal(signal.SIGTERM))
        said = office.types("import log.csv --body HTA --draft out")
    assert (said.code, list(tmp_path.glob("*out*"))) == (STOPPED, [])


def test_a_paper_that_was_to_be_replaced_is_there_again(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office.done(f"{PAPER} out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    office.done('action raise "Do more" --owner CC --on 2019-02-01')
    with monkeypatch.context() as here:
        here.setattr(disk, "put_new", lambda *_: signal.raise_signal(signal.SIGTERM))
        assert office.types(f"{PAPER} out --replace").code == STOPPED
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    office.done(f"{PAPER} out --replace")


@pytest.mark.parametrize("line", ["backup out.ledger", "ledger copy {} out.ledger"])
def test_a_copy_that_is_stopped_leaves_no_files_of_it(
    office: Office,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
) -> None:
    line = line.format(office.path)
    (tmp_path / "notes.txt").write_text("The plan was shared.\n")
    office.done("action evidence A-2018-003 shown --file notes.txt", "seal --seal-key key")
    put = disk.put_new

    def stop(draft: Path, to: Path) -> None:
        if to.absolute() == tmp_path / "out.ledger":
            signal.raise_signal(signal.SIGTERM)
        put(draft, to)

    with monkeypatch.context() as here:
        here.setattr(disk, "put_new", stop)
        assert office.types(line).code == STOPPED
    assert not list(tmp_path.glob("*out.ledger*"))
    office.done(line)
    underway.clear()  # As at the end of the process.
    assert {"out.ledger", "out.ledger.files"} <= {path.name for path in tmp_path.iterdir()}


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
    told = f" {tmp_path / kept} is there, and whole." if kept else ""
    assert said.err.endswith(f"stopped. It was recorded: do not repeat it.{told}\n"), said
    assert office.size == size + 1 and (tmp_path / kept).exists()
