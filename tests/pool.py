"""DuckDB connections used again: a new one costs more than most questions. So do the processes for
anybody's SQL, which are forked from one that has read the program."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import SimpleNamespace

import duckdb
import forked
import pytest

from projections import Projections, sandbox

AS_NEW = (
    "SELECT (SELECT count(*) FROM duckdb_tables()), (SELECT count(*) FROM duckdb_databases()),"
    " (SELECT count(*) FROM duckdb_views() WHERE NOT internal),"
    " current_setting('threads'), current_setting('memory_limit'),"
    " current_setting('temp_directory'), current_setting('TimeZone'),"
    " current_setting('preserve_insertion_order'), current_schema()"
)
ITSELF = {"_connect": Projections._connect, "close": Projections.close}
FORKS = SimpleNamespace(
    Popen=forked.sandbox_child, PIPE=subprocess.PIPE, TimeoutExpired=subprocess.TimeoutExpired
)


@contextmanager
def pooled() -> Iterator[None]:
    """Let Projections use a connection again that an earlier one has closed. It is not shut to what
    is outside, for it is of no one ledger."""
    idle: list[duckdb.DuckDBPyConnection] = []
    owner = os.getpid()
    with _new() as new:
        clean = new.execute(AS_NEW).fetchone()

    def connect(self: Projections) -> None:
        # A forked process has none of DuckDB's threads.
        if idle and os.getpid() == owner:
            self.connection = idle.pop()
        else:
            self.connection = _new()

    def close(self: Projections) -> None:
        try:
            self._within.execute(
                "BEGIN; COMMIT;"  # Which is an error in a transaction that was left open.
                f"{' DROP VIEW events; DROP VIEW recorded;' if self._viewed else ''}"
                " DROP TABLE retractions;"
                " DROP TABLE IF EXISTS tail; DROP TABLE IF EXISTS taken_back;"
                " DETACH DATABASE IF EXISTS generation"
            )
            again = self._within.execute(AS_NEW).fetchone() == clean
        except duckdb.Error:
            again = False
        if again and os.getpid() == owner:
            idle.append(self._within)
            self.connection = _Closed()
        else:
            self._within.close()

    with pytest.MonkeyPatch.context() as patch:
        # For every value in a question DuckDB looks for pandas, twice; and again, where it is not.
        if "pandas" not in sys.modules and find_spec("pandas") is None:
            patch.setitem(sys.modules, "pandas", None)
        patch.setattr(Projections, "_connect", connect)
        patch.setattr(Projections, "close", close)
        if hasattr(os, "fork"):
            patch.setattr(sandbox, "subprocess", FORKS)
        yield
    for connection in idle:
        connection.close()


def _new() -> duckdb.DuckDBPyConnection:
    """With no thread beside it: a small ledger gives two nothing to share."""
    return duckdb.connect(config={"threads": 1})


@contextmanager
def none_pooled() -> Iterator[None]:
    """Let Projections do as it does."""
    with pytest.MonkeyPatch.context() as patch:
        for name, method in ITSELF.items():
            patch.setattr(Projections, name, method)
        patch.setattr(sandbox, "subprocess", subprocess)
        yield


class _Closed:
    """In the place of a connection that was given back."""

    def execute(self, *_: object) -> None:
        raise duckdb.ConnectionException("Connection already closed")

    def close(self) -> None:
        """Closed already."""
