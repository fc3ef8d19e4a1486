"""The events that questions are asked of: those of a generation, and the tail since, read from the
ledger into memory."""

from collections.abc import Iterable, Iterator

import duckdb
import msgspec

from ledger.application import Ledger
from projections import ends, events

OWN = "memory.main"  # The schema of its tables: a question may have a part of the same name.

FEW = 500  # Of so many events, what each of them has is looked for: every column costs time.
# Of what the computed columns are made.
NEEDED = {*("position", "stream", "version", "effective_on", "recorded_at"),
          *("corrects", "date_basis", "marking")}  # fmt: skip
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode

# A table, SQL for from when an event in it is over, and the columns that it is lacking.
Source = tuple[str, str, frozenset[str]]


class Recorded:
    """The events of a ledger as tables and views of one connection."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        ledger: Ledger,
        size: int,
        upto: int | None,
        done: int,
    ) -> None:
        """The first `size` events; of which those up to `done` are in the generation that is
        attached, 0 if there is none. `upto`: as they were when there were so many."""
        self._connection, self._ledger = connection, ledger
        self._size, self._upto = size, upto
        self.count = 0  # How many events were read from the ledger itself.
        self.kinds: set[str] = set()  # The kinds of these.
        self.again: tuple[int, ...] = ()  # Events of the generation that are read again among them.
        self._parts: list[Source] = []
        if done:
            self._beyond(done)
        else:
            self._alone()
        if upto is not None:
            ends.keep_retracted(connection, self._union(events.every()), upto)
        events.create_retractions(connection, self.source(events.RETRACTION))

    def create_views(self) -> None:
        """Create what people and their macros ask: views with all columns of the events."""
        self._connection.execute(f"CREATE VIEW recorded AS {self._recorded(events.every())}")
        events.create_view(self._connection)

    def _tail_pages(self, done: int) -> Iterator[list[events.Row]]:
        """The events since, a page at a time: without a generation, this is the whole ledger."""
        for page in events.pages(self._ledger, done, self._size):
            self.count += len(page)
            self.kinds.update(row[3] for row in page)
            yield page

    def _alone(self) -> None:
        lacking = frozenset[str]()
        if self._size > events.PAGE:
            events.create_tail(self._connection, self._tail_pages(0))
        else:
            rows = [row for page in self._tail_pages(0) for row in page]
            lacking = _create_narrow(self._connection, rows)
        if "EventRetracted" in self.kinds:
            ends.take_back(self._connection, "tail")
        self._parts.append((f"{OWN}.tail", "over_from", lacking))

    def _beyond(self, done: int) -> None:
        """The events of the generation, and those since."""
        rows, again = [row for page in self._tail_pages(done) for row in page], ends.Again()
        if rows:
            again = ends.brought_back(self._connection, done, rows)
            lacking = _create_narrow(self._connection, rows, again.kinds)
            ends.copy_back(self._connection, again, lacking)
            if "EventRetracted" in self.kinds:
                ends.take_back(self._connection, "tail")
            self._parts.append((f"{OWN}.tail", "over_from", lacking))
        self.again = again.positions
        but = f" WHERE position NOT IN ({', '.join(map(str, again.positions))})"
        table = f"generation.events{but if again.positions else ''}"
        self._parts.insert(0, (table, self._over_from(done), frozenset()))

    def _recorded(self, columns: tuple[str, ...]) -> str:
        """SQL for these columns of the events, of a generation and its tail."""
        if self._upto is None:
            return self._union(columns)
        needed = tuple(dict.fromkeys((*columns, "position", "kind", "counts_until")))
        return (
            f"SELECT {ends.as_retracted(columns)} FROM ({self._union(needed)}) e"
            f" LEFT JOIN {OWN}.taken_back t ON t.retracts = e.position"
            f" WHERE e.position <= {self._upto}"
        )

    def since(self, columns: tuple[str, ...]) -> str:
        """The same for only those read from the ledger itself."""
        return f"({self._union(columns, self._parts[-1:])})"

    def _union(self, columns: tuple[str, ...], of: list[Source] | None = None) -> str:
        parts = (
            f"SELECT {events.names(columns, over, lacking)} FROM {table}"
            for table, over, lacking in of or self._parts
        )
        # By position: a union by name takes DuckDB longer than planning most questions.
        return " UNION ALL ".join(parts)

    def source(self, columns: tuple[str, ...]) -> str:
        """SQL for where a question finds them, with these columns."""
        return f"({self._recorded(columns)})"

    def _over_from(self, done: int) -> str:
        """SQL for when an event of the generation is over, if it is by then."""
        upto = None
        if self._upto is not None and self._upto < done:
            next_day = (
                f"SELECT min(recorded_on) FROM generation.events WHERE position > {self._upto}"
            )
            upto = self._connection.execute(next_day).fetchall()[0][0]
        return ends.over_from(upto)


def _create_narrow(
    connection: duckdb.DuckDBPyConnection, rows: list[events.Row], others: Iterable[str] = ()
) -> frozenset[str]:
    """Make the table `tail` of these events in memory, without `words`, and without columns that
    neither they nor the kinds of the `others` have; returns those it lacks. Raises Broken for an
    event that does not fit its kind."""
    whole, lines = frozenset(others), [*map(events.line, rows)]
    kinds = whole.union(row[3] for row in rows)
    own = frozenset(events.kept_of(kinds))
    if len(lines) <= FEW:
        own &= NEEDED.union(events.kept_of(whole) if whole else (), *map(_fields, lines))
    made = f"CREATE TABLE tail AS {events.from_memory('?', kinds, own)}"
    connection.execute(made, [b"\n".join(lines).decode()])
    return frozenset(events.columns()) - own | {"words"}
