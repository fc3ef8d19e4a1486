"""An office's ledger and its pack, for the targets to start from."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from packs import office, packed

from ledger.application import Ledger

Pack = dict[str, bytes]


@cache
def scratch() -> Path:
    """A folder for this process, with the ledger of an office and its pack."""
    folder = Path(tempfile.mkdtemp(prefix="govledger-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ledger = office(folder / "office.ledger")
    packed(ledger, folder / "pack")
    ledger.close()
    return folder


def copy() -> Path:
    """A new copy of the office's ledger."""
    path = scratch() / "copy.ledger"
    for rest in ("", "-wal", "-shm"):
        Path(f"{path}{rest}").unlink(missing_ok=True)
    shutil.copy(scratch() / "office.ledger", path)
    return path


@cache
def pack() -> Pack:
    """The files of the office's pack."""
    folder = scratch() / "pack"
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changed(data: bytes) -> Pack:
    """The pack with one file put in place of its own: the first byte says which."""
    names = sorted(pack())
    which = names[data[0] % len(names)] if data else names[0]
    return {**pack(), which: data[1:]}


@cache
def ledger() -> Ledger:
    return Ledger.open(scratch() / "office.ledger", read_only=True)
