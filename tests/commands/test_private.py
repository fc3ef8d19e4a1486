"""What the program writes is for the person who runs it alone, whatever their umask says."""

import os

import forked
import pytest
from signing import key_file

from ledger.application import Ledger
from ledger.store.folder import FolderAttachments
from ledger.system import disk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="modes say who may read elsewhere only"),
]

SESSION = [
    "init",
    "post define ACC Assistant",
    "post appoint ACC Evans --on 1/1/18 --undated said",
    "action raise Write --owner ACC --on 1/2/18",
    "document register minute Minutes --file minute.txt",
    "ask open_actions --as-of 1/3/18",
    "seal --seal-key key --note note",
    "export audit-pack --to pack",
    "export audit-pack --to pack.zip",
    "export audit-pack --to without --without-personal",
    "export tables --format csv --to tables",
    "report action-log --on 1/3/18 --to paper",
    "unpack pack --to again.ledger",
]


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o277])
def test_everything_written_is_for_its_owner_alone(tmp_path, umask):
    (work := tmp_path / "work").mkdir()
    (work / "minute.txt").write_text("what was said")
    key_file(work / "key", 1)
    given = set(work.iterdir())
    homes = {f"XDG_{name}_HOME": str(work / name.lower()) for name in ("STATE", "CACHE", "CONFIG")}
    env = {**os.environ, **homes, "GOVLEDGER_LEDGER": "office.ledger"}
    script = (
        f"import os; os.umask({umask}); from commands.menu import main\n"
        f"for words in {SESSION!r}: main(words.split())\n"
        f"assert os.umask(0) == {umask}\n"
        # A reader that is still open has a -wal and a -shm.
        "from ledger.application import Ledger; held = Ledger.open('office.ledger'); held.size\n"
        "import subprocess, sys; print(subprocess.run(['find', '.', '-printf', '%m %p\\n'],"
        " capture_output=True, text=True).stdout)"
    )
    ran = forked.run([], code=script, cwd=work, env=env)
    assert ran.returncode == 0, ran.stderr
    lines = [line.split(" ", 1) for line in ran.stdout.splitlines() if line[:1].isdigit()]
    modes = {name: int(mode, 8) for mode, name in lines if name != "."}
    made = {n: m for n, m in modes.items() if work / n not in given and not n.startswith("./key")}
    wanted = ["office.ledger", "office.ledger-wal", "office.ledger-shm", "office.ledger.files"]
    wanted += [
        "pack/personal.jsonl",
        "pack.zip",
        "tables",
        "again.ledger",
        "state/govledger/anchors",
    ]
    assert {f"./{name}" for name in wanted} <= set(made)
    assert (work / "without" / "personal.jsonl").read_bytes() == b""
    loose = {name: oct(mode) for name, mode in made.items() if mode & 0o077}
    assert not loose


def test_a_library_makes_them_so_too(tmp_path):
    before = os.umask(0)
    try:
        Ledger.create(tmp_path / "office.ledger")
        FolderAttachments(tmp_path / "office.ledger").put(b"paper")
        disk.private_folder(tmp_path / "state" / "govledger" / "anchors")
    finally:
        os.umask(before)
    assert not [path for path in tmp_path.rglob("*") if disk.others_may(path)]


def test_a_folder_of_ours_that_was_looser_is_tightened_and_one_of_theirs_is_left(tmp_path):
    for name in ("govledger", "theirs"):
        (tmp_path / name / "anchors").mkdir(parents=True)
        (tmp_path / name / "anchors").chmod(0o755)
        disk.private_folder(tmp_path / name / "anchors")
    assert (tmp_path / "govledger" / "anchors").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "theirs" / "anchors").stat().st_mode & 0o777 == 0o755


def test_verify_tells_of_a_ledger_that_others_may_read(tmp_path, monkeypatch, capsys):
    from commands.menu import main

    monkeypatch.setenv("GOVLEDGER_LEDGER", str(path := tmp_path / "office.ledger"))
    main(["init"])
    main(["verify"])
    assert "Others on this machine" not in capsys.readouterr().err
    path.chmod(0o640)
    main(["verify"])
    assert f"Others on this machine can use {path}" in " ".join(capsys.readouterr().err.split())
