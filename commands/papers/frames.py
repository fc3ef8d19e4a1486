"""Tables that only frame a page, as older pages and boxed texts have them."""

from collections.abc import Iterable

FRAMED = 8  # Paragraphs: what has more, beside an empty cell, is no cell of a table.


def is_frame(cells: tuple[str, ...], blocks: int, notes: Iterable[str]) -> bool:
    """Whether a row only frames what is in it: one cell with several paragraphs, and none that goes
    over several columns of a table."""
    filled = sum(bool(cell) for cell in cells)
    alone = len(cells) == 1 and not any(" spans " in note for note in notes)
    return filled == 1 and blocks > (1 if alone else FRAMED)
