"""What a cell contains in a file for other programs: text stays text, and figures stay figures."""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from commands.terminal.sheets import guarded
from commands.terminal.text import plain

# Surrogates, and the two characters that XML cannot contain.
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_EXACT_DIGITS = 15  # Digits that a spreadsheet keeps of a number.


def text(said: str) -> str:
    """`said` with every character spelled out that is no text, is invisible, or reverses the line:
    \\x1b, \\u202e. Line breaks and tabs stay."""
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
    """Whether it is a number that a spreadsheet keeps exactly, to the last digit."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    if not math.isfinite(value) or isinstance(value, float):
        return math.isfinite(value)
    return len(f"{abs(Decimal(value)):f}".replace(".", "").lstrip("0")) <= _EXACT_DIGITS


def harmless(value: Any) -> str:
    """A value for CSV. Text that a spreadsheet would take for a formula begins with an
    apostrophe."""
    return guarded(value, exact(value))
