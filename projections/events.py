"""The one wide `events` table: one row an event, one column for each field of any event kind.

The columns are derived from the structs, so a new event kind needs no line here. Absent is NULL.
`record`, `ref`, `recorded_on` (the UK day), `ord` and `status` (what the event leads to, by its
kind) are computed; so are `words`, to be searched, and `over_from` and `counts_until`, by ends.py,
which are in `recorded` but not in `events`. Rows come from the stored JSON through DuckDB's own
reader: from files for a generation, from memory for the tail. msgspec checks each event first,
since DuckDB would silently turn a value that does not fit its type into NULL or another type.
"""

import json
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import UnionType
from typing import Any, Literal

import duckdb
import msgspec
from msgspec.structs import fields

from ledger.application import Ledger
from ledger.codec import check, decode, encode
from ledger.events import Envelope, Event, Unknown
from ledger.registry import event_kinds
from projections import index
from projections.searched import words_of
from projections.sql import text

LAYOUT = 3
PAGE = 20_000
Row = tuple[int, str, int, str, bytes]

_TYPES: dict[Any, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    bool: "BOOLEAN",
    date: "DATE",
    datetime: "TIMESTAMP",
}
_PLACE = {"position": "BIGINT", "stream": "VARCHAR", "version": "BIGINT"}
# Computed, and so not taken from the JSON. A fact counts on its day, then in order of writing, a
# correction where the event did that it corrects.
_COMPUTED = """
    split_part(stream, ':', 1) AS record,
    split_part(stream, ':', 2) AS ref,
    timezone('Europe/London', timezone('UTC', recorded_at))::DATE AS recorded_on,
    (effective_on - DATE '0001-01-01')::BIGINT << 40 | coalesce(corrects, position) AS ord,
    coalesce(date_basis, 'stated') AS date_basis,
    coalesce(marking, 'OFFICIAL') AS marking,
    DATE 'infinity' AS over_from,
    IF(kind = 'EventRetracted', DATE '-infinity', DATE 'infinity') AS counts_until"""
ENDS = ("over_from", "counts_until")
_NOT_ASKED = ("nonce", "command", "signature", "command_key", "command_digest")


def sql_type(annotation: Any) -> str:
    """The DuckDB type of a field: str | None is VARCHAR, tuple[str, ...] is VARCHAR[]."""
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return sql_type(args[0])
    if origin in (typing.Union, UnionType):
        return sql_type(next(arg for arg in args if arg is not type(None)))
    if origin is Literal:
        return "VARCHAR"
    if origin is tuple:
        return f"{sql_type(args[0])}[]"
    return _TYPES[annotation]


@cache
def columns_of(struct: type[msgspec.Struct]) -> dict[str, str]:
    return {f.name: sql_type(f.type) for f in fields(struct)}


@cache
def columns() -> dict[str, str]:
    """Every column that comes from the JSON, with its type: place, envelope, then each field."""
    found = _PLACE | {n: t for n, t in columns_of(Envelope).items() if n not in _NOT_ASKED}
    for kind in event_kinds().values():
        found |= columns_of(kind)
    return found


@cache
def every() -> tuple[str, ...]:
    """Every column of the table, in order."""
    computed = re.findall(r" AS (\w+)", _COMPUTED)
    plain = (name for name in columns() if name not in computed)
    return tuple(dict.fromkeys(["kind", *plain, *computed, "status", "words"]))


@cache
def queried_columns() -> tuple[str, ...]:
    """The columns that questions use."""
    return tuple(name for name in every() if name not in ENDS)


@cache
def shown_columns() -> tuple[str, ...]:
    """The columns of `events` for people; `words` is not one, since it repeats the texts."""
    return tuple(name for name in queried_columns() if name != "words")


@cache
def names(
    only: tuple[str, ...], over_from: str = "over_from", lacking: frozenset[str] = frozenset()
) -> str:
    """Columns as SQL, with `over_from` as given and `lacking` columns empty; without `words`."""
    said = {name: f'NULL::{columns()[name]} AS "{name}"' for name in lacking - {"words"}}
    if "words" in lacking:
        there = {name: type_ for name, type_ in columns().items() if name not in lacking}
        said["words"] = f"{words_of(there)} AS words"
    said["over_from"] = f"{over_from} AS over_from"
    return ", ".join(said.get(name, f'"{name}"') for name in only)


@cache
def fingerprint() -> str:
    """Changes when the shape of the table does: a generation of another shape is not used."""
    return sha256(
        json.dumps(
            [LAYOUT, columns(), _COMPUTED, words_of(columns()), _moves(), index.shape()]
        ).encode()
    ).hexdigest()[:16]


def line(row: Row) -> bytes:
    """An event as one JSON object: its kind and place, then the fields that this version knows; of
    an unknown kind, the envelope. Raises Broken if the stored bytes do not fit the kind."""
    position, stream, version, kind, _ = row
    recorded = decode(*row)
    known = Event() if isinstance(recorded.event, Unknown) else recorded.event
    return b'{"kind":"%s","position":%d,"stream":"%s","version":%d,%s' % (
        kind.encode(),
        position,
        stream.encode(),
        version,
        encode(known, recorded.envelope)[1:],
    )


def _select(source: str, types: Mapping[str, str], status: str, *, words: bool = True) -> str:
    plain = ", ".join(f'"{name}"' for name in types if name not in ("date_basis", "marking"))
    searched = f", {words_of(types)} AS words" if words else ""
    return f"SELECT kind, {plain},{_COMPUTED}, {status} AS status{searched} FROM {source}"


@cache
def _moves() -> str:
    return _moves_of(event_kinds())


def _moves_of(kinds: Iterable[str]) -> str:
    """The status that each event of these kinds brings, as SQL."""
    moving = {kind: event_kinds()[kind].moves_to for kind in kinds if kind in event_kinds()}
    whens = "".join(
        f" WHEN {text(k)} THEN {text(status)}" for k, status in moving.items() if status
    )
    return f"CASE kind{whens} END" if whens else "NULL::VARCHAR"


# A generation's rows, from files


def _as_stored(row: Row) -> bytes:
    """The same as `line`, from the stored bytes where that is quicker. Raises Broken if they do not
    fit their kind: DuckDB alone would accept 5 as a text and "yes" as true."""
    if not check(*row):
        return line(row)
    position, stream, version, kind, state = row
    place = b'{"kind":"%s","position":%d,"stream":"%s","version":%d,'
    return place % (kind.encode(), position, stream.encode(), version) + state[1:]


def write_files(rows: Iterator[list[Row]], folder: Path) -> dict[str, Path]:
    """Write each event to the file of its kind in `folder`; the kinds and their files. Raises
    Broken for one that does not fit its kind."""
    files: dict[str, Any] = {}
    try:
        for page in rows:
            by_kind: dict[str, list[bytes]] = {}
            for row in page:
                by_kind.setdefault(row[3], []).append(_as_stored(row))
            for kind, lines in by_kind.items():
                if kind not in files:
                    files[kind] = (folder / f"{len(files)}.ndjson").open("wb")
                files[kind].write(b"\n".join(lines) + b"\n")
    finally:
        for file in files.values():
            file.close()
    return {kind: Path(files[kind].name) for kind in sorted(files)}


def create_from_files(connection: duckdb.DuckDBPyConnection, files: dict[str, Path]) -> None:
    """Make generation.events from the files, clustered by kind."""
    kinds = frozenset(files)
    if not kinds:
        made = from_memory("''", kinds)
    else:
        # In one query: a branch for each kind costs DuckDB 5 ms.
        paths = ", ".join(text(str(path)) for path in files.values())
        shape = ", ".join(f"'{name}': '{type_}'" for name, type_ in _read_of(kinds).items())
        how = f"format='newline_delimited', columns={{{shape}}}"
        made = _from_json(f"* FROM read_json([{paths}], {how})", kinds)
    connection.execute(f"CREATE TABLE generation.events AS {made}")


# The tail's rows, from memory

RETRACTION = ("retracts", "recorded_on", "position", "kind")


def create_view(connection: duckdb.DuckDBPyConnection) -> None:
    """Make, of `recorded`, the view `events`."""
    connection.execute(f"CREATE VIEW events AS SELECT {names(shown_columns())} FROM recorded")


def create_retractions(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    """Make the table `retractions`, from `source`, which need have no more columns than these."""
    # A separate table: DuckDB then knows that it is small, and joins from the events.
    connection.execute(
        "CREATE TABLE retractions AS"
        f" SELECT retracts, recorded_on, position FROM {source} WHERE kind = 'EventRetracted'"
    )


def create_tail(connection: duckdb.DuckDBPyConnection, pages: Iterable[list[Row]]) -> None:
    """Make the table `tail` of these events, in memory. Raises Broken for one that does not fit its
    kind."""
    how = "CREATE TABLE tail AS"
    for page in chain(pages, [[]]):  # It is created even without events.
        if page or how.startswith("CREATE"):
            lines = b"\n".join(line(row) for row in page)
            kinds = frozenset(row[3] for row in page)
            connection.execute(f"{how} {from_memory('?', kinds)}", [lines.decode()])
            how = "INSERT INTO tail"


@cache
def kept_of(kinds: frozenset[str]) -> dict[str, str]:
    """The columns that events of these kinds have."""
    own = _PLACE | columns_of(Envelope)
    for kind in kinds:
        own = own | columns_of(event_kinds().get(kind, Event))
    return {name: type_ for name, type_ in columns().items() if name in own}


def _read_of(kinds: frozenset[str]) -> dict[str, str]:
    """What is read of the JSON of events of these kinds, each with its type."""
    return {"kind": "VARCHAR"} | kept_of(kinds)


@lru_cache(256)
def from_memory(lines_: str, kinds: frozenset[str], only: frozenset[str] | None = None) -> str:
    """`lines_` is SQL for events of these kinds, a JSON object a line. `only`: with no other
    columns than these, and without `words`."""
    # Of one JSON list, DuckDB would make 96 values an event while planning, at 40 us an event.
    lines = f"(SELECT unnest(string_split({lines_}, chr(10))) AS line)"
    read = {n: t for n, t in _read_of(kinds).items() if only is None or n in only or n == "kind"}
    structure = text(json.dumps(read))
    events = f"unnest(from_json(line, {structure})) FROM {lines} WHERE line <> ''"
    return _from_json(events, kinds, only)


def _from_json(read: str, kinds: frozenset[str], only: frozenset[str] | None = None) -> str:
    """The table's columns, of what SELECT is to read of events of these kinds."""
    # Each column and kind costs DuckDB time, and most tails have few of them.
    own, types, moves = kept_of(kinds), columns(), _moves_of(sorted(kinds))
    if only is not None:
        held = {name: type_ for name, type_ in own.items() if name in only}
        return _select(f"(SELECT {read})", held, moves, words=False)
    absent = [f'NULL::{t} AS "{n}"' for n, t in types.items() if n not in own]
    source = f"(SELECT {', '.join(['*', *absent])} FROM (SELECT {read}))"
    return _select(source, types, moves)


def pages(ledger: Ledger, after: int, upto: int) -> Iterator[list[Row]]:
    """The rows after a position, up to another, with personal values in clear, a page at a time."""
    while after < upto:
        page = ledger.rows(after, upto, PAGE)
        if not page:
            return
        yield page
        after = page[-1][0]
