"""Ledgers that many tests begin with: each made once, step by step, and then copied."""

import tempfile
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from uuid import uuid4

from ledger.application import Ledger
from ledger.store.sqlite.digests import _digest

_made: dict[Hashable, bytes] = {}


def made_once(path: Path, key: Hashable, make: Callable[[], object]) -> None:
    """A ledger at `path`, in the place of any other, as `make` makes it there; for the same `key`,
    a copy of the first."""
    if key in _made:
        path.write_bytes(_made[key])
        return
    path.unlink(missing_ok=True)
    make()
    assert not path.with_name(f"{path.name}-wal").exists(), "it is closed, and all in one file"
    _made[key] = path.read_bytes()


def created(path: Path) -> Path:
    """An empty ledger at `path`, as Ledger.create makes it, with an identity of its own."""
    content, was = _template()
    identity = str(uuid4())
    for old, new in ((was.encode(), identity.encode()), (_of(was), _of(identity))):
        assert content.count(old) == 1
        content = content.replace(old, new)
    path.write_bytes(content)
    return path


@cache
def _template() -> tuple[bytes, str]:
    identity = str(uuid4())
    with tempfile.TemporaryDirectory() as folder:
        Ledger.create(path := Path(folder) / "empty.ledger", identity=identity)
        return path.read_bytes(), identity


def _of(identity: str) -> bytes:
    return _digest(("identity", identity, 1, 0))
