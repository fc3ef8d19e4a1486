"""The program itself, in this process: its own words and exit codes, on a set day."""

import io
import os
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from signing import key_file

from commands.menu import main
from torture import Missed

KEY = 1  # of the office: the seed of the key that seals
DAY = "2018-03-01T09:00"


class Said(NamedTuple):
    code: int
    out: str
    err: str


def anchors(path: Path) -> Path:
    """Where the program keeps what it saw of the ledger at `path`."""
    return path.parent / "anchors"


def key_of(folder: Path) -> Path:
    """The office's key file, made where there is none."""
    file = folder / "key"
    if not file.exists():
        key_file(file, KEY)
    return file


def govledger(path: Path, *words: str | Path, remembered: Path | None = None) -> Said:
    """Run `govledger --ledger path words`, with the folder of anchors `remembered`."""
    told = {
        "GOVLEDGER_ACTOR": "M Clerk",
        "GOVLEDGER_NOW": DAY,
        "GOVLEDGER_ANCHORS": str(remembered or anchors(path)),
        "XDG_CONFIG_HOME": str(path.parent / "no-config"),
        "XDG_CACHE_HOME": str(path.parent / "cache"),
    }
    silent = ("GOVLEDGER_DEBUG", "GOVLEDGER_KEY", "GOVLEDGER_SEAL_KEY")
    kept = {name: value for name, value in os.environ.items() if name not in silent}
    out, err, code = io.StringIO(), io.StringIO(), 0
    with patch.dict(os.environ, kept | told, clear=True):
        try:
            with redirect_stdout(out), redirect_stderr(err):
                main(["--ledger", str(path), *map(str, words)])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Said(code, out.getvalue(), err.getvalue())


def done(path: Path, *words: str | Path) -> str:
    """What it says on stdout; Missed where it does not do what it is told."""
    said = govledger(path, *words)
    if said.code:
        raise Missed(f"govledger {' '.join(map(str, words))}: {said.err.strip()}")
    return said.out


def seal(path: Path, key: Path, *words: str) -> str:
    """`govledger seal`: the reference of the seal."""
    *_, ref = done(path, "seal", "--seal-key", key, *words).split()
    return ref


def each(path: Path, commands: Iterable[Iterable[str | Path]]) -> None:
    for words in commands:
        done(path, *words)
