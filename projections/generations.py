"""A generation: one immutable DuckDB file of all events up to a position.

It is built beside, checked, and published by giving it its name; nobody ever writes to a file that
somebody may be reading. So a question needs no lock, two builders do no harm, and a builder killed
at any moment leaves only a folder that the next one sweeps. Delete them all and they come back.
"""

import gc
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from ledger import disk, underway
from ledger.book import Ledger
from ledger.problems import Unavailable
from ledger.unavailable import concerns
from projections import events

MEMORY_LIMIT = "400MB"
BUILD_MEMORY = "240MB"  # With what Python holds, under 400 MB.
STALE_SECONDS = 6 * 3600
_BUILD, _ALIVE = ".build-", "alive"


def folders(ledger: Ledger) -> list[Path]:
    """Where the generations of a ledger may be: beside it, or in the person's cache."""
    beside = ledger.path.with_name(ledger.path.name + ".projections")
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # Nobody's account, without a home.
        return [beside]
    return [beside, cache / "govledger" / ledger.identity]


def _writable(ledger: Ledger) -> Path | None:
    for folder in folders(ledger):
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
    return None


def attach_newest(connection: duckdb.DuckDBPyConnection, ledger: Ledger, head: int) -> int:
    """Attach the newest generation that fits the ledger as `generation`; the position it goes up
    to, or 0 where there is none."""
    for path in sorted(found(ledger), key=position_of, reverse=True):
        if position_of(path) <= head and _attach(connection, ledger, path):
            return position_of(path)
    return 0


def found(ledger: Ledger) -> list[Path]:
    """Every generation of the shape that questions use."""
    return [path for folder in folders(ledger) for path in _published(folder)]


def _published(folder: Path) -> list[Path]:
    return list(folder.glob(f"events-{events.fingerprint()}-*.duckdb"))


def position_of(path: Path) -> int:
    number = path.stem.rpartition("-")[2]
    return int(number) if number.isdigit() else 0


def _attach(connection: duckdb.DuckDBPyConnection, ledger: Ledger, path: Path) -> bool:
    try:
        connection.execute(f"ATTACH '{quoted(path)}' AS generation (READ_ONLY)")
    except duckdb.Error:
        return False  # Swept by another process, or not whole: an older one or the ledger will do.
    says: list[Any] = []
    with suppress(duckdb.Error):
        says = connection.execute("SELECT * FROM generation.meta").fetchall()
        count = connection.execute("SELECT count(*) FROM generation.events").fetchall()
        if says == [meta(ledger, position_of(path))] and count == [(position_of(path),)]:
            return True
    connection.execute("DETACH generation")
    if says and says[0][0] == ledger.identity and says[0][-1] != last_erasure(ledger):
        with suppress(OSError):  # It holds in clear what was erased since.
            path.unlink()
    return False


def forget(ledger: Ledger) -> list[Path]:
    """Remove every generation, which holds in clear what was erased since, and what a builder left
    that was killed; those that could not be removed. One still at work sees to its own."""
    left = []
    for path in (p for folder in folders(ledger) for p in folder.glob("*")):
        try:
            if path.name.startswith("events-"):
                path.unlink(missing_ok=True)
            elif path.name.startswith(".build-") and not _alive(path):
                shutil.rmtree(path)
        except OSError:  # Why does not matter: it is still there.
            left.append(path)
    return left


def discard(ledger: Ledger, position: int) -> None:
    """Remove a generation that turned out to be damaged."""
    for folder in folders(ledger):
        for path in _published(folder):
            if position_of(path) == position:
                with suppress(OSError):
                    path.unlink()


META = {
    "identity": "VARCHAR",
    "fingerprint": "VARCHAR",
    "position": "BIGINT",
    "leaf": "VARCHAR",
    "erasure": "BIGINT",
}


def meta(ledger: Ledger, position: int) -> tuple[str, str, int, str, int]:
    """What ties a generation to its ledger: identity, shape, last position, that event's hash, and
    the erasure up to which it holds no value that was erased."""
    rows = ledger.query("SELECT leaf_hash FROM stored_events WHERE position = ?", [position])
    leaf = bytes(rows[0][0]).hex() if rows else ""
    return ledger.identity, events.fingerprint(), position, leaf, last_erasure(ledger)


def last_erasure(ledger: Ledger) -> int:
    rows = ledger.query(
        "SELECT coalesce(max(position), 0) FROM stored_events"
        " WHERE originator_id >= 'erasure:' AND originator_id < 'erasure;'"
    )
    return int(rows[0][0])


def build(ledger: Ledger, progress: Callable[[int], Any] = lambda _: None) -> Path | None:
    """Build and publish a generation of the whole ledger; None where nothing can be written.
    Raises Unavailable where that fails half way, as on a full disk."""
    folder = _writable(ledger)
    if folder is None:
        return None
    upto, erasure = ledger.size, last_erasure(ledger)
    final = folder / f"events-{events.fingerprint()}-{upto:012}.duckdb"
    try:
        with _at_work(folder / f"{_BUILD}{os.getpid()}-{secrets.token_hex(4)}") as work:
            draft = work / final.name
            write(ledger, upto, erasure, draft, work, progress)
            with duckdb.connect() as checking:
                if not _attach(checking, ledger, draft):
                    raise OSError(f"{draft} does not hold the ledger")
            _publish(draft, final)
        if last_erasure(ledger) != erasure:
            final.unlink(missing_ok=True)
            raise OSError("a value was erased meanwhile")
    except (OSError, duckdb.Error) as error:  # What DuckDB says is told, and blames nobody.
        if isinstance(error, OSError) and error.errno is not None and not concerns(error, folder):
            raise
        raise Unavailable(f"No projections could be kept in {folder}: {error}.") from error
    _sweep(folder, final)
    return final


def write(
    ledger: Ledger,
    upto: int,
    erasure: int,
    draft: Path,
    work: Path,
    progress: Callable[[int], Any],
) -> None:
    """Write the events up to a position, and what ties them to the ledger and its last `erasure`,
    to the new file `draft`; `work` is a folder for the while."""

    def told() -> Iterator[list[events.Row]]:
        for page in events.pages(ledger, 0, upto):
            yield page
            progress(page[-1][0])

    gc.disable()  # Nothing here is a circle, and looking for one a million times takes its time.
    try:
        files = events.write_files(told(), work)
    finally:
        gc.enable()
    with duckdb.connect() as connection:
        # One thread writes rows in order within that; two are no faster and take 1 GB.
        connection.execute(f"SET memory_limit = '{BUILD_MEMORY}'; SET threads = 1")
        connection.execute(f"SET temp_directory = '{quoted(work)}'")
        connection.execute(f"ATTACH '{quoted(draft)}' AS generation (STORAGE_VERSION 'v1.2.0')")
        events.create_from_files(connection, files)
        shape = ", ".join(f"{name} {type_}" for name, type_ in META.items())
        connection.execute(f"CREATE TABLE generation.meta ({shape})")
        row = (*meta(ledger, upto)[:-1], erasure)
        connection.execute("INSERT INTO generation.meta VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("CHECKPOINT generation")
        connection.execute("DETACH generation")


def _sweep(folder: Path, newest: Path) -> None:
    """Remove what came before: a reader that has an old file open keeps it until it is done."""
    for path in folder.glob("events-*.duckdb"):
        if path != newest and position_of(path) <= position_of(newest):
            with suppress(OSError):
                path.unlink()
    for left in folder.glob(".build-*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS or not _alive(left):
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _at_work(work: Path) -> Iterator[Path]:
    """A folder to build in, gone afterwards; while this process lives, _alive says so."""
    with underway.folder(work), (work / _ALIVE).open("wb") as file:
        disk.hold(file)
        yield work


def _alive(left: Path) -> bool:
    """Whether whoever builds in the folder is still there: then its file is held open."""
    return disk.held(left / _ALIVE)


def _publish(draft: Path, final: Path) -> None:
    try:
        disk.replace(draft, final)
    except PermissionError:
        # Windows: somebody reads one of the same events, which will do as well.
        if not final.exists():
            raise


def about(error: duckdb.IOException, folder: Path) -> bool:
    """Whether what DuckDB says of a file is about one in `folder`, or names none."""
    named = re.findall(r'"([^"]+)"', str(error))
    return not named or any(Path(name).is_relative_to(folder) for name in named)


def quoted(path: Path) -> str:
    return str(path).replace("'", "''")
