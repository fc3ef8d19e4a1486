"""The height of a row of a workbook: no program works it out for a file that another wrote."""

import textwrap
from collections.abc import Iterable

LINE = 15.0  # Points of a line in a workbook's default font.
HIGHEST = 409.0  # Excel's own limit.


def lines(said: str, width: float) -> int:
    """How many lines a text takes in a column that is so many characters wide."""
    room = max(int(width), 1)  # Letters are narrower than the digits in which widths are counted.
    if len(said) <= room and "\n" not in said:
        return 1
    return sum(len(textwrap.wrap(part, room)) or 1 for part in said.split("\n"))


def height(cells: Iterable[tuple[str, float]]) -> float:
    """The height of a row, in points, from each text in it and the width of its column."""
    return min(LINE * max((lines(said, width) for said, width in cells), default=1), HIGHEST)
