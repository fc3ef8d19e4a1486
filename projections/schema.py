"""The tables for people who write SQL, their columns, and what they mean.

    table("open_actions").columns[0].says    # "the action's reference"

The sentences are in the comments of the SQL files. Each record kind explains the fields of its
events (COLUMNS); events.sql explains the columns beside them.
"""

from functools import cache

import duckdb
import msgspec
from msgspec.structs import fields

from ledger.errors import NotFound
from ledger.events import Frozen
from ledger.registry import event_kinds, record_kinds
from projections import Query, events, library, needed, questions

EVENTS = "events"
ASKS = "What was recorded? Every event, a row each, those too that were taken back since."
KINDS = {
    "the events": "events and live",
    "states": "each record, as it is",
    "questions": "what people ask",
}


class Column(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """`type` is DuckDB's; `kinds` are the kinds of event that have it, none for what all have."""

    name: str
    type: str
    says: str
    kinds: tuple[str, ...] = ()


class Table(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """`group` is one of KINDS; `needed` are the parameters that have to be said; `example` is how
    it is asked in SQL."""

    name: str
    group: str
    asks: str
    parameters: dict[str, str]
    needed: tuple[str, ...]
    columns: tuple[Column, ...]
    example: str


AS_OF = ["as_of := '2018-11-27'"]
GIVEN = {"meeting": "HTA/2018-02-27", "from": "2018-02-27"}
DAYS = {
    "as_of": "as things were on this day; today, if not said",
    "known_by": "by what the ledger knew on this day; now, if not said",
}


def given(parameter: str) -> str:
    """A parameter, with an example value."""
    return f"{parameter} := '{GIVEN.get(parameter.removeprefix('p_'), '...')}'"


def example(name: str) -> str:
    """How a table is asked in SQL."""
    if name == EVENTS:
        return "from events where ref = 'A-2018-003'"
    return f"from {name}({', '.join([*map(given, library()[name].needed), *AS_OF])})"


@cache
def names() -> tuple[str, ...]:
    """Every table: the events, then the states, then the questions, each in order of name."""
    asked = questions()
    states = sorted(name for name in library() if name not in asked and name != "live")
    return (EVENTS, "live", *states, *asked)


@cache
def said_of_events() -> dict[str, str]:
    """What each column of the events means."""
    own = (kind.columns for kind in record_kinds().values())
    return {name: says for found in own for name, says in found.items()} | library()["live"].columns


def sentences(name: str) -> dict[str, str]:
    """What each column of a table means, in their order as far as the files say it. Raises
    NotFound."""
    if name not in names():
        raise NotFound(f"There is no table {name!r}.{near(name)} See: govledger schema")
    if name == EVENTS:
        return {n: says for n, says in said_of_events().items() if n != "words"}
    return _own(name) or said_of_events()  # A file that describes no columns has those of live.


def _own(name: str) -> dict[str, str]:
    return {} if name in (EVENTS, "live") else library()[name].columns


def near(name: str) -> str:
    from difflib import get_close_matches

    found = get_close_matches(name, names(), 3)
    return f" Did you mean {' or '.join(found)}?" if found else ""


def group_of(name: str) -> str:
    groups = list(KINDS)
    return groups[0] if name in (EVENTS, "live") else groups[1 + (name in questions())]


def asks(name: str) -> str:
    return ASKS if name == EVENTS else library()[name].asks


def parameters(name: str) -> dict[str, str]:
    """The parameters of a table, and what they mean."""
    own = {} if name == EVENTS else library()[name].parameters
    return {parameter: DAYS.get(parameter) or says for parameter, says in own.items()}


def table(name: str) -> Table:
    """Everything about a table. Raises NotFound."""
    said = sentences(name)
    question = None if name == EVENTS else library()[name]
    having = {} if _own(name) else _having()
    columns = tuple(
        Column(name=n, type=t, says=said.get(n, ""), kinds=having.get(n, ()))
        for n, t in _types(name, question)
    )
    return Table(
        name=name,
        group=group_of(name),
        asks=asks(name),
        parameters=parameters(name),
        example=example(name),
        needed=question.needed if question else (),
        columns=columns,
    )


@cache
def _having() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, cls in event_kinds().items():
        for field in fields(cls):
            found[field.name] = (*found.get(field.name, ()), kind)
    return found


def _types(name: str, question: Query | None) -> list[tuple[str, str]]:
    """The columns and their types, as DuckDB finds them on an empty ledger."""
    called = EVENTS
    if question is not None:
        for macro in needed(name):
            _create(macro)
        called = f"{name}({', '.join(f'{n} := NULL' for n in question.needed)})"
    with _empty().cursor() as connection:  # Each thread needs a cursor of its own.
        rows = connection.execute(f"DESCRIBE SELECT * FROM {called}").fetchall()
    return [(row[0], row[1]) for row in rows]


@cache
def _empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    events.create_tail(connection, [])
    connection.execute(f"CREATE VIEW recorded AS SELECT {events.names(events.every())} FROM tail")
    events.create_view(connection)
    events.create_retractions(connection, "recorded")
    return connection


@cache
def _create(macro: str) -> None:
    with _empty().cursor() as connection:
        connection.execute(library()[macro].sql)
