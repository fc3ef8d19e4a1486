"""A clerk who types commands at one ledger: what they say, where, and how they end."""

import os
import shlex
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import postgres_server
import pytest
from made import made_once

from commands.menu import main
from ledger.application import Ledger
from ledger.events import Recorded

ROOT = Path(__file__).parent.parent
# ./scripts/test-postgres runs these on a database: all but those that are about the file itself.
ON_POSTGRES = os.environ.get("GOVLEDGER_TESTS_ON") == "postgres"
of_a_file = pytest.mark.skipif(ON_POSTGRES, reason="about the file itself")
DONE, REFUSED, MISUSED, NOT_FOUND, NEEDED, BROKEN, UNAVAILABLE = range(7)
REF = "A-2019-001"
RAISE = (
    'action raise "Share the resourcing plan" --owner CC --due 2019-02-01'
    " --meeting HTA/2019-01-15 --item 2.1"
)


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Office:
    """One ledger and somebody who types at it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys
        self.place: Path | str = path
        if ON_POSTGRES:
            self.place = postgres_server.shared().new()

    def types(self, line: str, *more: str) -> Result:
        """Type a line as at a shell; `more` are arguments given as they are."""
        self.capsys.readouterr()
        code = 0
        try:
            main(["--ledger", str(self.place), *shlex.split(line), *more])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        out, err = self.capsys.readouterr()
        assert "Traceback" not in out + err
        if ON_POSTGRES and line.split()[0] == "init" and not code:
            postgres_server.shared().says_itself(str(self.place))
        if code:
            assert err.lstrip().startswith("govledger: ") or "Usage" in out, err
        return Result(code, out, err)

    def done(self, *lines: str) -> Result:
        for line in lines:
            result = self.types(line)
            assert result.code == DONE, f"{line}\n{result.err}"
        return result

    def begins(self, *lines: str) -> None:
        """What `done` does of `lines`, the first of which is init, by a copy where it can be; this
        machine has seen nothing of it yet."""
        if ON_POSTGRES:
            self.place = postgres_server.shared().new()
            with tempfile.TemporaryDirectory() as elsewhere, pytest.MonkeyPatch.context() as patch:
                patch.setenv("GOVLEDGER_ANCHORS", elsewhere)
                self.done(*lines)
            return
        key = (lines, os.environ["GOVLEDGER_NOW"], os.environ["GOVLEDGER_ACTOR"])
        with tempfile.TemporaryDirectory() as elsewhere, pytest.MonkeyPatch.context() as patch:
            patch.setenv("GOVLEDGER_ANCHORS", elsewhere)
            made_once(self.path, key, lambda: self.done(*lines))

    def kept(self) -> Callable[[], object]:
        """What puts the ledger back as it is now."""
        if ON_POSTGRES:
            server = postgres_server.shared()
            copy = server.copied(self.place)
            return lambda: server.put_back(copy, self.place)
        backup = self.path.read_bytes()

        def put_back() -> None:
            for file in (self.path, *self.path.parent.glob("office.ledger-*")):
                file.unlink()
            self.path.write_bytes(backup)

        return put_back

    def refuses(self, code: int, line: str, *words: str) -> str:
        before = self.size
        result = self.types(line)
        assert result.code == code, result
        assert result.out == "", "nothing on stdout that a script could take for a reference"
        for word in words:
            assert word in result.err, result.err
        assert self.size == before, "a refusal records nothing"
        return result.err

    @property
    def events(self) -> list[Recorded]:
        ledger = Ledger.open(self.place, read_only=True)
        try:
            return list(ledger.after(0))
        finally:
            ledger.close()

    @property
    def size(self) -> int:
        """How many events there are."""
        if ON_POSTGRES:
            return len(self.events)
        if not self.path.exists():
            return 0
        with closing(sqlite3.connect(self.path)) as raw:  # In a tenth of the time of a ledger.
            return int(raw.execute("SELECT count(*) FROM stored_events").fetchone()[0])

    def state(self, kind: str, ref: str, day: str | None = None):
        ledger = Ledger.open(self.place, read_only=True)
        try:
            return ledger.state(kind, ref, on=date.fromisoformat(day) if day else None)
        finally:
            ledger.close()


CC = 'post define CC "Chief Constable"'
PCC = 'post define PCC "Police and Crime Commissioner"'
CEX = 'post define CEX "Chief Executive"'
HTA = 'body add HTA "Monthly holding to account" --cadence monthly'
OFFICE = ("init", CC, PCC, CEX, HTA, "meeting open HTA --on 2019-01-15 --chair PCC")
