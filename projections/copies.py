"""The projections as files for other people's tools: a folder of Parquet, a DuckDB file.

    from open_actions                                 -- the answer on the day of the copy
    from open_actions(as_of := '2018-02-28')          -- on any day
    from changes_between('2018-01-31', as_of := '2018-02-28', known_by := '2018-03-01')

The DuckDB file holds every event, each answer as a table, and each state and question as the same
macro as here, with its question and the meaning of its columns. Neither form contains anything
recorded after `known_by`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from projections import Projections, days, library, needed, questions
from projections.connections import quoted
from projections.events import columns
from projections.parameters import held_to_choices
from projections.rows import Rows
from projections.searched import words_of
from projections.sql import text

EVENTS = "events"
MEMORY_LIMIT = "400MB"
_ABOUT = "about"
# Of a copy's events, `over_from` is not kept: with a later day of knowledge it would be another.
# Nor is `words`, which repeats the texts.
_RECORDED = "from recorded e"
_NOTHING_OVER = f"""from (
    select v.*, date 'infinity' as over_from,
        if(v.kind = 'EventRetracted', date '-infinity', coalesce(r.day, date 'infinity'))
            as counts_until,
        {words_of(columns())} as words
    from events v
    left join (
        select retracts, min(recorded_on) as day from retractions group by retracts
    ) r on r.retracts = v.position
) e"""


def answerable() -> list[str]:
    """The questions, then the states, that need no more than a day."""
    states = sorted(library().keys() - questions().keys() - {"live"})
    return [name for name in [*questions(), *states] if not library()[name].needed]


def asking() -> list[str]:
    """Those that need more: a meeting, say, or a first day."""
    return sorted(name for name, question in library().items() if question.needed)


def answers(now: Projections, as_of: date, known_by: date | None) -> Iterator[tuple[str, Rows]]:
    """Each answerable one: its name, and its rows in order, a part at a time."""
    for name, select in _each(now, as_of, known_by).items():
        yield name, rows_of(now.connection, select)


def rows_of(connection: duckdb.DuckDBPyConnection, select: str) -> Rows:
    return Rows(lambda: connection.cursor().execute(select))


def keep(now: Projections, folder: Path, as_of: date, known_by: date | None, **under: str) -> None:
    """Write each answer to a folder, for `together`; each row begins with what it stands `under`,
    by the name of its column."""
    before = "".join(f"{text(value)} AS {name}, " for name, value in under.items())
    for name, select in _each(now, as_of, known_by).items():
        file = folder / f"{name}.parquet"
        write_parquet(now.connection, f"SELECT {before}* FROM ({select})", file, {})


def parquet(now: Projections, folder: Path, as_of: date, known_by: date | None, line: str) -> None:
    """Write a file for each, and one of all events; `line` says in each what it is a copy of."""
    answers_as_parquet(now.connection, _each(now, as_of, known_by), folder, as_of, line)
    events = _events(known_by, "position")
    write_parquet(now.connection, events, folder / f"{EVENTS}.parquet", {"ledger": line})


def answers_as_parquet(
    connection: duckdb.DuckDBPyConnection,
    selects: Mapping[str, str],
    folder: Path,
    as_of: date,
    line: str,
) -> None:
    """Write a file for each of these answers."""
    for name, select in selects.items():
        says = {"question": library()[name].asks, "as_of": as_of.isoformat(), "ledger": line}
        write_parquet(connection, select, folder / f"{name}.parquet", says)


def write_parquet(
    connection: duckdb.DuckDBPyConnection, select: str, file: Path, says: Mapping[str, str]
) -> None:
    metadata = ", ".join(f"{name}: {text(value)}" for name, value in says.items())
    said = f", KV_METADATA {{{metadata}}}" if says else ""
    connection.execute(
        f"COPY ({select}) TO '{quoted(file)}' (FORMAT parquet, COMPRESSION zstd{said})"
    )


def database(
    now: Projections, file: Path, as_of: date, known_by: date | None, about: Mapping[str, Any]
) -> None:
    """Write the DuckDB file; `about` becomes its table of that name, one fact a row."""
    run = now.connection.execute
    with _made(now.connection, file):
        run(f"CREATE TABLE copied.{EVENTS} AS {_events(known_by, 'kind, position')}")
        run(
            "CREATE TABLE copied.retractions AS SELECT retracts, recorded_on, position"
            f" FROM copied.{EVENTS} WHERE kind = 'EventRetracted' ORDER BY position"
        )
        _tables(now.connection, _each(now, as_of, known_by), about)
        run("USE copied")  # A macro is created in the current schema, from the names in it.
        for macro in days.macros(known_by or now.ledger.today):
            run(macro)
        for name in dict.fromkeys(macro for made in library() for macro in needed(made)):
            run(_of_a_copy(name))
            run(f"COMMENT ON MACRO TABLE {name} IS {text(library()[name].asks)}")
        for name in answerable():
            _explain(now.connection, name, f"; {name}(as_of := DAY) answers for any", {})


def answers_as_database(
    connection: duckdb.DuckDBPyConnection,
    selects: Mapping[str, str],
    file: Path,
    about: Mapping[str, Any],
    more: Mapping[str, str],
) -> None:
    """Write a DuckDB file of these answers alone, without events and questions. `more`: what the
    columns mean that they have besides their own."""
    with _made(connection, file):
        _tables(connection, selects, about)
        connection.execute("USE copied")
        for name in selects:
            _explain(connection, name, "", more)


@contextmanager
def _made(connection: duckdb.DuckDBPyConnection, file: Path) -> Iterator[None]:
    """A new DuckDB file, attached as `copied`: written when all of it is there."""
    run = connection.execute
    # Small blocks: most of the tables have few rows. 1.2 is what other tools know.
    run(f"ATTACH '{quoted(file)}' AS copied (BLOCK_SIZE 16384, STORAGE_VERSION 'v1.2.0')")
    run("BEGIN")  # Otherwise each statement would be written to the disk separately.
    yield
    run("COMMIT")
    run("USE memory")
    run("CHECKPOINT copied")
    run("DETACH copied")


def _tables(
    connection: duckdb.DuckDBPyConnection, selects: Mapping[str, str], about: Mapping[str, Any]
) -> None:
    for name, select in selects.items():
        connection.execute(f"CREATE TABLE copied.{name} AS {select}")
    connection.execute(f"CREATE TABLE copied.{_ABOUT} (fact VARCHAR, value VARCHAR)")
    connection.executemany(
        f"INSERT INTO copied.{_ABOUT} VALUES (?, ?)",
        [(fact, str(value)) for fact, value in about.items() if value is not None],
    )


def _of_a_copy(name: str) -> str:
    """A macro's text for a file that has only `events`."""
    question = library()[name]
    sql = days.as_people_type_them(held_to_choices(question.sql, question.allowed))
    if name == "live":
        assert sql.count(_RECORDED) == 1, "live asks what is recorded"
    return sql.replace(_RECORDED, _NOTHING_OVER)


def _explain(
    connection: duckdb.DuckDBPyConnection, name: str, otherwise: str, more: Mapping[str, str]
) -> None:
    question = library()[name]
    said = f"{question.asks} On the day of the copy{otherwise}."
    connection.execute(f"COMMENT ON TABLE {name} IS {text(said)}")
    for column, meaning in {**more, **question.columns}.items():
        connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {text(meaning)}')


def steady(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes answers have the same rows in the same order each time: one thread, limited memory."""
    connection.execute(f"SET threads = 1; SET memory_limit = '{MEMORY_LIMIT}'")


def _each(now: Projections, as_of: date, known_by: date | None) -> dict[str, str]:
    """The SQL of each answer."""
    return {name: _answer(now, name, as_of, known_by) for name in answerable()}


def _answer(now: Projections, name: str, as_of: date, known_by: date | None) -> str:
    order = "" if name in questions() else " ORDER BY ALL"  # A state has no order.
    return f"SELECT * FROM {now.written(name, as_of=as_of, known_by=known_by)}{order}"


def _events(known_by: date | None, order: str) -> str:
    known = f" WHERE recorded_on <= DATE '{known_by}'" if known_by else ""
    return f"SELECT * FROM events{known} ORDER BY {order}"
