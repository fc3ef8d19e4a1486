"""Tables that only frame a page, as older pages and boxed texts have them."""

FRAMED = 8  # Paragraphs: what has more, beside an empty cell, is no cell of a table.


def is_frame(cells: tuple[str, ...], blocks: int) -> bool:
    """Whether a row only frames what is in it: one cell with several paragraphs."""
    filled = sum(bool(cell) for cell in cells)
    return filled == 1 and (blocks > 1 if len(cells) == 1 else blocks > FRAMED)
