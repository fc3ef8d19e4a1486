"""Owners in a column of their own at the right, which a page made into lines: below the heading of
the column, initials that stand alone are of whom the line above them is."""

import re
from collections.abc import Sequence

from commands.papers.rows import Row

COLUMN = re.compile(r"(?:actions?(?:\s+by)?|owners?|by\s+whom)\W*", re.I)
ALONE = re.compile(r"(?:ALL|All|[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*)")


def is_owner(words: str, above: Sequence[Row]) -> bool:
    """Whether a line is only the owner of what the line above it tells."""
    if not ALONE.fullmatch(words) or not above or above[-1].shape != "text":
        return False
    return any(row.opening and COLUMN.fullmatch(row.words) for row in above)
