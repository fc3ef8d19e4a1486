"""People's own SQL, in a separate process that is killed when necessary.

    with Sandbox(path, today=date(2018, 11, 27)) as box:
        answer = box.run("select ref, due from open_actions where overdue")

Nothing it is asked can change, read or hold up anything else. There are four walls, each enough for
most attacks: the child (sandboxed.py) accepts one statement, and only one that reads; DuckDB is
locked, in a read-only transaction, without files, extensions or settings; the process can open no
file and has limited memory and time; and whatever it does, it is killed when its time is up. A
child serves one person, and is restarted, with what was recorded since, whenever it had to be
killed.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ledger import errors
from ledger.errors import Faulted, Problem, Refused
from ledger.store.opening import Place
from ledger.unknown import Kind
from projections import pipes
from projections.messages import _REPLIES, Ask, Failed, Ready, ResultSet, receive, send

ROWS = 10_000
SECONDS = 30.0
MEMORY_MB = 1_000
LONGEST_ASKED = 100_000
CHILD = "projections.sandboxed"
LOWERED = "lowered"  # Tells the child to read without clearance.
HOME = Path(__file__).parent.parent
# What the child may know: where this person's files are, and the language.
_TOLD = (
    *("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "GOVLEDGER_ANCHORS"),
    *("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH"),
    *("SYSTEMROOT", "USERPROFILE", "TEMP", "TMP"),  # Python on Windows needs the first.
)
OVERTIME = 124  # The exit code of a child that ended itself after its time limit.


class Sandbox:
    """The ledger at `place`, open to one person's SQL. `today` is the day that is meant where none
    is said. `progress` is told how many events are read, where there are many to read first.
    `anchors` is the folder of anchors, where it is not the one that the environment says.
    `lowered`: as it is read without clearance."""

    def __init__(
        self,
        place: Place,
        today: date,
        progress: Callable[[int], Any] = lambda _: None,
        anchors: Path | None = None,
        lowered: bool = False,
    ) -> None:
        self.place = place if isinstance(place, str) else place.absolute()
        self.today, self.progress = today, progress
        self.anchors, self.lowered = anchors, lowered
        self.size = 0  # How many events the child knows.
        self.unknown_kinds: list[Kind] = []
        self.unlimited: list[str] = []
        self._child: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def begin(self) -> None:
        """Start the child if there is none; it prepares while the caller does something else."""
        if self._child is not None:
            return
        env = {name: os.environ[name] for name in _TOLD if name in os.environ}
        if of_a_database := isinstance(self.place, str):
            env |= {name: said for name, said in os.environ.items() if name.startswith("PG")}
            env["GOVLEDGER_LEDGER"] = str(self.place)
        if self.anchors is not None:
            env["GOVLEDGER_ANCHORS"] = str(self.anchors.absolute())
        env["PYTHONPATH"] = os.pathsep.join([str(HOME), *filter(None, sys.path)])
        self._ready = False
        self._child = subprocess.Popen(
            # An address may hold a password, and anybody may read a command line.
            [
                sys.executable,
                "-P",
                "-m",
                CHILD,
                "-" if of_a_database else str(self.place),
                *([LOWERED] if self.lowered else []),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("GOVLEDGER_DEBUG") else subprocess.PIPE,
            env=env,
            # Ctrl-C is for us: we kill it. The first is heeded by Windows alone, the second there
            # by nobody.
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            start_new_session=True,
        )
        assert self._child.stdin and self._child.stdout
        self._link = pipes.ToChild(self._child.stdout, self._child.stdin)

    def run(
        self,
        sql: str,
        as_of: date | None = None,
        known_by: date | None = None,
        *,
        rows: int = ROWS,
        seconds: float = SECONDS,
    ) -> ResultSet:
        """The answer to one statement. Raises Misused for what is not SQL or asks for what is not
        there; Refused for what may not be, or took too much and was stopped; and what the ledger
        itself is refused with."""
        if len(sql) > LONGEST_ASKED:
            raise Refused(f"That is longer than {LONGEST_ASKED:,} characters. Say it shorter.")
        day = as_of or known_by or self.today
        with self._one_at_a_time:
            self._wait()
            return self._exchange(Ask(sql, day, known_by, self.today, rows, seconds))

    def wait(self) -> None:
        """Wait until the child is ready, without a limit: the work is our own. Raises Problem."""
        with self._one_at_a_time:
            self._wait()

    def _wait(self) -> None:
        if self._child is not None and self._child.poll() is not None:
            self._kill()
        self.begin()
        if not self._ready:
            try:
                self._exchange(None)
            except Problem:  # It cannot continue without a ledger.
                self._kill()
                raise
            self._ready = True

    def _exchange(self, ask: Ask | None) -> ResultSet:
        """Send the request and read the reply; the child is killed if it gives none."""
        seconds = ask.seconds if ask else 0.0
        try:
            if ask:
                send(self._link, ask)
            return self._reply(time.monotonic() + seconds if ask else None)
        except TimeoutError:
            self._kill()
            raise Refused(_too_long(seconds)) from None
        except (EOFError, OSError, msgspec.MsgspecError):  # The pipe is broken: the child is gone.
            raise self._death(seconds) from None
        except Problem:
            raise
        except BaseException:  # Mostly Ctrl-C.
            self._kill()
            raise

    def _reply(self, until: float | None) -> ResultSet:
        while True:
            reply = _REPLIES.decode(receive(self._link, until))
            if isinstance(reply, Failed):
                if reply.last:
                    self._kill()
                raise getattr(errors, reply.problem, Refused)(reply.says)
            if isinstance(reply, ResultSet):
                return reply
            if isinstance(reply, Ready):
                self.size, self.unknown_kinds = reply.size, reply.unknown_kinds
                self.unlimited = reply.unlimited
                return ResultSet([], [], [])
            self.progress(reply.done)

    def _death(self, seconds: float) -> Problem:
        """What is known about how the child ended: its exit code, and its last line if any."""
        was_ready, child = self._ready, self._child
        code, said = None, ""
        if child is not None:
            with suppress(subprocess.TimeoutExpired):
                child.wait(1)
            code, said = child.returncode, _last_line(child)
        self._kill()
        if code in (-24, OVERTIME):  # SIGXCPU
            return Refused(_too_long(seconds))
        how = "was ended" if code is None else f"ended with {code}"
        how = f"was ended by signal {-code}" if code is not None and code < 0 else how
        if not was_ready:
            how += f" before it began ({said})" if said else " before it began"
            return Faulted(f"The process that answers {how}. GOVLEDGER_DEBUG=1 shows more.")
        return Refused(
            f"The process that answers {how} while it was at that. Ask for less, or more simply."
        )

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            if self._child.stderr is not None:
                self._child.stderr.close()
            self._link.close()
            self._child = None

    def stop(self) -> None:
        """End the current statement from another thread: it is refused there."""
        if (child := self._child) is not None:
            child.kill()

    def close(self) -> None:
        self._kill()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _last_line(child: subprocess.Popen[bytes]) -> str:
    """The last line of a child's standard error: the fault, if it is a traceback."""
    if child.stderr is None or child.returncode is None:
        return ""
    lines = child.stderr.read(LONGEST_ASKED).decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")[:300]


def _too_long(seconds: float) -> str:
    return (
        f"That took longer than {seconds:g} seconds and was stopped. Ask for less: a day, a where,"
        " or fewer rows to be joined."
    )
