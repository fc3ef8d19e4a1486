"""Opening and creating a ledger's file: what is refused, and how to read where nothing may be
written.
"""

import atexit
import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

from eventsourcing.utils import Environment

from ledger.errors import Refused, Unavailable
from ledger.store.sqlite import header as first_page
from ledger.store.sqlite import layouts, schema
from ledger.store.sqlite.digests import add_digests
from ledger.store.sqlite.errors import translated
from ledger.store.sqlite.recorder import Factory, Recorder
from ledger.store.sqlite.store import SQLiteStore
from ledger.system import disk, paths, underway

_VERIFY = "Run: govledger verify"
_WAL = b"\2\2"  # The versions of the file's format that say so.
_MARKS = [mark.to_bytes(4, "big") for mark in (schema.APPLICATION_ID, schema.COPY_ID)]
_NETWORK_FILESYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ncpfs",
    "fuse.sshfs",
    "davfs",
}


def open_store(path: Path, *, read_only: bool = False, upgrading: bool = False) -> SQLiteStore:
    """Open the ledger's file at `path`. Raises Unavailable if there is no usable ledger, or if its
    layout is an earlier one that cannot be read (unless it is opened for `upgrading`)."""
    path = _found(path)
    with translated(path):
        header, held = first_page.read(path)
        settled = _settled(path, header)
        if not read_only and not os.access(path, os.W_OK):
            raise Unavailable(f"{path} cannot be written. Check its permissions.")
        copied = header[68:72] == schema.COPY_ID.to_bytes(4, "big") if settled else None
        store = connected(path, read_only=read_only, held=held, copied=copied)
        try:
            if not read_only and header[18:20] != _WAL:
                store.query("PRAGMA journal_mode=WAL")
            version = int.from_bytes(header[60:64], "big")
            if read_only or not settled or version != schema.VERSION:
                version = store.layout
            _refuse_layout(path, version, read_only=read_only, upgrading=upgrading)
        except BaseException:
            store.close()
            raise
    return store


def _found(path: Path) -> Path:
    """The file at a path. Refuses what is none, and where a ledger could be damaged."""
    with translated(Path(path)):
        path = _resolved(Path(path))
        if path.exists() and not path.is_file():
            raise Unavailable(f"{path} is not a file, so it is not a ledger. Check the path.")
        if not path.exists():
            raise Unavailable(
                f"There is no ledger at {path}. Check the path, or make one with: govledger init"
            )
    if network := network_filesystem(path):
        raise Unavailable(
            f"{path} is on a network share ({network}), where a ledger can be damaged by two"
            " writers. Move it to a disk of this machine."
        )
    if os.path.lexists(f"{path}-journal"):
        raise Unavailable(
            f"{path}-journal exists, and govledger never makes one: opening the ledger would write"
            f" it into the ledger. Move it away. {_VERIFY}"
        )
    return path


def _settled(path: Path, header: bytes) -> bool:
    """Whether no -wal is still to be carried over: until then the first page may be ahead of the
    rest of the file. Refuses a file that is no ledger, and one that is cut short."""
    if not _is_one(header):
        raise Unavailable(f"{path} is not a ledger. Check the path.")
    pages = int.from_bytes(header[16:18], "big") * int.from_bytes(header[28:32], "big")
    wal = Path(f"{path}-wal")
    settled = not wal.exists() or wal.stat().st_size == 0
    if settled and path.stat().st_size < pages:
        raise Unavailable(
            f"{path} is cut short: it should have {pages:,} bytes and has"
            f" {path.stat().st_size:,}. Restore a complete copy, then run: govledger verify"
        )
    return settled


def _refuse_layout(path: Path, version: int, *, read_only: bool, upgrading: bool) -> None:
    """Refuse a layout of a later version, and an earlier one that cannot be read."""
    if version > schema.VERSION:
        raise Unavailable(f"{path} was made by a later govledger. Use that version.")
    readable = read_only and version >= layouts.READABLE
    if version < schema.VERSION and not (readable or upgrading):
        raise Unavailable(
            f"{path} was made by an earlier govledger (layout {version}). Keep a copy, then"
            " run: govledger upgrade"
        )


def create(
    path: Path,
    *,
    identity: str | None = None,
    copy: bool = False,
    person: str | None = None,  # noqa: ARG001  A file asks nobody who they are.
) -> None:
    """Make an empty ledger at `path`, completely or not at all. Raises Refused if one exists.
    `identity`: the UUID of the ledger it restores (default: a new one). `copy`: mark the file as a
    copy, for which no anchor is kept."""
    with translated(Path(path)):
        path = _resolved(Path(path))
        if said := paths.no_folder(path):
            raise Unavailable(said)
        if path.exists():
            raise Refused(f"{path} already exists, and govledger never overwrites a file.")
    if network := network_filesystem(path.parent):
        raise Unavailable(f"{path} would be on a network share ({network}). Use a local disk.")
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    given = UUID(identity) if identity else uuid4()
    mark = schema.COPY_ID if copy else schema.APPLICATION_ID
    with translated(path), underway.gone_after(draft):
        try:
            draft.touch(0o600, exist_ok=False)  # Personal values are in it, in clear.
            _lay_out(draft, given, mark)
            disk.put_new(draft, path)
        except FileExistsError:
            raise Refused(f"{path} already exists.") from None
        finally:
            for rest in ("-wal", "-shm"):
                Path(f"{draft}{rest}").unlink(missing_ok=True)


def _lay_out(draft: Path, identity: UUID, mark: int) -> None:
    """Make an empty file a ledger without events; `mark` says whether it is a copy."""
    with closing(sqlite3.connect(draft)) as raw:
        raw.executescript(
            f"PRAGMA synchronous=FULL;"
            f"PRAGMA application_id={mark};"
            f"PRAGMA user_version={schema.VERSION};"
            f"BEGIN; {schema.script()}"
            f"INSERT INTO ledger VALUES (1, '{identity}'); COMMIT;"
        )
        add_digests(raw)
        raw.commit()
        # Last: on a full disk, closing would leave the rest in the -wal without a word.
        raw.execute("PRAGMA journal_mode=WAL")


def connected(
    path: Path,
    *,
    read_only: bool = False,
    held: first_page.Held | None = None,
    copied: bool | None = None,
) -> SQLiteStore:
    """The store of a file that has not been read yet."""
    settings = {
        "SQLITE_DBNAME": uri(path, read_only=read_only),
        "SQLITE_READ_ONLY": "y" if read_only else "n",
        "ORIGINATOR_ID_TYPE": "text",
        "CREATE_TABLE": "n",
    }
    # The library's: only what is given here holds, nothing of the surroundings.
    recorder = Factory(Environment("", settings)).application_recorder()
    assert isinstance(recorder, Recorder)
    return SQLiteStore(path, recorder, held, copied)


def discard(path: Path) -> None:
    """Remove a file that was made and could not be filled."""
    for one in (path, *(Path(f"{path}{rest}") for rest in ("-wal", "-shm", ".files"))):
        underway.remove(one)


def name_of(path: Path) -> str:
    return str(path)


def is_there(path: Path) -> bool:
    """Whether there is a file."""
    return Path(path).is_file()


def writable(path: Path) -> bool:
    """Whether this person may write the file."""
    return os.access(path, os.W_OK)


def is_ledger(path: Path) -> bool:
    """Whether a file's first bytes are a ledger's."""
    try:
        return path.is_file() and _is_one(first_page.read(path)[0])
    except OSError:
        return False


def _is_one(header: bytes) -> bool:
    return header[:16] == b"SQLite format 3\0" and header[68:72] in _MARKS


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as error:  # Symbolic links in a circle; an OSError from Python 3.13 on.
        raise OSError(errno.ELOOP, str(error), str(path)) from error


def network_filesystem(path: Path) -> str | None:
    """The type of the network file system `path` lies on, or None: SQLite's write-ahead log needs
    memory shared between processes, which network shares do not give."""
    try:
        mounts = Path("/proc/mounts").read_text().splitlines()
    except OSError:
        return None
    best, kind = "", None
    for line in mounts:
        _, point, filesystem, *_ = line.split()
        point = point.replace("\\040", " ")
        under = point == "/" or str(path) == point or str(path).startswith(point + "/")
        if under and len(point) >= len(best):
            best, kind = point, filesystem
    return kind if kind in _NETWORK_FILESYSTEMS else None


def uri(path: Path, *, read_only: bool) -> str:
    """How to open the file at `path`. On a read-only folder SQLite can make neither the -wal nor
    the -shm file: beside a writer, or what one left, it reads theirs; else a reader opens the file
    as immutable, or, with events in a -wal alone, a copy. No reader changes the file."""
    name, wal = path.absolute().as_uri(), Path(f"{path}-wal")
    if not read_only:
        return name + "?mode=rw"
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        # The last writer to close copies the -wal into the file; a reader may not.
        left = wal.exists() and wal.stat().st_size > 0
        return name + ("?mode=ro" if left else "?mode=rw")
    if wal.exists() and Path(f"{path}-shm").exists():
        return name + "?mode=ro"
    if not wal.exists() or wal.stat().st_size == 0:
        return name + "?mode=ro&immutable=1"
    import shutil
    import tempfile

    copy = Path(tempfile.mkdtemp(prefix="govledger-")) / path.name
    atexit.register(shutil.rmtree, copy.parent, ignore_errors=True)
    shutil.copy(path, copy)
    shutil.copy(wal, f"{copy}-wal")
    return copy.absolute().as_uri() + "?mode=rw"
