"""One line of a paper in its place: what it says, and what stands above it."""

from msgspec import Struct


class Row(Struct, frozen=True, kw_only=True):
    """One line in its place. `words` has neither bullet nor mark-up, and of a row of a table whose
    headings are known is what the row is about; `said` is `words` without the number or reference
    (`code`) before them. `heading` is the last heading above it, `number` that heading's number or
    reference, `block` what the last label opened, `sections` what the heading is about. `columns`
    has the cells of the row by what their heading says. `opening`: nothing was told before it."""

    line: int
    text: str
    words: str
    said: str
    code: str
    cells: tuple[str, ...]
    columns: dict[str, str]
    bulleted: bool
    shape: str
    heading: str
    number: str | None
    block: str
    sections: frozenset[str]
    opening: bool
