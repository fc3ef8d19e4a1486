"""How a value looks as one cell: to a person, and to another program."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from commands.terminal.text import one_line
from ledger.words import heading as heading


def cell(value: Any) -> str:
    """A value as one cell of plain text; a day as 27 Feb 2018."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{cell(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(one) for one in value)
    return one_line(str(value))


def raw(value: Any) -> str:
    """A value for another program: days as ISO 8601."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ",".join(raw(one) for one in value)
    return str(value) if isinstance(value, Decimal) else cell(value)


def facts(columns: Sequence[str], row: Sequence[Any]) -> str:
    pairs = zip(columns, row, strict=True)
    return "\n".join(f"{heading(n)}: {cell(v)}" for n, v in pairs if cell(v) != "")
