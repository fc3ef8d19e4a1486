"""Rows of tables that are read paragraph by paragraph: those that only frame a page, as older pages
and boxed texts have them, and those of minutes, which have all of an item in a cell."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from commands.papers import columns, dues, margins, owners, sections
from commands.papers.shapes import OUTCOME, is_sentence

FRAMED = 8  # Paragraphs: what has more, beside an empty cell, is no cell of a table.
NUMBER = re.compile(
    r"(?:item\s+)?(?:[A-Z]{1,3}[./-]?)?\d{1,3}(?:[./]\d{1,4})*[a-z]?[.):]?|"
    r"\(?(?:[a-z]|[ivx]{2,4})[.)]",
    re.I,
)
# Over a column of minutes.
MINUTED = re.compile(
    r"(?:agenda\s+)?items?(?:\s+(?:discussed|and\s+discussion))?|(?:key\s+|main\s+|summary\s+of\s+)?"
    r"(?:discussions?|minutes?|notes|points|narrative|proceedings)(?:\s*(?:points?|/|and|&).*)?|"
    r"(?:agenda\s+item|subject|topic)s?\s*(?:/|and|&).*",
    re.I,
)
# Beside what was decided, in a form of labels and values.
RULED = re.compile(
    r"(?:(?:executive\s+)?decisions?(?:\s+(?:summary|made|taken))?|recommendations?|resolved)\W*",
    re.I,
)
# Over a column that no table of minutes has.
TRACKED = {"status", "revised", "priority"}
LABEL = 40  # Characters of a label of a list of people.


class Paragraph(Struct, frozen=True):
    """A paragraph of a cell: where it stands, and its words."""

    place: str
    words: str


Cell = Sequence[Paragraph]


def paragraphs(
    cells: Sequence[Cell], heads: Sequence[str], notes: Iterable[str]
) -> Sequence[Paragraph]:
    """The paragraphs of a row that is read so, in their order; none where it is a row of a table.
    `cells` have no empty paragraphs; `heads` is the first row of the table."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and _frames(cells, filled[0], notes):
        return filled[0]
    return tuple(_in_order(_joined(cells, heads))) if _is_minuted(cells, heads) else ()


def _frames(cells: Sequence[Cell], filled: Cell, notes: Iterable[str]) -> bool:
    """Whether a row with one filled cell only frames what is in it. Over several columns of a
    table, titles stand alone; a label and what is told below it are of a form."""
    alone = len(cells) == 1
    if alone and any(" spans " in note for note in notes):
        came = any(sections.block_of(one.words) for one in filled[1:])
        return came or any(is_sentence(one.words) or one.words.endswith(".") for one in filled[1:])
    return len(filled) > (1 if alone else FRAMED)


def _joined(cells: Sequence[Cell], heads: Sequence[str]) -> list[Cell]:
    """The cells of a row of minutes, each task below what was said with its owner beside it, and
    each owner with the day: "Count the boats. | UF | 15 March 2019"."""
    found: list[Cell] = []
    above = ""
    for at, cell in enumerate(cells):
        head = heads[at] if at < len(heads) else ""
        told = len(found) > (2 if NUMBER.fullmatch(_words(cells[0])) else 1)
        if found and _is_beside(found[-1], cell, head, above if told else ""):
            both = zip(found[-1], cell, strict=True)
            found[-1] = [Paragraph(one.place, f"{one.words} | {two.words}") for one, two in both]
        elif cell:
            found.append(cell)
        above = head
    return found


def _is_beside(before: Cell, cell: Cell, head: str, above: str) -> bool:
    """Whether each paragraph of a cell is the owner of the task in the cell before, or the day
    beside its owner; `head` and `above`: their headings."""
    if not 0 < len(before) == len(cell):
        return False
    last = [one.words.rpartition(" | ")[2] for one in before]
    if columns.role_of(head) == "due":
        return all(dues.in_cell(one.words) for one in cell) and all(map(owners.alone, last))
    tasks = columns.role_of(head) == "owner" and columns.ACTIONS.fullmatch(above.strip(" .:*"))
    return (
        bool(tasks)
        and not any(map(owners.alone, last))
        and all(owners.alone(one.words) for one in cell)
    )


def _words(cell: Cell) -> str:
    return " ".join(one.words for one in cell)


def _in_order(cells: Sequence[Cell]) -> Iterator[Paragraph]:
    """The paragraphs of each cell; the number of an item stands before the words of the next."""
    number = ""
    for at, cell in enumerate(cells):
        if not at and len(cell) == 1 and NUMBER.fullmatch(cell[0].words):
            number = f"{cell[0].words} "
            continue
        for one in cell:
            yield Paragraph(one.place, f"{number}{one.words}")
            number = ""


def _is_minuted(cells: Sequence[Cell], heads: Sequence[str]) -> bool:
    """Whether a row has what was minuted of an item, or beside its label a list of who came or of
    what was decided, in several paragraphs of a cell."""
    longest = max(cells, key=len, default=())
    if len(longest) < 2:
        return False
    first = _words(cells[0])
    opens = sections.block_of(first) or (len(cells) == 2 and RULED.fullmatch(first))
    if len(first) <= LABEL and opens and longest is not cells[0]:
        return True
    told = any(_tells(one.words) for one in longest)
    item = _over_minutes(heads) if heads else not first or NUMBER.fullmatch(first) is not None
    return told and item


def _tells(words: str) -> bool:
    """Whether words tell something of an item: what was said, ruled or is to be done."""
    acts = owners.acting(words) or margins.UNOWNED.match(words)
    return is_sentence(words) or bool(OUTCOME.match(words) or acts)


def _over_minutes(heads: Sequence[str]) -> bool:
    """Whether headings are those of minutes, and not of a list of actions."""
    named = [" ".join(head.split()).strip(" .:*") for head in heads]
    tracked = TRACKED & {columns.role_of(head) for head in named}
    return not tracked and any(map(MINUTED.fullmatch, named))


def headings(cells: Sequence[Cell], before: Sequence[str] | None) -> tuple[str, ...]:
    """The headings of a table after a row of it: the first row, or a later one of minutes, below a
    title or who came. `before`: those after the row above; None before the first row."""
    said = tuple(map(_words, cells))
    whole = all(len(cell) < 2 for cell in cells) and len([one for one in said if one]) > 1
    found = said if whole and not any(map(NUMBER.fullmatch, said)) else ()
    short = all(len(one) <= LABEL and not is_sentence(one) for one in found)
    over = before is None or (len(found) > 2 and short and _over_minutes(found))
    return found if over else tuple(before or ())
