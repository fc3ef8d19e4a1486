"""The rows of a page as a statement, to go on from in the SQL box."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from commands.web.filters import Chosen
from commands.web.reading import Asked


def statement(asked: Asked, today: date, chosen: Chosen, sort: str, columns: Iterable[str]) -> str:
    """SQL that is answered with the same rows: those columns, or every one where none is named.
    The day is left to the box where it is today."""
    days = {} if (asked.as_of, asked.known_by) == (today, None) else _days(asked)
    given = days | {f"p_{name.removeprefix('p_')}": value for name, value in asked.parameters}
    said = ", ".join(f"{name} := {_literal(v)}" for name, v in given.items() if v is not None)
    names = ", ".join(f'"{name}"' for name in columns)
    values = iter(chosen.values)
    lines = [
        f"select {names}" if names else "",
        f"from {asked.name}" + (f"({said})" if said else ""),
        re.sub(r"\?", lambda _: _literal(next(values)), chosen.where),
        f'order by "{sort.removeprefix("-")}"{" desc" if sort[0] == "-" else ""} nulls last'
        if sort
        else "",
    ]
    return "\n".join(filter(None, lines))


def _days(asked: Asked) -> dict[str, date | None]:
    return {"as_of": asked.as_of, "known_by": asked.known_by}


def _literal(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    quoted = str(value).replace("'", "''")
    return f"date '{quoted}'" if isinstance(value, date) else f"'{quoted}'"
