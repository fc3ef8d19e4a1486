"""How wide the columns of a table are on a page: no word is broken, and rows are few lines high."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from commands.reports.model import Column
from commands.reports.render.letters import width

POINT = 25.4 / 72  # Millimetres.
WORD_MOST = 50  # Millimetres; a longer word is broken.
ROWS = 200  # Rows of a table that are measured.
WHOLE = "date", "status", "ref"  # Kinds whose cells are broken only after a comma.
STEP = 1 / 60  # The step in which the remaining width is given to a column.


class Face(NamedTuple):
    """How the cells of a column are drawn: the size of their letters, relative to the table's, and
    the padding in millimetres."""

    scale: float
    padding: float


def widths(
    columns: Sequence[Column],
    lines: Sequence[Sequence[str]],
    room: float,
    sizes: Sequence[float],
    faces: Sequence[Face],
) -> tuple[list[float], float]:
    """The width of each column in millimetres, and the points of the letters: the first of `sizes`
    in which no word has to be broken. `lines`: the headings and the rows. Each column has room for
    its longest word, up to WHOLE; the rest goes where it makes rows lower."""
    said = list(zip(*lines, strict=True))
    for points in sizes:
        least = [_least(*one, points) for one in zip(said, columns, faces, strict=True)]
        if sum(least) <= room:
            break
    if (spare := room - sum(least)) <= 0:
        return [one * room / sum(least) for one in least], points
    sides = [face.padding for face in faces]
    rows = [
        [width(cell, points * POINT * face.scale) for cell, face in zip(row, faces, strict=True)]
        for row in islice(lines, ROWS)
    ]
    return _shared(rows, least, sides, spare), points


def _shared(
    rows: list[list[float]], least: list[float], sides: list[float], spare: float
) -> list[float]:
    """The least widths, plus the width to spare: each step goes to the column that makes the rows,
    whose texts are so wide, lose most height. Once all have one line, to all alike."""
    wide, step = list(least), spare * STEP
    for _ in range(round(1 / STEP)):
        gains = [0.0] * len(wide)
        for row in rows:
            high = [text / (w - side) for text, w, side in zip(row, wide, sides, strict=True)]
            tallest, others = max(high), sorted(high)[-2:]
            if tallest > 1:
                at = high.index(tallest)
                lower = max(row[at] / (wide[at] + step - sides[at]), 1.0, others[0])
                gains[at] += tallest - lower
        most = max(gains)
        if most <= 0:
            left = (spare + sum(least) - sum(wide)) / len(wide)
            return [w + left for w in wide]
        wide[gains.index(most)] += step
    return wide


def _least(said: Sequence[str], column: Column, face: Face, points: float) -> float:
    """The width of a column's longest word; for days and the like, of the longest value."""
    size = points * POINT * face.scale
    head, *cells = said
    parts = re.compile(r", | (?=\()" if column.kind in WHOLE else r"\s+")
    words = {word for one in cells for word in parts.split(one)}
    bold = column.kind == "status"
    widest = max((width(word, size, bold=bold) for word in words), default=0)
    headed = max(width(word, size, bold=True) for word in f"{head} ".split(" "))
    return min(max(widest, headed), WORD_MOST) + face.padding
