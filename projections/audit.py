"""Comparing the tables that questions are answered from with the ledger: cell by cell, both ways.

Every generation, including one that no question would use, and the events since the newest, as a
question would read them, are compared with a table rebuilt from the ledger's own bytes. Nothing in
such a file is executed: it is read only if it consists of plain tables, and it cannot reach
outside.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from ledger.application import Ledger
from ledger.checks import Check
from ledger.errors import Unavailable
from ledger.storage_errors import concerns
from ledger.system import contents
from ledger.words import counted
from projections import believed, connections, digests, ends, events, folders, generations, index

NAMED = 5  # How many differing cells of a column, or rows, are named.
Columns = dict[str, str]


def audit(ledger: Ledger, progress: Callable[[int], Any] = lambda _: None) -> list[Check]:
    """A check of each generation, and one of the events since. Raises Unavailable if there is no
    room to build them again."""
    try:
        return _audit(ledger, progress)
    except (OSError, *connections.OF_FILES) as error:  # Only where it is built in.
        place = tempfile.gettempdir()
        if isinstance(error, OSError):
            of_it = concerns(error, Path(place))
        else:
            of_it = connections.about(error, Path(place))
        if not of_it:
            raise
        raise Unavailable(
            f"The projections could not be built again in {place}: {contents.why(error)}."
        ) from None


def _audit(ledger: Ledger, progress: Callable[[int], Any]) -> list[Check]:
    with tempfile.TemporaryDirectory() as work, duckdb.connect() as connection:
        draft = Path(work) / "rebuilt.duckdb"
        size = ledger.size
        gone = believed.left_out(ledger, size)
        with duckdb.connect(config=generations.WRITING) as writing:
            generations.write(writing, ledger, size, gone, draft, Path(work), progress)
        connections.shut(connection, folders.found(ledger), Path(work))
        connection.execute(f"ATTACH '{connections.quoted(draft)}' AS rebuilt (READ_ONLY)")
        checks = [_generation(connection, ledger, path) for path in folders.found(ledger)]
        newest = believed.attach_newest(connection, ledger, size)
        checks.append(_tail(connection, ledger, newest, size))
    return checks


def _generation(connection: duckdb.DuckDBPyConnection, ledger: Ledger, path: Path) -> Check:
    if (why := believed.no_plain_file(path)) is not None:
        return Check(about=str(path), covered="It was not opened.", problems=(why,))
    try:
        connection.execute(f"ATTACH '{connections.quoted(path)}' AS cached (READ_ONLY)")
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        why = str(error).split("\n")[0]
        return Check(about=str(path), covered="It could not be opened.", problems=(why,))
    try:
        if odd := believed.strange(connection, "cached"):
            return Check(about=str(path), covered="It was not read.", problems=tuple(odd))
        upto = folders.position_of(path)
        covered, problems = _compare(connection, "cached.events", 0, upto)
        if not problems:
            for name, wrong in ends.wrong("cached.events").items():
                found = connection.execute(f"{wrong} ORDER BY 1 LIMIT {NAMED}").fetchall()
                problems += [f"event {position}: its {name} is wrong" for (position,) in found]
        if not problems:  # The index is made from these.
            problems += _index(connection)
        if digests.made_here(ledger, path) is None:
            covered += "; not made here or changed since, so no question uses it"
        return Check(
            about=str(path), covered=covered, problems=(*_meta(connection, ledger, upto), *problems)
        )
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:  # Any damage in the file appears as one of these.
        why = str(error).split("\n")[0]
        return Check(about=str(path), covered="It could not be read to its end.", problems=(why,))
    finally:
        connection.execute("DETACH cached")


def _index(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Where the index of words differs from its events."""
    connection.execute("CREATE SCHEMA indexed")
    try:
        index.create(connection, "cached.events", "indexed")
        for name in index.TABLES:
            rows = f"SELECT {index.compared(name)} FROM {{}}.{name}"
            theirs, ours = rows.format("cached"), rows.format("indexed")
            for one, other in ((theirs, ours), (ours, theirs)):
                asked = f"SELECT count(*) FROM ({one} EXCEPT ALL {other})"
                ((count,),) = connection.execute(asked).fetchall()
                if count:
                    yield f"its index of words is wrong: {counted(count, 'row')} of {name}"
                    break
    finally:
        connection.execute("DROP SCHEMA indexed CASCADE")


def _tail(connection: duckdb.DuckDBPyConnection, ledger: Ledger, after: int, upto: int) -> Check:
    events.create_tail(connection, events.pages(ledger, after, upto))
    covered, problems = _compare(connection, "tail", after, upto)
    about = "what questions read straight from the ledger"
    about += f", after event {after}" if after else ""
    return Check(about=about, covered=covered, problems=tuple(problems))


def _meta(connection: duckdb.DuckDBPyConnection, ledger: Ledger, upto: int) -> Iterator[str]:
    cursor = connection.execute("FROM cached.meta")
    names, rows = [column[0] for column in cursor.description], cursor.fetchall()
    if len(rows) != 1:
        yield f"its meta has {len(rows)} rows; it should have 1"
        return
    says = dict(zip(names, rows[0], strict=True))
    expected = zip(believed.META, believed.meta(ledger, upto), strict=True)
    for name, value in expected:
        if says.get(name) != value:
            yield f"its meta: {name} says {says.get(name)!r}; of the ledger it is {value!r}"


def _compare(
    connection: duckdb.DuckDBPyConnection, table: str, after: int, upto: int
) -> tuple[str, list[str]]:
    """What was compared, in words, and how `table` differs from the rebuilt events between two
    positions."""
    ours = f"(FROM rebuilt.events WHERE position > {after} AND position <= {upto})"
    expected, said = _columns(connection, "rebuilt.events"), _columns(connection, table)
    # These depend on what else is in the table: see `ends.wrong`.
    both = {n: t for n, t in expected.items() if said.get(n) == t and n not in events.ENDS}
    problems = [*_shapes(expected, said), *_rows(connection, table, ours)]
    if "position" in both:
        problems += _cells(connection, table, ours, list(both))
    count = connection.execute(f"SELECT count(*) FROM {ours}").fetchall()[0][0]
    return f"{counted(count, 'event')} by {len(expected)} columns", problems


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> Columns:
    described = connection.execute(f"DESCRIBE FROM {table}").fetchall()
    return {name: type_ for name, type_, *_ in described}


def _shapes(expected: Columns, said: Columns) -> Iterator[str]:
    for name in expected.keys() - said.keys():
        yield f"it has no column {name}"
    for name in said.keys() - expected.keys():
        yield f"it has a column {name}, which no event has"
    for name in expected.keys() & said.keys():
        if expected[name] != said[name]:
            yield f"its column {name} is of type {said[name]}; it should be {expected[name]}"


def _rows(connection: duckdb.DuckDBPyConnection, table: str, ours: str) -> Iterator[str]:
    """Events that one has and the other lacks, or has more than once."""
    for words, query in {
        "event {} is in the ledger and not in it": (
            f"SELECT position FROM {ours} ANTI JOIN {table} USING (position)"
        ),
        "event {} is in it and not in the ledger": (
            f"SELECT position FROM {table} ANTI JOIN {ours} AS ours USING (position)"
        ),
        "event {} is in it more than once": (
            f"SELECT position FROM {table} GROUP BY position HAVING count(*) > 1"
        ),
    }.items():
        found = connection.execute(f"{query} ORDER BY position").fetchall()
        yield from (words.format(position) for (position,) in found[:NAMED])
        if len(found) > NAMED:
            yield f"and {len(found) - NAMED} more such events"


def _cells(
    connection: duckdb.DuckDBPyConnection, table: str, ours: str, columns: list[str]
) -> Iterator[str]:
    joined = f"FROM {table} AS theirs JOIN {ours} AS ours USING (position)"
    differ = [f'theirs."{name}" IS DISTINCT FROM ours."{name}"' for name in columns]
    # Usually nothing differs, and counting by column takes DuckDB longer to plan.
    differing = f"SELECT count(*) {joined} WHERE {' OR '.join(differ)}"
    if connection.execute(differing).fetchall() == [(0,)]:
        return
    counted = ", ".join(f"count_if({one})" for one in differ)
    counts = connection.execute(f"SELECT {counted} {joined}").fetchall()[0]
    for name, differs, count in zip(columns, differ, counts, strict=True):
        if not count:
            continue
        cells = connection.execute(
            f'SELECT position, theirs."{name}", ours."{name}" {joined} WHERE {differs}'
            f" ORDER BY position LIMIT {NAMED}"
        ).fetchall()
        for position, says, should in cells:
            yield f"event {position}, {name}: says {_cell(says)}; the ledger says {_cell(should)}"
        if count > NAMED:
            yield f"and {count - NAMED} more in {name}"


def _cell(value: Any) -> str:
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else str(value)
    return repr(text if len(text) <= 60 else text[:57] + "...")
