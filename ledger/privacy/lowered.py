"""A store as a reader without clearance sees it, whatever keeps it: read, and never written."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ledger.errors import Broken, Unavailable
from ledger.privacy import personal
from ledger.privacy.clearance import Beyond
from ledger.store import Attachments, Examination, KeyRow, Row, Store, Stored, Value


class Lowered:
    """`store`, without the bytes of what is beyond its reader."""

    cleared = False
    person = None

    def __init__(self, store: Store) -> None:
        self.store = store
        self._beyond = Beyond()
        self._tokens: tuple[int, int, set[bytes]] = (0, 0, set())
        self.attachments = _Files(self, store.attachments)

    def __getattr__(self, name: str) -> Any:
        if name not in _AS_IT_IS:
            raise Unavailable("Who reads without clearance can only read.")
        return getattr(self.store, name)

    @property
    def beyond(self) -> dict[int, str | None]:
        return self._beyond.read_on(self.store).positions

    def hashes_only(self, upto: int | None = None) -> list[tuple[int, str | None]]:
        found = sorted(self.beyond.items())
        return [one for one in found if upto is None or one[0] <= upto]

    def _seen(self, rows: Iterable[Row]) -> list[Row]:
        beyond = self.beyond
        return [row for row in rows if row[0] not in beyond]

    # The log

    def events(
        self,
        after: int = 0,
        upto: int | None = None,
        limit: int = -1,
        kinds: Sequence[str] | None = None,
        *,
        beginning: bool = False,
    ) -> list[Row]:
        while rows := self.store.events(after, upto, limit, kinds, beginning=beginning):
            if (seen := self._seen(rows)) or limit < 0:
                return seen
            after = rows[-1][0]
        return []

    def histories(self, streams: Iterable[str], records: Iterable[str] = ()) -> list[Row]:
        return self._seen(self.store.histories(streams, records))

    def begun(self, records: Iterable[str], streams: Iterable[str] = ()) -> list[str]:
        found = self.store.begun(records, streams)
        whole = self._beyond.read_on(self.store).whole
        return [stream for stream in found if stream not in whole]

    def mentioning(self, since: str, record: str, word: str) -> list[Row]:
        found = self._seen(self.store.mentioning(since, record, word))
        quoted = f'"{word}"'.encode()
        named = {row[1] for row in found if quoted in row[4]}
        return [row for row in found if row[1] in named]

    def saying(self, *words: bytes, none: bool = False) -> Iterator[Row]:
        beyond, upto = self.beyond, self._beyond.size
        for row in self.store.saying(*words, none=none):
            if row[0] > upto:  # Recorded meanwhile.
                beyond, upto = self.beyond, self._beyond.size
            if row[0] not in beyond:
                yield row

    def with_own_refs(self) -> list[Row]:
        return self._seen(self.store.with_own_refs())

    def last(self) -> bytes | None:
        return None  # It is for those who record.

    def after(self, position: int, without: Sequence[str]) -> tuple[int, int]:
        rows = self.events(position)
        found = [row[0] for row in rows if row[1].partition(":")[0] not in without]
        return len(found), min(found, default=0)

    # Beside the log

    def command_key(self, key: str) -> KeyRow | None:
        row = self.store.command_key(key)
        return row if row is not None and self._open(row) else None

    def command_keys(self) -> list[KeyRow]:
        return [row for row in self.store.command_keys() if self._open(row)]

    def _open(self, row: KeyRow) -> bool:
        return not any(row[2] <= one <= row[3] for one in self.beyond)

    def commitment_of(self, value: str) -> bytes | None:
        found = self.store.commitment_of(value)
        return found if found is not None and found in self._named() else None

    def values(self, commitments: Iterable[bytes] | None = None) -> list[Value]:
        named = self._named()
        wanted = None if commitments is None else [one for one in commitments if one in named]
        return [row for row in self.store.values(wanted) if row[0] in named]

    def _named(self) -> set[bytes]:
        """What stands for a personal value in an event that is seen."""
        beyond, size = self.beyond, self.store.size
        before, hidden, named = self._tokens
        if (size, len(beyond)) != (before, hidden):
            if before and hidden == len(beyond):
                rows: Iterable[Row] = self.events(before, size)
            else:
                named, rows = set(), self.saying(personal.PREFIX)
            found = {one for row in rows for one in personal.TOKEN.findall(row[4])}
            named |= {bytes.fromhex(one.decode()) for one in found}
            self._tokens = (size, len(beyond), named)
        return named

    @contextmanager
    def examining(self) -> Iterator[Examination]:
        with self.store.examining() as examination:
            yield _Examination(self, examination)


_AS_IT_IS = {
    *("path", "name", "where", "holder", "layout", "outdated", "copied", "identity", "now"),
    *("snapshot", "cache", "size", "head", "wrote", "hashes", "last_number", "remains", "close"),
}


class _Files:
    """The files named by an event that the reader sees."""

    def __init__(self, lowered: Lowered, files: Attachments) -> None:
        self.lowered, self.files = lowered, files

    def has(self, digest: str) -> bool:
        return bool(self.lowered.begun((), [f"file:{digest}"])) and self.files.has(digest)

    def read(self, digest: str) -> bytes:
        if not self.has(digest):
            raise Broken(f"The file {digest} is missing.")
        return self.files.read(digest)

    def wrong(self, digest: str, size: int | None = None) -> str | None:
        return self.files.wrong(digest, size) if self.has(digest) else "is missing"

    def place(self, digest: str) -> Path:
        return self.files.place(digest)

    def names(self) -> Iterator[tuple[Path, str | None]]:
        return ((place, one) for place, one in self.files.names() if one and self.has(one))


class _Examination:
    """One state of the store, in which what is beyond the reader has a position and a hash."""

    def __init__(self, lowered: Lowered, whole: Examination) -> None:
        self.lowered, self.whole = lowered, whole

    def batches(self, after: int) -> Iterator[list[Stored]]:
        for rows in self.whole.batches(after):
            beyond = self.lowered.beyond
            yield [(r[0], *_NOTHING, r[5]) if r[0] in beyond else r for r in rows]  # type: ignore[misc]

    def hashes_only(self) -> list[tuple[int, str | None]]:
        return self.lowered.hashes_only()

    def version(self, stream: str, upto: int) -> int:
        return self.whole.version(stream, upto)

    def command_keys(self) -> list[KeyRow]:
        return [row for row in self.whole.command_keys() if self.lowered._open(row)]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)


_NOTHING = (None, None, None, None)
