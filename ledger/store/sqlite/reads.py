"""Reading events from the store, each question in one statement however many records it covers."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from eventsourcing.persistence import OperationalError

from ledger.store import Row
from ledger.store.recorded import OWN_REF

SELECT = "SELECT position, originator_id, originator_version, topic, state FROM stored_events"
KEYS = "SELECT key, digest, first_position, last_position FROM command_key"
_HAS_OWN_REF = f"instr(state, x'{OWN_REF.hex()}') > 0"
# The index is made with the first own reference. Without it, no event has one.
MAKE_OWN_REFS = (
    f"CREATE INDEX IF NOT EXISTS own_refs ON stored_events (position) WHERE {_HAS_OWN_REF}"
)
_OWN_REFS = f"{SELECT} INDEXED BY own_refs WHERE {_HAS_OWN_REF} ORDER BY position"
_BY_STREAM = "ORDER BY originator_id, originator_version"
_BEGUN = "SELECT position, originator_id FROM stored_events WHERE originator_version = 1"
_AT_ONCE = 900  # Names in one statement; older SQLite takes 999.
# As `exists` would be asked, with doubling steps and then halving ones: no more than 40 look-ups in
# an index, where counting would read every reference of the year.
_LAST = """
WITH RECURSIVE probe(taken, step, rising, found) AS (
    SELECT 0, 1, true, EXISTS (SELECT 1 FROM stored_events
        WHERE originator_id = :prefix || '001' AND originator_version = 1)
    UNION ALL
    SELECT taken + found * step, iif(rising AND found, step * 2, step / 2), rising AND found,
        EXISTS (SELECT 1 FROM stored_events WHERE originator_version = 1 AND originator_id =
            :prefix || printf('%03d', taken + found * step
                + iif(rising AND found, step * 2, step / 2)))
    FROM probe WHERE step > 0
)
SELECT max(taken) FROM probe
"""


class Reads:
    """The reading half of the recorder."""

    def reading(self) -> AbstractContextManager[sqlite3.Cursor]:
        raise NotImplementedError

    def ask(self, statement: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        with self.reading() as cursor:
            return cursor.execute(statement, params).fetchall()

    def histories(self, streams: Iterable[str], kinds: Iterable[str] = ()) -> list[Row]:
        """Every event of these streams and of all records of these kinds, stream by stream, in
        recording order."""
        found: list[Row] = []
        for where, params in _any_of(list(streams), list(kinds)):
            found += self.ask(f"{SELECT} WHERE {where} {_BY_STREAM}", params)
        return found

    def begun(self, kinds: Iterable[str], streams: Iterable[str] = ()) -> list[str]:
        """The streams of all records of these kinds, and those of these streams that exist, in
        order of first event."""
        found: list[tuple[int, str]] = []
        for where, params in _any_of(list(streams), list(kinds)):
            found += self.ask(f"{_BEGUN} AND ({where})", params)
        return [stream for _, stream in sorted(found)]

    def mentioning(self, since: str, kind: str, word: str) -> list[Row]:
        """Every event of each record of a kind, from stream `since` on, that has this quoted word
        in some event."""
        inner = (
            "SELECT originator_id FROM stored_events"
            " WHERE originator_id >= ? AND originator_id < ? AND instr(state, ?)"
        )
        params = [since, f"{kind};", f'"{word}"']
        return self.ask(f"{SELECT} WHERE originator_id IN ({inner}) {_BY_STREAM}", params)

    def with_own_refs(self) -> list[Row]:
        """Every event that gives a record a reference of the office's own, in order."""
        try:
            return self.ask(_OWN_REFS)
        except (sqlite3.OperationalError, OperationalError) as error:
            if "no such index" not in str(error):
                raise
            return []

    def last(self, prefix: str) -> int:
        """The highest number used after this stream prefix (action:A-2018-), or 0."""
        return int(self.ask(_LAST, {"prefix": prefix})[0][0])


def _any_of(streams: list[str], kinds: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The SQL conditions, with their parameters, that select events of these."""
    for start in range(0, max(len(streams), 1 if kinds else 0), _AT_ONCE):
        some = streams[start : start + _AT_ONCE]
        where = [f"originator_id IN ({','.join('?' * len(some))})"] if some else []
        params = list(some)
        for kind in kinds if start == 0 else ():
            where.append("(originator_id >= ? AND originator_id < ?)")
            params += [f"{kind}:", f"{kind};"]
        yield " OR ".join(where), params
