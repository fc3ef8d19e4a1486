"""The rows of a page as a statement, to go on from in the SQL box."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from commands.web.filters import Chosen
from commands.web.reading import BoundQuery
from projections.sql import literal


def statement(
    bound: BoundQuery, today: date, chosen: Chosen, sort: str, columns: Iterable[str]
) -> str:
    """SQL that gives the same rows: these columns, or all if none is named. The day is left to the
    box if it is today."""
    given: dict[str, Any] = {"as_of": bound.as_of, "known_by": bound.known_by}
    if (bound.as_of, bound.known_by) == (today, None):
        given = {}
    given |= {f"p_{name.removeprefix('p_')}": value for name, value in bound.parameters}
    said = ", ".join(f"{name} := {literal(v)}" for name, v in given.items() if v is not None)
    names = ", ".join(f'"{name}"' for name in columns)
    values = iter(chosen.values)
    lines = [
        f"select {names}" if names else "",
        f"from {bound.name}" + (f"({said})" if said else ""),
        re.sub(r"\?", lambda _: literal(next(values)), chosen.where),
        f'order by "{sort.removeprefix("-")}"{" desc" if sort[0] == "-" else ""} nulls last'
        if sort
        else "",
    ]
    return "\n".join(filter(None, lines))
