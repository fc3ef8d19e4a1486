"""What a cell says in a file that another program opens: text stays text, and figures figures."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from commands.desk.text import plain

# Half of a character, and the two that no XML may hold.
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet takes for a formula, wide as narrow, whatever blanks or quotes stand before it.
_FORMULA = re.compile(r"[\t\r\n]|['\s]*[=+\-@＝＋－＠]")
_EXACT_DIGITS = 15  # As many as a spreadsheet keeps of a number.


def text(said: str) -> str:
    """`said` with every character spelled out that is no text, is not seen, or turns the line
    round: \\x1b, \\u202e. Lines and tabs stay."""
    return _NO_TEXT.sub(lambda match: f"\\u{ord(match[0]):04x}", plain(said))


def exact(value: Any) -> str:
    """A value as another program reads it: days as ISO 8601, figures without commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(exact, value))
    return text(str(value))


def figure(value: Any) -> bool:
    """Whether it is a number that a spreadsheet keeps as it is, to the last digit."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    digits = re.sub(r"[^0-9]", "", f"{value:f}").lstrip("0")
    return bool(re.fullmatch(r"-?[0-9.]+", f"{value:f}")) and len(digits) <= _EXACT_DIGITS


def harmless(value: Any) -> str:
    """A value for CSV: text that a spreadsheet would take for a formula has a ' before it."""
    said = exact(value)
    made_by_us = isinstance(value, (int, float, Decimal, date, datetime))
    return "'" + said if not made_by_us and _FORMULA.match(said) else said
