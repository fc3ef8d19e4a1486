"""Figures of a return: rows of numbers under headings, numbers alone under their labels, "Table A
set out the ten live recommendations".

It cannot know what the columns of a table mean whose headings ran together.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Furniture, proposal
from commands.papers.outline import Outline, Row
from commands.papers.shapes import is_sentence

RANK = 12
CELL = r"(?:[-–]|£?\d[\d,.]*%?)"
FIGURES = re.compile(
    rf"^(?:[A-Za-z][\w /&]{{0,40}}?\s+)?{CELL}(?:\s+{CELL}){{2,}}(?:\s+[A-Za-z]+)?$"
)
NUMBER = re.compile(r"^£?\d{1,3}(?:,\d{3})*$")
# "Average days to finish: 61", "Appeals upheld: 4 of 31 (Q1: 6)": a figure and what it is of.
LABELLED = re.compile(
    rf"^(?!.*:[-–]$)[A-Za-z][a-z][\w ,'’/-]{{4,60}}:\s*{CELL}(?:\s+(?:out\s+)?of\s+{CELL})?"
    r"(?:\s*\([^()]{2,40}\))?[.;]?(?:\s+and)?$"
)
NO_FIGURE = re.compile(
    r"\b(?:telephone|phone|tel|fax|ref\w*|numbers?|page|version|time|date|item|favour|against|"
    r"abstain\w*|abstentions?)\s*:",
    re.I,
)
WORDS = "no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|\\d+"
COUNTED = re.compile(
    rf"^\W*(?:table|appendix|annex|section)\s+\w+\s+(?:set\s+out|sets\s+out|confirm\w*|show\w*|list\w*|identif\w*)\b.*\b(?:{WORDS})\b|"
    rf"\b(?:{WORDS.replace('no|', '')})\s+(?:green|amber|red)\b(?!\s*\()",
    re.I,
)


# "Rent received £850.00", below one another: amounts and what they are of.
AMOUNT = re.compile(r"(?:\([a-z]\)\s+)?[A-Z][^:;]{4,80}?[\s–-]£\d[\d,]*(?:\.\d\d)?\.?$")


def read(outline: Outline) -> Iterator[Claim]:
    rows = outline.rows
    alone = [row.words for row in rows if NUMBER.match(row.words)]
    # 1, 2, 3, each in a line of its own: the numbers of items.
    counts = len(alone) > 1 and alone != [str(at) for at in range(1, len(alone) + 1)]
    labelled = {row.line for row in rows if _is_labelled(row)}
    for at, row in enumerate(rows):
        figures = _figures(row)
        above = rows[at - 1] if at else row
        heads = len(above.cells) == len(row.cells) and not _figures(above) and not above.columns
        if figures and heads:
            yield Furniture(line=above.line, what="heading")
        counted = COUNTED.search(row.words)
        told = FIGURES.match(row.words) or (len(labelled) > 1 and row.line in labelled)
        if figures or told or counted or (counts and NUMBER.match(row.words)):
            yield proposal(row, "count", sure=figures or bool(counted))


def _is_labelled(row: Row) -> bool:
    amount = AMOUNT.match(row.said) and not is_sentence(row.said)
    return bool((amount or LABELLED.match(row.said)) and not NO_FIGURE.search(row.said))


def _figures(row: Row) -> bool:
    """A row of a table that has figures alone, after what they are of."""
    filled = [cell.strip() for cell in row.cells[1:] if cell.strip()]
    return (
        len(filled) >= 2
        and all(re.fullmatch(CELL, cell) for cell in filled)
        and not re.fullmatch(r"\d+(?:\.\d+)+", row.cells[0].strip())
    )
