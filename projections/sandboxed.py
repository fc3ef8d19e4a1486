"""The sandbox's child: prepares everything, locks itself in, and answers one statement at a time.

python -m projections.sandboxed FILE [lowered]
FILE is - where GOVLEDGER_LEDGER is the address of a database.
"""

import os
import re
import sys
import threading
from contextlib import suppress
from pathlib import Path

import duckdb
import msgspec

from ledger.application import Ledger
from ledger.errors import Misused, Problem, Refused
from ledger.store.opening import Place
from ledger.system import installation
from projections import Projections, days, plain_rows, schema, sql_errors
from projections.defining import Defined, define
from projections.messages import (
    LONGEST_ANSWER,
    Ask,
    Failed,
    Progress,
    Ready,
    ResultSet,
    receive,
    send,
)
from projections.pipes import Link, ToParent
from projections.sandbox import LOWERED, MEMORY_MB, OVERTIME

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

ADDRESS_SPACE = 2 << 30
UNLIMITED: list[str] = (
    []
    if resource is not None
    else ["the memory of a query beyond what DuckDB counts", "which files its process may open"]
)
_clocks: list[threading.Timer] = []  # The running timer, if the system has no alarm.
BEYOND_REPAIR = (duckdb.FatalException, duckdb.InternalException)
READS = {"select", "with", "from", "values", "describe", "summarize", "table"}
_FIRST = re.compile(r"(?:\s|\(|--[^\n]*(?:\n|$)|/\*.*?\*/)*(\w*)", re.DOTALL)
_LOCKED = {
    "memory_limit": f"'{MEMORY_MB}MB'",
    "threads": "1",
    "secret_directory": "''",
    "python_enable_replacements": "false",
    "python_scan_all_frames": "false",
    "errors_as_json": "true",
    "explain_output": "'all'",  # For days.misread.
    "lock_configuration": "true",  # Last, because it forbids any further setting.
}


def main(path: str, clearance: str = "") -> None:
    installation.without_pandas()
    link = ToParent()
    asked = msgspec.msgpack.Decoder(Ask)
    with suppress(EOFError, OSError):  # The parent is gone.
        try:
            now = _set_up(link, os.environ.pop("GOVLEDGER_LEDGER", "") or Path(path), clearance)
        except Problem as problem:
            return send(link, Failed(type(problem).__name__, str(problem)))
        except Exception as fault:  # The parent reports it: nobody reads this output.
            return send(link, Failed(*_as_problem(fault)))
        made: Defined = {}
        send(link, Ready(now.size, now.unknown_kinds(), UNLIMITED))
        while True:
            ask = asked.decode(receive(link))
            _give_time(ask.seconds)
            try:
                send(link, answer(now, ask, made))
            except Problem as problem:
                send(link, Failed(type(problem).__name__, str(problem)))
            except OverflowError:
                limit = f"{LONGEST_ANSWER >> 20} MB"
                says = f"The answer is longer than {limit}. Ask for fewer columns or rows."
                send(link, Failed("Refused", says))
            except (MemoryError, *BEYOND_REPAIR) as fault:
                return send(link, Failed("Refused", sql_errors.broken(fault), last=True))


def _as_problem(fault: Exception) -> tuple[str, str]:
    """The name of a problem and its sentence, for a fault that kept the questions from opening."""
    if (lacking := installation.incomplete(fault)) is not None:
        return "Incomplete", str(lacking)
    if isinstance(fault, (MemoryError, duckdb.OutOfMemoryException)):
        return "Faulted", "There was not enough memory on this machine to open the ledger."
    return "Faulted", f"The ledger could not be opened to questions: {fault!r}."


def _set_up(link: Link, place: Place, clearance: str) -> Projections:
    """The events, ready for questions; from here on no file can be opened and nothing written."""
    ledger = Ledger.open(place, read_only=True)
    ledger = ledger.lowered() if clearance == LOWERED else ledger
    now = Projections(ledger, lambda done: send(link, Progress(done)), aside=True)
    ledger.close()
    for name, value in _LOCKED.items():
        now.connection.execute(f"SET {name} = {value}")
    schema.near("")  # Reads what is needed to explain, while files can be opened.
    now.connection.execute("select date '2018-01-01', 1.5, [1], uuid(), interval 1 day").fetchall()
    for kind, limit in (
        ()
        if resource is None
        else (
            (resource.RLIMIT_AS, ADDRESS_SPACE),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, 0),
        )
    ):
        resource.setrlimit(kind, (limit, limit))
    return now


def _give_time(seconds: float) -> None:
    """Have the system, or a timer, end this process if nobody is left to kill it."""
    if resource is None:
        while _clocks:
            _clocks.pop().cancel()
        clock = threading.Timer(seconds + 2, os._exit, [OVERTIME])
        clock.daemon = True
        clock.start()
        _clocks.append(clock)
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def answer(now: Projections, ask: Ask, made: Defined) -> ResultSet:
    """The answer to one statement. Raises Misused or Refused."""
    connection = now.connection
    try:
        only_reads(connection, ask.sql)
        define(now, ask, made)
        misread = days.misread(connection, ask.sql)
        if misread is not None:
            raise Misused(misread)
        connection.execute("BEGIN TRANSACTION READ ONLY")
        try:
            return plain_rows.run(connection, ask.sql, ask.rows)
        finally:
            with suppress(duckdb.Error):
                connection.execute("ROLLBACK")
    except BEYOND_REPAIR:
        raise
    except (duckdb.Error, RuntimeError, ValueError, AttributeError) as error:
        # All are about the statement: the last three about values that Python cannot hold.
        raise sql_errors.as_problem(error, ask.sql) from None


def only_reads(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuse anything but one statement that reads. The real protection is in the other limits."""
    found = connection.extract_statements(sql)
    if not found:
        raise Misused("That contains no query. Try: from open_actions")
    first = _FIRST.match(sql)
    word = first[1].lower() if first else ""
    if word in READS and len(found) > 1:
        raise Refused(f"Those are {len(found)} statements. Ask one at a time.")
    if word not in READS or found[0].type != duckdb.StatementType.SELECT:
        raise Refused(
            f"{word.upper() or 'That'} is not asked here: a statement reads, and begins with"
            " select, from, with, values, describe or summarize."
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
