"""A generation: one immutable DuckDB file of all events up to a position.

It is built under another name, checked, and published by renaming; nobody ever writes to a file
that somebody may be reading. So a question needs no lock, two builders do no harm, and a builder
killed at any moment leaves only a folder that the next one removes. If all are deleted, they are
built again.
"""

import gc
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from ledger.application import Ledger
from ledger.errors import Unavailable
from ledger.storage_errors import concerns
from ledger.system import contents, disk
from projections import believed, digests, ends, events, folders, index
from projections.connections import quoted

# Together with Python, under 400 MB. One thread writes rows in order within that; two are not
# faster, and take 1 GB.
WRITING: dict[str, Any] = {"memory_limit": "240MB", "threads": 1}
STALE_SECONDS = 6 * 3600
SMALL = 20_000  # Events of which most columns have too little for a block, or to be compressed.


def build(ledger: Ledger, progress: Callable[[int], Any] = lambda _: None) -> Path | None:
    """Build and publish a generation of the whole ledger; returns its file, or None if nothing can
    be written. Raises Unavailable if that fails half way, as on a full disk."""
    folder = folders.writable(ledger)
    if folder is None:
        return None
    upto = ledger.size
    gone = believed.left_out(ledger, upto)
    final = folder / f"events-{events.fingerprint()}-{upto:012}.duckdb"
    built_in = folder / f"{folders.BUILD}{os.getpid()}-{secrets.token_hex(4)}"
    try:
        with folders.at_work(built_in) as work:
            draft = work / final.name
            with duckdb.connect(config=WRITING) as connection:
                write(connection, ledger, upto, gone, draft, work, progress)
                draft.chmod(0o600)
                if not believed.fits(connection, ledger, draft, upto):
                    raise OSError(f"{draft} does not hold the ledger")
            digests.keep(ledger, draft)
            _publish(draft, final)
        if believed.left_out(ledger, upto) != gone:
            final.unlink(missing_ok=True)
            raise OSError("a value was erased meanwhile, or an event put beyond its reader")
    except (OSError, duckdb.Error) as error:  # DuckDB's own words are shown; nobody is blamed.
        if isinstance(error, OSError) and error.errno is not None and not concerns(error, folder):
            raise
        raise Unavailable(
            f"No projections could be kept in {folder}: {contents.why(error)}."
        ) from error
    _sweep(ledger, folder, final)
    return final


def write(
    connection: duckdb.DuckDBPyConnection,
    ledger: Ledger,
    upto: int,
    gone: tuple[int, int],
    draft: Path,
    work: Path,
    progress: Callable[[int], Any],
) -> None:
    """Write the events up to a position, and what ties them to the ledger and to what is `gone`
    from it (left_out), to the new file `draft`; `work` is a folder for the while. The connection is
    one with these settings (WRITING), to nothing else."""

    def reported_pages() -> Iterator[list[events.Row]]:
        for page in events.pages(ledger, 0, upto):
            yield page
            progress(page[-1][0])

    gc.disable()  # Nothing here is cyclic, and looking for cycles a million times is slow.
    try:
        files = events.write_files(reported_pages(), work)
    finally:
        gc.enable()
    connection.execute(f"SET temp_directory = '{quoted(work)}'")
    how = "STORAGE_VERSION 'v1.2.0'"
    if upto <= SMALL:
        how += ", BLOCK_SIZE 16384"
        connection.execute("SET force_compression = 'uncompressed'")
    connection.execute(f"ATTACH '{quoted(draft)}' AS generation ({how})")
    events.create_from_files(connection, files)
    ends.mark(connection)
    index.create(connection, "generation.events", "generation")
    shape = ", ".join(f"{name} {type_}" for name, type_ in believed.META.items())
    connection.execute(f"CREATE TABLE generation.meta ({shape})")
    row = (*believed.meta(ledger, upto)[:-2], *gone)
    connection.execute("INSERT INTO generation.meta VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.execute("CHECKPOINT generation")
    connection.execute("DETACH generation")


def _sweep(ledger: Ledger, folder: Path, newest: Path) -> None:
    """Remove earlier ones: a reader that has an old file open keeps it until it is done."""
    for path in folder.glob("events-*.duckdb"):
        if path != newest and folders.position_of(path) <= folders.position_of(newest):
            with suppress(OSError):
                path.unlink()
            digests.sweep(ledger, path)
    for left in (*folder.glob(f"{folders.ROOM}*"), *folder.glob(f"{folders.BUILD}*")):
        with suppress(OSError):
            old = time.time() - left.stat().st_mtime > STALE_SECONDS
            stale = old and left.name.startswith(folders.BUILD)
            if stale or not (folders.just_made(left) or folders.alive(left)):
                shutil.rmtree(left, ignore_errors=True)


def _publish(draft: Path, final: Path) -> None:
    try:
        disk.replace(draft, final)
    except PermissionError:
        # Windows: somebody is reading a file of the same events, which serves as well.
        if not final.exists():
            raise


def forget(ledger: Ledger) -> list[Path]:
    """Remove every generation, since each shows what was erased later, and what killed builders
    left; returns those that could not be removed. Builders still at work remove their own."""
    left = []
    every = [folder for lower in ("", digests.LOWER) for folder in folders.under(ledger, lower)]
    found = []
    for folder in every:
        try:
            found += folders.inside(folder)
        except OSError:  # As far as anybody knows, everything in it exists.
            left.append(folder)
    for path in found:
        try:
            if path.name.startswith("events-"):
                path.unlink(missing_ok=True)
            elif path.name.startswith((folders.BUILD, folders.ROOM)) and not folders.alive(path):
                shutil.rmtree(path)
        except OSError:  # The reason does not matter: it is still there.
            left.append(path)
    return left


def discard(ledger: Ledger, position: int) -> None:
    """Remove a generation that turned out to be damaged."""
    for folder in folders.of(ledger):
        for path in folders.published(folder):
            if folders.position_of(path) == position:
                with suppress(OSError):
                    path.unlink()
