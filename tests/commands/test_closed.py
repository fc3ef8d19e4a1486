"""What a command opened is closed when it ends, whether it was carried out or refused."""

import gc
import sqlite3
import sys

import pytest

from commands.menu import main
from ledger.store.sqlite import patient

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the same there")


@pytest.fixture
def office(empty):
    empty.begins("init", "action raise Ride --owner CC --on 2019-01-15")
    return empty


def is_open(connection):
    try:
        connection.execute("select 1")
    except sqlite3.ProgrammingError:
        return False
    return True


@pytest.mark.parametrize(
    "line",
    [
        "show A-2019-001",
        "show A-2019-009",
        "action progress A-2019-001 'It is planned'",
        "action progress A-2019-001 'It is planned' --dry-run",
        "action close A-2019-009 --verified-by CEX --evidence x",
        "action close A-2019-001 --verified-by CC --evidence x",
        "ask open_actions --as-of never",
        "ask open_actions",
        "verify",
        "verify --trusted '9 events, root abc'",
        "action raise Ride --owner ZZ",
        "post appoint ZZ Jo",
        "minute --file none.txt",
        "seal --seal-key none",
        "backup --check none",
    ],
)
def test_no_connection_is_left_open(office, monkeypatch, line):
    made = []

    class Told(patient.Connection):
        def __init__(self, *given, **more):
            super().__init__(*given, **more)
            made.append(self)

    monkeypatch.setattr(patient, "Connection", Told)
    gc.disable()  # What refers to itself would be closed by it, at some time.
    try:
        office.types(line)
        assert made or "none" in line or "never" in line
        assert not any(is_open(one) for one in made)
    finally:
        gc.enable()


def test_a_ledger_of_a_later_layout_is_not_left_open(office, monkeypatch):
    with sqlite3.connect(office.path) as raw:
        raw.execute("PRAGMA user_version=999")
    raw.close()
    made = []
    monkeypatch.setattr(
        patient, "connect", lambda *a, of=patient.connect: made.append(of(*a)) or made[-1]
    )
    with pytest.raises(SystemExit):
        main(["--ledger", str(office.path), "show", "A-2019-001"])
    assert not any(is_open(one) for one in made)
