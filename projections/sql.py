"""Values as they are written in SQL."""

from datetime import date
from typing import Any


def text(value: str) -> str:
    """A text as SQL."""
    return "'" + value.replace("'", "''") + "'"


def literal(value: Any) -> str:
    """A value as SQL. Were it a parameter, the Python of DuckDB would look for pandas first."""
    if isinstance(value, date):
        return f"DATE '{value}'"
    if isinstance(value, str):
        return text(value).replace("\0", "' || chr(0) || '")
    return "NULL" if value is None else str(value)
