"""Comma-separated values that any country's spreadsheet opens correctly: text stays text."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# What a spreadsheet takes for a formula, wide as narrow, whatever blanks, quotes or separators
# stand before it.
_FORMULA = re.compile(r"[\t\r\n]|[';,\s]*[=+\-@＝＋－＠]")
# Where the decimal point is a comma, a spreadsheet splits at semicolons.
_QUOTED = re.compile(r'[",;\t\r\n]')


def guarded(value: Any, said: str) -> str:
    """`said`, with an apostrophe before it if a spreadsheet would take it for a formula. Numbers
    and days are made by us and stay."""
    made_by_us = isinstance(value, (int, float, Decimal, date, datetime))
    return "'" + said if not made_by_us and _FORMULA.match(said) else said


def unguarded(said: str) -> str:
    """A text without the apostrophe that `guarded` puts before it."""
    return said[1:] if said.startswith("'") and _FORMULA.match(said[1:]) else said


def lines(rows: Iterable[Iterable[str]], end: str = "\r\n") -> Iterator[str]:
    """Each row as a line (RFC 4180)."""
    for row in rows:
        line = ",".join(_cell(said) for said in row)
        yield (line or '""') + end


def _cell(said: str) -> str:
    return '"' + said.replace('"', '""') + '"' if _QUOTED.search(said) else said
