"""What is written in SQL in more than one place: values, and which events stand."""

from datetime import date
from typing import Any

# Of `events`: those that nobody took back, whatever the day.
STANDS = "position NOT IN (SELECT retracts FROM retractions WHERE retracts IS NOT NULL)"


def text(value: str) -> str:
    """A text as SQL."""
    return "'" + value.replace("'", "''") + "'"


def literal(value: Any) -> str:
    """A value as SQL. As a parameter, it would make DuckDB's Python look for pandas first."""
    if isinstance(value, date):
        return f"DATE '{value}'"
    if isinstance(value, str):
        return text(value).replace("\0", "' || chr(0) || '")
    return "NULL" if value is None else str(value)
