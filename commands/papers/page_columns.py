"""The parts of a page in the order in which they are read: where a band of it is set in two
columns, the left one and then the right one.

A gutter is a strip that hardly a line crosses. The lines that do, such as a title, part the page
into bands; a band is of two columns where both hold lines of text that go on from one another. What
only stands side by side, such as names and their posts, is left as it is.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

Word = dict[str, Any]

FEWEST = 40  # Words of a page that may be set in columns.
HALF = 3  # Points, half of the narrowest gutter.
LEAST = 3  # Lines of a column.
LEVEL = 1.5  # Points that lines of one row may be apart.


class Region(NamedTuple):
    """A part of a page, and whether it goes on in the part after it: the left one of two columns,
    or the right one, which goes on over the page."""

    page: Any
    goes_on: bool


def parts(page: Any) -> list[Region]:
    """What a page holds, part by part."""
    words = page.extract_words(x_tolerance_ratio=0.2)
    whole = [Region(page, goes_on=False)]
    if len(words) < FEWEST or page.find_tables():
        return whole
    rows = list(_rows(words))
    gutter = _gutter(rows)
    if gutter is None:
        return whole
    x0, y0, x1, y1 = page.bbox
    found: list[Region] = []
    bands = list(_bands(rows, gutter))
    top = y0
    for columns, _, below in bands:
        bottom = min(y1, below)
        if bottom - top > 1:
            if columns:
                found.append(Region(page.crop((x0, top, gutter, bottom)), goes_on=True))
                found.append(Region(page.crop((gutter, top, x1, bottom)), goes_on=True))
            else:
                found.append(Region(page.crop((x0, top, x1, bottom)), goes_on=False))
        top = bottom
    return found if any(columns for columns, *_ in bands) else whole


def _rows(words: list[Word]) -> Iterator[list[Word]]:
    """The words of each line of the page, over its whole width."""
    row: list[Word] = []
    for word in sorted(words, key=_middle):
        if row and _middle(word) - _middle(row[0]) > (row[0]["bottom"] - row[0]["top"]) / 2:
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _middle(word: Word) -> float:
    return float(word["top"] + word["bottom"]) / 2


def _gutter(rows: list[list[Word]]) -> float | None:
    """The middle of the strip about the middle of the page that the fewest lines cross; None where
    most lines cross it."""
    left = min(word["x0"] for row in rows for word in row)
    right = max(word["x1"] for row in rows for word in row)
    first, last = int(left + 0.4 * (right - left)), int(left + 0.6 * (right - left))
    crossed = [0] * (last - first + 1)
    for row in rows:
        over: set[int] = set()
        for word in row:
            begin, end = int(word["x0"] - HALF) - first + 1, int(word["x1"] + HALF) - first
            over.update(range(max(0, begin), min(len(crossed), end + 1)))
        for at in over:
            crossed[at] += 1
    least = min(crossed, default=0)
    if not crossed or least * 2 > len(rows):
        return None
    runs: list[list[int]] = []
    for at, count in enumerate(crossed):
        if count == least:
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
    run = max(runs, key=len)
    return float(first + run[len(run) // 2])


def _bands(rows: list[list[Word]], gutter: float) -> Iterator[tuple[bool, float, float]]:
    """The bands of a page from its top: whether each is of two columns, and from where to where."""
    held: list[tuple[bool, list[list[Word]]]] = []
    for row in rows:
        across = any(w["x0"] < gutter + HALF and w["x1"] > gutter - HALF for w in row)
        if not held or held[-1][0] != (not across):
            held.append((not across, []))
        held[-1][1].append(row)
    merged: list[tuple[bool, list[list[Word]]]] = []
    left = min(word["x0"] for row in rows for word in row)
    right = max(word["x1"] for row in rows for word in row)
    for apart, band in held:
        columns = apart and _are_columns(band, left, gutter, right)
        if merged and not columns and not merged[-1][0]:
            merged[-1][1].extend(band)
        else:
            merged.append((columns, list(band)))
    for at, (columns, band) in enumerate(merged):
        top = min(word["top"] for word in band[0])
        below = merged[at + 1][1][0] if at + 1 < len(merged) else None
        end = min(word["top"] for word in below) - 1 if below else float("inf")
        yield columns, top, end


def _are_columns(band: list[list[Word]], left: float, gutter: float, right: float) -> bool:
    sides = [
        [side for row in band if (side := _side(row, gutter, at_right=at_right))]
        for at_right in (False, True)
    ]
    on, every, wide = 0, 0, True
    for column, width in zip(sides, (gutter - left, right - gutter), strict=True):
        full = sum(row[-1]["x1"] - row[0]["x0"] > 0.7 * width for row in column)
        if len(column) < LEAST or not full:
            return False
        every, wide = every + full, wide and full * 4 >= len(column)
        on += _going_on(column)
    if every < LEAST:
        return False
    return (wide and on >= LEAST) or _apart(*sides)


def _apart(one: list[list[Word]], other: list[list[Word]]) -> bool:
    """Whether many lines of both stand beside none of the other: no rows of a table."""
    heights = [[_middle(row[0]) for row in column] for column in (one, other)]
    for column, beside in (heights, heights[::-1]):
        alone = sum(all(abs(at - there) > LEVEL for there in beside) for at in column)
        if alone < LEAST or alone * 3 < len(column):
            return False
    return True


def _side(row: list[Word], gutter: float, *, at_right: bool) -> list[Word]:
    words = [word for word in row if (word["x0"] >= gutter) == at_right]
    return sorted(words, key=lambda word: float(word["x0"]))


def _going_on(column: list[list[Word]]) -> int:
    """How many lines of a column begin within a sentence that the line above does not end."""
    return sum(
        row[0]["text"][:1].islower() and above[-1]["text"][-1:] not in ".:;?!"
        for above, row in pairwise(column)
    )
