"""What people's own SQL may ask by name: each state and question as a view, and as a macro where
it is called, open_actions(as_of := '28/2/18').

Each is one statement with only the columns that it uses, as expanding.py writes it: most of what a
short statement costs is to plan what it asks for, and it is planned up to three times.
"""

import re
from contextlib import nullcontext, suppress
from datetime import date

import duckdb

from projections import Projections, days, expanding, library
from projections.messages import Ask
from projections.parameters import held_to_choices

# What is defined so far, by its name and the SQL of it.
Defined = dict[str, str]
_READS = {"as_of": "as_day", "known_by": "as_known"}
_LITERAL = re.compile(
    r"(?:(\w+)(?::=|=>))?(?:('(?:[^']|'')*')|null|true|false|-?\d+)", re.IGNORECASE
)
_OF_A_MEETING = re.compile(r"'[^']*/([^']{4}-[^']{2}-[^']{2})'")  # As days.py has it in SQL.


def define(now: Projections, ask: Ask, made: Defined) -> None:
    """Create what a statement may use, unless it exists for these days."""
    todo = {}
    for name in dict.fromkeys(re.findall(r"\w+", ask.sql.lower())):
        if name not in library():
            continue
        if re.search(rf"\b{name}\W*\(", ask.sql, re.IGNORECASE):
            todo[name] = _macro(now, name, ask)
        if not library()[name].needed:
            todo[f"the view {name}"] = _view(now, name, ask)
    if any(name in library() for name in todo):
        _read_days(now.connection, ask, made)
    for name, sql in todo.items():
        _make(now.connection, name, sql, made)


def _make(connection: duckdb.DuckDBPyConnection, name: str, sql: str, made: Defined) -> None:
    if made.get(name) != sql:
        connection.execute(sql)
        made[name] = sql


def _view(now: Projections, name: str, ask: Ask) -> str:
    known = {"known_by": f"date '{ask.known_by}'"} if ask.known_by else {}
    asked = expanding.expand(name, known, now.recorded.source)
    return f"CREATE OR REPLACE VIEW {name} AS {_on(asked, ask.as_of)}"


def _macro(now: Projections, name: str, ask: Ask) -> str:
    """It reads days as people type them, and refuses what a parameter cannot be."""
    sql = expanding.as_macro(name, now.recorded.source)
    if ask.known_by:
        sql = sql.replace("known_by := null", f"known_by := date '{ask.known_by}'", 1)
    sql = held_to_choices(days.as_people_type_them(sql), library()[name].allowed)
    return _on(sql, ask.as_of)


def _on(sql: str, today: date) -> str:
    return re.sub(r"\bcurrent_date\b", f"date '{today}'", sql)


def _read_days(connection: duckdb.DuckDBPyConnection, ask: Ask, made: Defined) -> None:
    """Create what reads the days that a statement gives: of texts alone, these are read here. To
    read any other is half of what a macro costs, since it is planned wherever a day stands. Raises
    duckdb.Error for a text that is no day where a day is given."""
    both = days.macros(ask.today)
    given = _given(ask.sql)
    if given is not None:
        read = {f"'{one}'": one for one in [ask.known_by] if one}  # As the macros have it.
        for parameter, text in sorted(given):
            _make(connection, "days", ";".join(both), made)
            reads, is_day = _READS.get(parameter, "as_day"), parameter in _READS
            with nullcontext() if is_day else suppress(duckdb.Error):
                ((read[text],),) = connection.execute(f"SELECT {reads}({text})").fetchall()
        both = days.macros_of(read, ask.today)
    _make(connection, "days", ";".join(both), made)


def _given(sql: str) -> set[tuple[str, str]] | None:
    """The texts, as in SQL, that a statement gives to states and questions, each behind the name of
    its parameter if that is said; None if it gives any other thing than texts, numbers or
    nothing."""
    said = expanding.significant(sql)
    if "/*" in sql or {"as_day", "as_known"} & set(map(str.lower, said)):
        return None
    found = set[tuple[str, str]]()
    for at, token in enumerate(said[:-1]):
        if token.strip('"').lower() in library() and said[at + 1] == "(":
            try:
                given, _ = expanding.arguments(said, at + 2)
            except IndexError:  # It is not SQL, which DuckDB tells better.
                return None
            for one in given:
                literal = _LITERAL.fullmatch("".join(one))
                if literal is None:
                    return None
                if literal[2]:
                    found.add(((literal[1] or "").lower(), literal[2]))
                    if meeting := _OF_A_MEETING.fullmatch(literal[2]):
                        found.add(("", f"'{meeting[1]}'"))
    return found
