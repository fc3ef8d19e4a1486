"""What is erased from a database: gone from its tables at once, and from its write-ahead log, its
archive and backups after the retention that was stated; until then it is said that it is there."""

import os
import tempfile
from pathlib import Path

import postgres_server
import pytest

from commands.menu import run
from commands.session.app import App
from ledger.application import Ledger
from ledger.integrity.verify import verify

pytestmark = pytest.mark.slow
NAME = "Zebulon Quartermain-Pfeiffer"


def types(address: str, *words: str) -> None:
    app = App(address)
    try:
        run(list(words), app)
    finally:
        for name in ("recording", "reader"):
            if name in app.__dict__:
                app.__dict__[name].close()


def holding(*folders: Path) -> set[str]:
    """Where in these folders a file has the name, by the folder that it is in."""
    found = set()
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and NAME.encode() in file.read_bytes():
                found.add(file.relative_to(folder.parent).parts[1 if folder.name == "data" else 0])
    return found


@pytest.fixture
def kept():
    postgres_server.needed()
    archive = Path(tempfile.mkdtemp(prefix="archive-", dir=postgres_server.folder()))
    server = postgres_server.empty("erased")
    if server.account:
        os.chown(archive, server.account["user"], server.account["group"])
    server.settings |= {
        "archive_mode": "on", "archive_command": f"cp %p {archive}/%f", "wal_recycle": "off",
        "min_wal_size": "32MB", "wal_level": "replica", "log_parameter_max_length": "0",
        "log_statement": "all",
    }  # fmt: skip
    server.make()
    server.start()
    server.database("office")
    Ledger.create(server.address("office"))
    return server, archive


def test_what_was_erased_is_in_no_byte_after_the_retention(kept, capsys, monkeypatch):
    from patience import until

    server, archive = kept
    address = server.address("office")
    types(address, "post", "define", "ACC", "Assistant Chief Constable")
    types(address, "action", "raise", f"Write to [[{NAME}]]", "--owner", "ACC")
    types(address, "post", "appoint", "ACC", NAME, "--on", "27/2/18")
    server.tell("CHECKPOINT")
    assert holding(server.data) >= {"base", "pg_wal"}, "it can be found where it is"

    capsys.readouterr()
    types(address, "erase", NAME, "--basis", "UK GDPR Art 17(1)(b)", "--yes")
    told = capsys.readouterr().err
    assert "still holds it as long as those are kept: nobody has said how long" in told
    server.tell("CHECKPOINT")
    assert "base" not in holding(server.data), "the tables were written anew"
    assert "pg_wal" in holding(server.data), "as it was said"
    assert holding(server.folder / "log") == set()
    assert NAME.encode() not in (server.folder / "log").read_bytes()

    # The retention: what whoever runs the database does, and says.
    server.tell("SELECT ledger.keep_backups(30)", "office")
    commitment = next(
        one for recorded in events(address) for one in getattr(recorded.event, "commitments", ())
    )
    types(address, "erase", "--commitment", commitment, "--basis", "again")
    told = capsys.readouterr().err
    assert "It was already erased." in told and "after 30 days, as whoever runs" in told
    for _ in range(3):
        (segment,) = server.tell("SELECT pg_walfile_name(pg_switch_wal())")[0]
        until(lambda segment=segment: (archive / segment).exists(), "the archive")
        server.tell("CHECKPOINT")
        server.tell("SELECT txid_current()")
    assert holding(archive), "until the archive is let go"
    (last,) = server.tell("SELECT pg_walfile_name(pg_current_wal_lsn())")[0]
    server.run("pg_archivecleanup", archive, last)
    assert holding(server.data, archive) == set()
    ledger = Ledger.open(address)
    assert verify(ledger).ok
    ledger.close()


def events(address: str):
    ledger = Ledger.open(address, read_only=True)
    found = list(ledger.after(0))
    ledger.close()
    return found


def test_it_is_not_said_to_be_gone_while_an_older_session_may_see_it(kept, capsys):
    from ledger.errors import Unavailable

    server, _ = kept
    address = server.address("office")
    types(address, "action", "raise", f"Write to [[{NAME}]]", "--no-owner")
    with server.connect("office") as old:
        old.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        old.execute("SELECT 1 FROM ledger.events").fetchall()
        with pytest.raises(Unavailable, match=r"It is erased, but .* may still hold the text"):
            types(address, "erase", NAME, "--basis", "UK GDPR Art 17(1)(b)", "--yes")
    ledger = Ledger.open(address)
    assert ledger.store.settle()
    ledger.close()
    server.tell("CHECKPOINT")
    assert "base" not in holding(server.data)
