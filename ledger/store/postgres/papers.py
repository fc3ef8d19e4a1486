"""The papers of a ledger in PostgreSQL: in the same database, each under the SHA-256 of its bytes.

One is stored in the transaction that names it, and removed after the one that disposes of it, so a
colleague's `verify` finds them, and a crash leaves none.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ledger.errors import Broken
from ledger.store.postgres.address import Address
from ledger.store.postgres.errors import translated
from ledger.store.postgres.recorder import Recorder
from ledger.system import paths


class Papers:
    def __init__(self, recorder: Recorder, address: Address) -> None:
        self.recorder = recorder
        self.address = address
        self._translated = translated(address)

    def place(self, digest: str) -> Path:
        return Path(self.address.name) / paths.digest(digest)

    def put(self, data: bytes) -> str:
        with self._translated, self.recorder.writing() as cursor:
            cursor.execute("SELECT ledger.put_paper(%b)", [data])
        return sha256(data).hexdigest()

    def _found(self, digest: str) -> bytes | None:
        with self._translated:
            rows = self.recorder.query(
                "SELECT content FROM ledger.papers WHERE digest = %b", [bytes.fromhex(digest)]
            )
        return rows[0][0] if rows else None

    def read(self, digest: str) -> bytes:
        data = self._found(paths.digest(digest))
        if (wrong := _wrong(data, digest, None)) is not None or data is None:
            raise Broken(f"The file {digest} {wrong}.")
        return data

    def wrong(self, digest: str, size: int | None = None) -> str | None:
        if not paths.is_digest(digest):
            return "is named by no SHA-256, so none is looked for"
        return _wrong(self._found(digest), digest, size)

    def has(self, digest: str) -> bool:
        if not paths.is_digest(digest):
            return False
        with self._translated:
            return bool(
                self.recorder.query(
                    "SELECT 1 FROM ledger.papers WHERE digest = %b", [bytes.fromhex(digest)]
                )
            )

    def remove(self, digest: str) -> None:
        with self._translated, self.recorder.writing() as cursor:
            cursor.execute("SELECT ledger.drop_paper(%b)", [bytes.fromhex(paths.digest(digest))])

    def names(self) -> Iterator[tuple[Path, str | None]]:
        with self._translated:
            rows = self.recorder.query("SELECT encode(digest, 'hex') FROM ledger.papers ORDER BY 1")
        for (digest,) in rows:
            yield self.place(digest), digest


def _wrong(data: bytes | None, digest: str, size: int | None) -> str | None:
    if data is None:
        return "is missing from the database: restore it from a backup"
    if (now := sha256(data).hexdigest()) != digest:
        return f"was changed: its SHA-256 is now {now} ({len(data):,} bytes, in the database)"
    if size not in (None, len(data)):
        return f"has {len(data):,} bytes, and {size:,} were recorded"
    return None
