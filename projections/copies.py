"""The projections as files for other people's tools: a folder of Parquet, a DuckDB file.

    from open_actions                                 -- the answer on the day of the copy
    from open_actions(as_of := '2018-02-28')          -- on any day
    from changes_between('2018-01-31', as_of := '2018-02-28', known_by := '2018-03-01')

The DuckDB file holds every event, each answer as a table, and each state and question as the same
macro as here, with its question and the meaning of its columns. Neither form contains anything
recorded after `known_by`.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

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
    for name in answerable():
        yield name, _rows(now, _answer(now, name, as_of, known_by))


def _rows(now: Projections, asked: str) -> Rows:
    return Rows(lambda: now.connection.cursor().execute(asked))


def parquet(now: Projections, folder: Path, as_of: date, known_by: date | None, line: str) -> None:
    """Write a file for each, and one of all events; `line` says in each what it is a copy of."""
    for name in answerable():
        says = {"question": library()[name].asks, "as_of": as_of.isoformat(), "ledger": line}
        _parquet(now, _answer(now, name, as_of, known_by), folder / f"{name}.parquet", says)
    _parquet(now, _events(known_by, "position"), folder / f"{EVENTS}.parquet", {"ledger": line})


def _parquet(now: Projections, select: str, file: Path, says: dict[str, str]) -> None:
    metadata = ", ".join(f"{name}: {text(value)}" for name, value in says.items())
    now.connection.execute(
        f"COPY ({select}) TO '{quoted(file)}'"
        f" (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{metadata}}})"
    )


def database(
    now: Projections, file: Path, as_of: date, known_by: date | None, about: dict[str, Any]
) -> None:
    """Write the DuckDB file; `about` becomes its table of that name, one fact a row."""
    run = now.connection.execute
    # Small blocks: most of the tables have few rows. 1.2 is what other tools know.
    run(f"ATTACH '{quoted(file)}' AS copied (BLOCK_SIZE 16384, STORAGE_VERSION 'v1.2.0')")
    run("BEGIN")  # Otherwise each statement would be written to the disk separately.
    run(f"CREATE TABLE copied.{EVENTS} AS {_events(known_by, 'kind, position')}")
    run(
        "CREATE TABLE copied.retractions AS SELECT retracts, recorded_on, position"
        f" FROM copied.{EVENTS} WHERE kind = 'EventRetracted' ORDER BY position"
    )
    for name in answerable():
        run(f"CREATE TABLE copied.{name} AS {_answer(now, name, as_of, known_by)}")
    run(f"CREATE TABLE copied.{_ABOUT} (fact VARCHAR, value VARCHAR)")
    now.connection.executemany(
        f"INSERT INTO copied.{_ABOUT} VALUES (?, ?)",
        [(fact, str(value)) for fact, value in about.items() if value is not None],
    )
    run("USE copied")  # A macro is created in the current schema, from the names in it.
    for macro in days.macros(known_by or now.ledger.today):
        run(macro)
    for name in dict.fromkeys(macro for made in library() for macro in needed(made)):
        run(_of_a_copy(name))
        run(f"COMMENT ON MACRO TABLE {name} IS {text(library()[name].asks)}")
    for name in answerable():
        _explain(now, name)
    run("COMMIT")
    run("USE memory")
    run("CHECKPOINT copied")
    run("DETACH copied")


def _of_a_copy(name: str) -> str:
    """A macro's text for a file that has only `events`."""
    question = library()[name]
    sql = days.as_people_type_them(held_to_choices(question.sql, question.allowed))
    if name == "live":
        assert sql.count(_RECORDED) == 1, "live asks what is recorded"
    return sql.replace(_RECORDED, _NOTHING_OVER)


def _explain(now: Projections, name: str) -> None:
    question = library()[name]
    said = f"{question.asks} On the day of the copy; {name}(as_of := DAY) answers for any."
    now.connection.execute(f"COMMENT ON TABLE {name} IS {text(said)}")
    for column, meaning in question.columns.items():
        now.connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {text(meaning)}')


def steady(now: Projections) -> None:
    """Makes answers have the same rows in the same order each time: one thread, limited memory."""
    now.connection.execute(f"SET threads = 1; SET memory_limit = '{MEMORY_LIMIT}'")


def _answer(now: Projections, name: str, as_of: date, known_by: date | None) -> str:
    order = "" if name in questions() else " ORDER BY ALL"  # A state has no order.
    return f"SELECT * FROM {now.written(name, as_of=as_of, known_by=known_by)}{order}"


def _events(known_by: date | None, order: str) -> str:
    known = f" WHERE recorded_on <= DATE '{known_by}'" if known_by else ""
    return f"SELECT * FROM events{known} ORDER BY {order}"
