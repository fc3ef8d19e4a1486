"""The answers of several ledgers, kept in a folder of each (`copies.keep`) and read as one.

Events are never joined: their positions and references mean something else in each ledger.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from projections import connections, copies
from projections.rows import Rows


class Together:
    """The answers that are in these folders, one folder after the other. `open_to`: the folder that
    they, and what is written, lie in."""

    def __init__(self, folders: Sequence[Path], open_to: Path) -> None:
        self._folders = folders
        self._connection = duckdb.connect()
        copies.steady(self._connection)
        connections.shut(self._connection, [], open_to)

    def close(self) -> None:
        self._connection.close()

    def answers(self) -> Iterator[tuple[str, Rows]]:
        """The name of each, and its rows."""
        for name, select in self._each().items():
            yield name, copies.rows_of(self._connection, select)

    def count(self, name: str) -> int:
        """How many rows an answer has."""
        counted = f"SELECT count(*) FROM ({self._all(name)})"
        (found,) = self._connection.cursor().execute(counted).fetchall()
        return int(found[0])

    def parquet(self, folder: Path, as_of: date, line: str) -> None:
        copies.answers_as_parquet(self._connection, self._each(), folder, as_of, line)

    def database(self, file: Path, about: dict[str, Any], more: dict[str, str]) -> None:
        copies.answers_as_database(self._connection, self._each(), file, about, more)

    def _each(self) -> dict[str, str]:
        return {name: self._all(name) for name in copies.answerable()}

    def _all(self, name: str) -> str:
        files = ", ".join(
            f"'{connections.quoted(folder / name)}.parquet'" for folder in self._folders
        )
        return f"SELECT * FROM read_parquet([{files}])"
