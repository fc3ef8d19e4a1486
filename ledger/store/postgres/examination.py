"""A ledger in PostgreSQL as it lies there, read row by row and trusting nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ledger.privacy import clearance
from ledger.store import KeyRow, Stored, Tile, Unreadable
from ledger.store.postgres.connections import Connections
from ledger.store.postgres.errors import code
from ledger.system import installation, paths

BATCH = 1024
_LEAVES = (
    "SELECT position, NULL, NULL, NULL, NULL, leaf_hash FROM ledger.leaves WHERE position > %s"
    f" ORDER BY position LIMIT {BATCH}"
)
_EVENTS = (
    "SELECT position, stream, version, kind, state, leaf_hash FROM ledger.events"
    " WHERE position >= %s AND position <= %s"
)
_BROKEN = ("XX000", "XX001", "XX002", "22021")  # Errors that mean damage.


@cache
def schema() -> str:
    """The statements that make an empty ledger."""
    return installation.text_of(Path(__file__).with_name("schema.sql"))


class Examination:
    """Reads through `cursor`, in one transaction; `connections` opens others beside it."""

    def __init__(self, cursor: Any, connections: Connections) -> None:
        self.cursor = cursor
        self.connections = connections

    def _ask(self, statement: str, params: Any = None) -> list[Any]:
        try:
            return list(self.cursor.execute(statement, params).fetchall())
        except self.connections.driver.Error as error:
            if code(error) not in _BROKEN:  # Only prevented from reading.
                raise
            raise Unreadable(str(error)) from error

    def batches(self, after: int) -> Iterator[list[Stored]]:
        begin = after or -(1 << 63)
        while rows := self._ask(_LEAVES, [begin]):
            seen = {row[0]: row for row in self._ask(_EVENTS, [rows[0][0], rows[-1][0]])}
            yield [seen.get(row[0], row) for row in rows]
            if not rows[-1][0] > begin:
                raise Unreadable("its pages lead back to events before it")
            begin = rows[-1][0]

    def hashes_only(self) -> list[tuple[int, str | None]]:
        return self._ask(
            "SELECT position, stream FROM ledger.hashes_only"
            " WHERE NOT (SELECT cleared FROM ledger.about)"
        )

    def version(self, stream: str, upto: int) -> int:
        last = (
            "SELECT coalesce(max(version), 0) FROM ledger.events"
            " WHERE stream = %s AND position <= %s"
        )
        return int(self._ask(last, [stream, upto])[0][0])

    def head(self) -> tuple[int, bytes, int]:
        rows = self._ask(
            "SELECT size, frontier, (SELECT coalesce(max(position), 0) FROM ledger.leaves)"
            " FROM ledger.the_head"
        )
        return (rows[0][0], bytes(rows[0][1]), rows[0][2]) if rows else (-1, b"", 0)

    def command_keys(self) -> list[KeyRow]:
        return self._ask(
            "SELECT key, digest, first_position, last_position FROM ledger.command_keys"
            " ORDER BY key"
        )

    def problems(self, tiles: Sequence[Tile], after: int) -> Iterator[str]:
        yield from self._of_triggers()
        yield from self._of_functions()
        yield from self._of_tables()
        yield from self._of_clearance()
        rows = self._ask(
            "SELECT level, number, root FROM ledger.tiles WHERE ((number + 1) << level) > %s",
            [after],
        )
        stored, ours = {row[:2]: row[2] for row in rows}, {t[:2]: t[2] for t in tiles}
        for level, number in sorted(stored.keys() | ours.keys()):
            if stored.get((level, number)) != ours.get((level, number)):
                yield (f"the stored tree differs from the events at level {level}, number {number}")
        for row in self._ask("SELECT identity FROM ledger.about"):
            if not paths.is_identity(row[0]):
                yield f"the identity of the ledger is {row[0]!r}, which no ledger has"

    def _of_triggers(self) -> Iterator[str]:
        found = {
            name: (said, enabled)
            for name, said, enabled in self._ask(
                "SELECT t.tgname, pg_get_triggerdef(t.oid), t.tgenabled::text FROM pg_trigger AS t"
                " JOIN pg_class AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
                " AND c.relnamespace = 'ledger'::regnamespace"
            )
        }
        ours = {
            line.split()[2]: line for line in re.findall(r"^(CREATE TRIGGER .*);$", schema(), re.M)
        }
        for name, said in ours.items():
            if name not in found:
                yield f"the trigger {name} is missing"
            elif found[name][1] != "O":
                yield f"the trigger {name} is switched off"
            elif found[name][0] != said:
                yield f"the trigger {name} is not as govledger makes it"
        for name in sorted(found.keys() - ours.keys()):
            yield f"the trigger {name} was not made by govledger"

    def _of_functions(self) -> Iterator[str]:
        found = dict(
            self._ask(
                "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'ledger'::regnamespace"
            )
        )
        ours = dict(
            re.findall(r"CREATE FUNCTION ledger\.(\w+)\(.*?AS \$\$(.*?)\$\$", schema(), re.S)
        )
        for name, body in ours.items():
            if found.get(name) != body:
                missing = "missing" if name not in found else "not as govledger makes it"
                yield f"the function {name} is {missing}"
        for name in sorted(found.keys() - ours.keys()):
            yield f"the function {name} was not made by govledger"

    def _of_tables(self) -> Iterator[str]:
        """That nobody but the owner may write a table past the functions."""
        open_to = self._ask(
            "SELECT c.relname, a.grantee::regrole::text, a.privilege_type FROM pg_class AS c,"
            " aclexplode(c.relacl) AS a WHERE c.relnamespace = 'ledger'::regnamespace"
            " AND c.relkind IN ('r', 'v') AND (a.privilege_type <> 'SELECT' OR c.relkind = 'r')"
            " AND a.grantee <> c.relowner"
        )
        for table, role, may in open_to:
            does, past = ("read", "views") if may == "SELECT" else ("write", "functions")
            yield f"the role {role} may {does} the {table} past the {past} of the ledger"

    def _of_clearance(self) -> Iterator[str]:
        """That what is sensitive is beyond who is not cleared; they see none of it to tell."""
        open_ones = self._ask(
            "SELECT position FROM ledger.events WHERE position(%b::bytea IN state) > 0"
            " AND position NOT IN (SELECT position FROM ledger.hashes_only) ORDER BY position",
            [clearance.MARKED],
        )
        for (position,) in open_ones:
            yield f"event {position} is OFFICIAL-SENSITIVE, and is read without clearance"

    def damage(self) -> list[str]:
        """Whether what is read through an index is what lies in the table: a history is read
        through one, and whatever it omits would be hidden although stored."""
        raw = self.connections.driver.connect(self.connections.address.said, autocommit=True)
        summed = "SELECT count(*), sum(position), sum(version), {} FROM ledger.events {}"
        try:
            cursor = raw.cursor(binary=True)
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL enable_indexscan = off")
            cursor.execute("SET LOCAL enable_indexonlyscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            whole = cursor.execute(summed.format("sum(length(state))", "")).fetchone()
            cursor.execute("SET LOCAL enable_indexscan = on")
            cursor.execute("SET LOCAL enable_seqscan = off")
            wrong = []
            for index, where in (("positions", "position > 0"), ("streams", "stream > ''")):
                read = summed.format("sum(length(state))", f"WHERE {where}")
                if cursor.execute(read).fetchone() != whole:
                    wrong.append(f"the index of {index} does not lead to every event")
            cursor.execute("ROLLBACK")
        except self.connections.driver.Error as error:  # Damage, or prevented from reading.
            if code(error) not in _BROKEN:
                raise
            return [f"the database is damaged: {self.connections.address.harmless(str(error))}"]
        finally:
            raw.close()
        return wrong
