"""A generation: one immutable DuckDB file of all events up to a position.

It is built under another name, checked, and published by renaming; nobody ever writes to a file
that somebody may be reading. So a question needs no lock, two builders do no harm, and a builder
killed at any moment leaves only a folder that the next one removes. If all are deleted, they are
built again.
"""

import gc
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from ledger.application import Ledger
from ledger.errors import Misused, Unavailable
from ledger.storage_errors import concerns
from ledger.system import disk, places, underway
from projections import digests, ends, events

MEMORY_LIMIT = "400MB"
ASKED_BYTES = 3_000_000_000  # For a question of a large ledger, which has room on disk as well.
BUILD_MEMORY = "240MB"  # With what Python holds, under 400 MB.
_SHUT = "; ".join(
    f"SET {name} = false"
    for name in (
        *("autoinstall_known_extensions", "autoload_known_extensions"),
        *("allow_community_extensions", "enable_external_access"),
    )
)
STALE_SECONDS = 6 * 3600
_BUILD, _ROOM, _ALIVE = ".build-", ".room-", "alive"
CAN_SET_ASIDE = hasattr(os, "O_TMPFILE") and Path("/proc/self/fd").is_dir()
TRIES = 3  # A folder in which others publish is looked at so often before another way is taken.


def folders(ledger: Ledger) -> list[Path]:
    """Where the generations of a ledger may be: beside it, or in the person's cache; those of who
    reads without clearance by themselves."""
    return _folders(ledger, "" if ledger.store.cleared else digests.LOWER)


def _folders(ledger: Ledger, lower: str) -> list[Path]:
    beside = ledger.path.with_name(ledger.path.name + ".projections") / lower
    try:
        return [beside, places.own("CACHE") / "govledger" / ledger.identity / lower]
    except Misused:  # This person has no home.
        return [beside]


def _writable(ledger: Ledger) -> Path | None:
    if not digests.can_be_kept(ledger):  # One that nobody may use later.
        return None
    for folder in folders(ledger):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _closed(folder) and os.access(folder, os.W_OK):
                return folder
    return None


def _closed(folder: Path) -> bool:
    """Whether a folder is this person's and nobody else can write in it: not over a link."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or not hasattr(os, "geteuid"):
        return stat.S_ISDIR(found.st_mode)
    if found.st_uid != os.geteuid():
        return False
    if found.st_mode & 0o077:  # Of an earlier version; or it came with a ledger.
        with suppress(OSError):
            folder.chmod(0o700)
    return not folder.lstat().st_mode & 0o022


def shut(
    connection: duckdb.DuckDBPyConnection,
    files: list[Path],
    open_to: Path | None = None,
    room: Path | None = None,
) -> None:
    """Let a connection reach these generations and the folder `open_to`, and nothing else outside:
    no file, no network, no extension. In the folder `room` it may put what does not fit into
    memory, of which it then takes less."""
    paths = [file for path in files for file in (path, f"{path}.wal")]
    # Else it would be .tmp, wherever the person stands, and open to whatever is asked.
    connection.execute(f"SET temp_directory = '{quoted(open_to or room or '')}'")
    if room is not None and _memory() > ASKED_BYTES:
        connection.execute(f"SET memory_limit = '{ASKED_BYTES}B'")
    if open_to is not None:
        connection.execute(f"SET allowed_directories = ['{quoted(open_to)}']")
    allowed = ", ".join(f"'{quoted(path)}'" for path in paths)
    connection.execute(f"SET allowed_paths = [{allowed}]; {_SHUT}")


def _memory() -> int:
    """How many bytes of memory the machine has; 0 where that is not known."""
    if not hasattr(os, "sysconf"):
        return 0
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def room(ledger: Ledger, held: ExitStack) -> Path | None:
    """A new folder beside the generations, gone when `held` is closed; None where none can be."""
    folder = _writable(ledger)
    if folder is not None:
        with suppress(OSError):
            return held.enter_context(_at_work(folder / f"{_ROOM}{secrets.token_hex(4)}"))
    return None


def attach_newest(connection: duckdb.DuckDBPyConnection, ledger: Ledger, head: int) -> int:
    """Attach the newest generation that fits the ledger as `generation`; the position it goes up
    to, or 0 where there is none."""
    for path in sorted(found(ledger), key=position_of, reverse=True):
        if position_of(path) <= head and _attach(connection, ledger, path):
            return position_of(path)
    return 0


def set_aside(ledger: Ledger, head: int) -> tuple[Path, int] | None:
    """A copy without a name of the newest generation that was made here, for who is not to see the
    names of this machine: what was copied is what was hashed. Its path, which says nothing and is
    there as long as the process, and its position; None where there is none, or no room."""
    for path in sorted(found(ledger), key=position_of, reverse=True):
        if position_of(path) > head or no_plain_file(path):
            continue
        with suppress(OSError):
            if (copy := digests.copied(ledger, path)) is not None:
                return Path(f"/proc/self/fd/{copy}"), position_of(path)
    return None


def attach_aside(
    connection: duckdb.DuckDBPyConnection, ledger: Ledger, copy: tuple[Path, int]
) -> int:
    """Attach such a copy as `generation`; its position, or 0 where it does not fit."""
    return copy[1] if _fits(connection, ledger, *copy) else 0


def found(ledger: Ledger) -> list[Path]:
    """Every generation of the shape that questions use."""
    return [path for folder in folders(ledger) for path in _published(folder)]


def _published(folder: Path) -> list[Path]:
    return list(folder.glob(f"events-{events.fingerprint()}-*.duckdb"))


def position_of(path: Path) -> int:
    number = path.stem.rpartition("-")[2]
    return int(number) if number.isdigit() else 0


def _attach(connection: duckdb.DuckDBPyConnection, ledger: Ledger, path: Path) -> bool:
    """Attach one that was made here. Who else can write the folder can take a file away and put
    another in its place, also for the moment that it is opened: so both are looked at again."""
    for _ in range(TRIES):
        try:
            folder = path.parent.stat()
            if not _closed(path.parent):
                return False
        except OSError:  # The folder is gone, or not to be looked at.
            return False
        said = digests.made_here(ledger, path)
        if said is None or no_plain_file(path):
            return False
        if not _fits(connection, ledger, path, position_of(path)):
            return False
        with suppress(OSError):
            again = path.parent.stat()
            still = (folder.st_ino, folder.st_ctime_ns) == (again.st_ino, again.st_ctime_ns)
            if still and digests.unchanged(path, said) and not no_plain_file(path):
                return True
        connection.execute("DETACH generation")  # Mostly, another was published just then.
    return False


def no_plain_file(path: Path) -> str | None:
    """Why a file is not opened, if it is a link or a pipe, or if there is a file of changes beside
    it, which DuckDB would carry out: there never is one of ours."""
    if not path.is_file() or path.is_symlink():
        return "it is not a plain file"
    beside = [file.name for file in path.parent.glob(f"{path.name}.*")]
    return f"{beside[0]} lies beside it, which would change it when opened" if beside else None


def _fits(connection: duckdb.DuckDBPyConnection, ledger: Ledger, path: Path, position: int) -> bool:
    """Attach one that is made of two tables and fits the ledger."""
    try:
        connection.execute(f"ATTACH '{quoted(path)}' AS generation (READ_ONLY)")
    except duckdb.Error:
        return False  # Swept by another process, or not whole: an older one or the ledger will do.
    says: list[Any] = []
    with suppress(duckdb.Error):
        if not strange(connection, "generation"):
            says = connection.execute("SELECT * FROM generation.meta").fetchall()
            count = connection.execute("SELECT count(*) FROM generation.events").fetchall()
            told = meta(ledger, position)
            if says == [told] and count == [(position - told[-1],)]:
                return True
    connection.execute("DETACH generation")
    if says and says[0][0] == ledger.identity and says[0][-2:] != left_out(ledger, position):
        with suppress(OSError):  # It holds in clear what was erased, or put beyond, since.
            path.unlink()
    return False


def strange(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """What an attached file holds beside the two tables of a generation, or what of these is no
    plain table, in words: a view runs whatever its maker wrote, with the rights of who reads it."""
    found = connection.execute(
        "SELECT view_name, 'a view' FROM duckdb_views() WHERE database_name = $1 AND NOT internal"
        " UNION ALL SELECT sequence_name, 'a sequence' FROM duckdb_sequences()"
        " WHERE database_name = $1"
        " UNION ALL SELECT index_name, 'an index' FROM duckdb_indexes() WHERE database_name = $1"
        " UNION ALL SELECT table_name, CASE"
        " WHEN schema_name <> 'main' OR table_name NOT IN ('events', 'meta') THEN 'another table'"
        " WHEN regexp_matches(sql, ' (GENERATED|DEFAULT|CHECK)\\b') THEN 'a table with code in it'"
        " END"
        " FROM duckdb_tables() WHERE database_name = $1",
        [database],
    ).fetchall()
    tables = [name for name, what in found if what is None]
    lacking = [f"it has no table {name}" for name in ("events", "meta") if name not in tables]
    return [f"{name} is {what}" for name, what in found if what] + lacking


def forget(ledger: Ledger) -> list[Path]:
    """Remove every generation, which holds in clear what was erased since, and what a builder left
    that was killed; those that could not be removed. One still at work sees to its own."""
    left = []
    every = [folder for lower in ("", digests.LOWER) for folder in _folders(ledger, lower)]
    for path in (p for folder in every for p in folder.glob("*")):
        try:
            if path.name.startswith("events-"):
                path.unlink(missing_ok=True)
            elif path.name.startswith((_BUILD, _ROOM)) and not _alive(path):
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
    "beyond": "BIGINT",
}


def meta(ledger: Ledger, position: int) -> tuple[str, str, int, str, int, int]:
    """What ties a generation to its ledger: identity, shape, last position, that event's hash, the
    erasure up to which it holds no value that was erased, and how many events are not in it, being
    beyond its reader."""
    leaves = ledger.store.hashes(0, position - 1, 1) if position else []
    leaf = leaves[0].hex() if leaves else ""
    return ledger.identity, events.fingerprint(), position, leaf, *left_out(ledger, position)


def left_out(ledger: Ledger, position: int) -> tuple[int, int]:
    """The last erasure, and how many events up to a position are beyond the reader."""
    return _last_erasure(ledger), len(ledger.store.hashes_only(position))


def _last_erasure(ledger: Ledger) -> int:
    return max((row[0] for row in ledger.store.histories((), ("erasure",))), default=0)


def build(ledger: Ledger, progress: Callable[[int], Any] = lambda _: None) -> Path | None:
    """Build and publish a generation of the whole ledger; None where nothing can be written.
    Raises Unavailable where that fails half way, as on a full disk."""
    folder = _writable(ledger)
    if folder is None:
        return None
    upto = ledger.size
    gone = left_out(ledger, upto)
    final = folder / f"events-{events.fingerprint()}-{upto:012}.duckdb"
    try:
        with _at_work(folder / f"{_BUILD}{os.getpid()}-{secrets.token_hex(4)}") as work:
            draft = work / final.name
            write(ledger, upto, gone, draft, work, progress)
            draft.chmod(0o600)
            with duckdb.connect() as checking:
                if not _fits(checking, ledger, draft, upto):
                    raise OSError(f"{draft} does not hold the ledger")
            digests.keep(ledger, draft)
            _publish(draft, final)
        if left_out(ledger, upto) != gone:
            final.unlink(missing_ok=True)
            raise OSError("a value was erased meanwhile, or an event put beyond its reader")
    except (OSError, duckdb.Error) as error:  # DuckDB's own words are shown; nobody is blamed.
        if isinstance(error, OSError) and error.errno is not None and not concerns(error, folder):
            raise
        raise Unavailable(f"No projections could be kept in {folder}: {error}.") from error
    _sweep(ledger, folder, final)
    return final


def write(
    ledger: Ledger,
    upto: int,
    gone: tuple[int, int],
    draft: Path,
    work: Path,
    progress: Callable[[int], Any],
) -> None:
    """Write the events up to a position, and what ties them to the ledger and to what is `gone`
    from it (left_out), to the new file `draft`; `work` is a folder for the while."""

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
        # One thread writes rows in order within that; two are not faster, and take 1 GB.
        connection.execute(f"SET memory_limit = '{BUILD_MEMORY}'; SET threads = 1")
        connection.execute(f"SET temp_directory = '{quoted(work)}'")
        connection.execute(f"ATTACH '{quoted(draft)}' AS generation (STORAGE_VERSION 'v1.2.0')")
        events.create_from_files(connection, files)
        ends.mark(connection)
        shape = ", ".join(f"{name} {type_}" for name, type_ in META.items())
        connection.execute(f"CREATE TABLE generation.meta ({shape})")
        row = (*meta(ledger, upto)[:-2], *gone)
        connection.execute("INSERT INTO generation.meta VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute("CHECKPOINT generation")
        connection.execute("DETACH generation")


def _sweep(ledger: Ledger, folder: Path, newest: Path) -> None:
    """Remove what came before: a reader that has an old file open keeps it until it is done."""
    for path in folder.glob("events-*.duckdb"):
        if path != newest and position_of(path) <= position_of(newest):
            with suppress(OSError):
                path.unlink()
            digests.sweep(ledger, path)
    for left in folder.glob(f"{_ROOM}*"):
        if not _alive(left):
            shutil.rmtree(left, ignore_errors=True)
    for left in folder.glob(f"{_BUILD}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS or not _alive(left):
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _at_work(work: Path) -> Iterator[Path]:
    """A folder to work in, gone afterwards; while this process lives, _alive says so."""
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


def quoted(path: Path | str) -> str:
    return str(path).replace("'", "''")
