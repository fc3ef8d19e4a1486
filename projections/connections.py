"""What a connection to DuckDB may reach outside, and how a path is written in its SQL."""

import os
import re
from pathlib import Path

import duckdb

ASKED_BYTES = 3_000_000_000  # For questions of a large ledger, which may also use the disk.
_SHUT = "; ".join(
    f"SET {name} = false"
    for name in (
        *("autoinstall_known_extensions", "autoload_known_extensions"),
        *("allow_community_extensions", "enable_external_access"),
    )
)


def shut(
    connection: duckdb.DuckDBPyConnection,
    files: list[Path],
    open_to: Path | None = None,
    room: Path | None = None,
) -> None:
    """Let a connection reach these generations and the folder `open_to`, and nothing else outside:
    no file, no network, no extension. It may put what does not fit into memory in the folder
    `room`, and then uses less memory."""
    paths = [file for path in files for file in (path, f"{path}.wal")]
    # The default is .tmp in the current folder, which any statement could read.
    connection.execute(f"SET temp_directory = '{quoted(open_to or room or '')}'")
    if room is not None and _memory() > ASKED_BYTES:
        connection.execute(f"SET memory_limit = '{ASKED_BYTES}B'")
    if open_to is not None:
        connection.execute(f"SET allowed_directories = ['{quoted(open_to)}']")
    allowed = ", ".join(f"'{quoted(path)}'" for path in paths)
    connection.execute(f"SET allowed_paths = [{allowed}]; {_SHUT}")


def _memory() -> int:
    """How many bytes of memory the machine has; 0 if unknown."""
    if not hasattr(os, "sysconf"):
        return 0
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


# DuckDB's errors for a failing file; the second at the end of a transaction.
OF_FILES = duckdb.IOException, duckdb.TransactionException


def about(error: duckdb.Error, folder: Path) -> bool:
    """Whether DuckDB's message is about a file in `folder`, or names no file."""
    named = re.findall(r'"([^"]+)"', str(error))
    return not named or any(Path(name).is_relative_to(folder) for name in named)


def quoted(path: Path | str) -> str:
    return str(path).replace("'", "''")
