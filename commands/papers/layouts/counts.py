"""Figures of a return: rows of numbers under headings, numbers alone under their labels, "Table A
set out the ten live recommendations".

It cannot know what the columns of a table mean whose headings ran together.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Proposal
from commands.papers.outline import Outline

RANK = 26
CELL = r"(?:[-–]|£?\d[\d,.]*%?)"
FIGURES = re.compile(
    rf"^(?:[A-Za-z][\w /&]{{0,40}}?\s+)?{CELL}(?:\s+{CELL}){{2,}}(?:\s+[A-Za-z]+)?$"
)
NUMBER = re.compile(r"^£?\d{1,3}(?:,\d{3})*$")
WORDS = "no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|\\d+"
COUNTED = re.compile(
    rf"^\W*(?:table|appendix|annex|section)\s+\w+\s+(?:set\s+out|sets\s+out|confirm\w*|show\w*|list\w*|identif\w*)\b.*\b(?:{WORDS})\b|"
    rf"\b(?:{WORDS})\s+(?:green|amber|red)\b",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    bare = 0
    for row in outline.rows:
        alone = NUMBER.match(row.words)
        bare = bare + 1 if alone else 0
        tables = len([r for r in outline.rows if NUMBER.match(r.words)])
        if FIGURES.match(row.words) or COUNTED.search(row.words) or (alone and tables >= 2):
            yield Proposal(
                kind="count",
                first=row.line,
                last=row.line,
                words=row.words,
                rule="counts",
                item=row.heading or None,
                sure=bool(COUNTED.search(row.words)),
            )
