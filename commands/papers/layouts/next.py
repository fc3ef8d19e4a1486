"""When the body meets next: "Date of next meeting: 26 July 2016", or a day under that heading.

It cannot know a day that the paper gives without its year.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Proposal
from commands.papers.outline import Outline, day_in

RANK = 21
NEXT = re.compile(r"\bnext\s+(?:\w+\s+){0,2}meeting\b", re.I)
ANNOUNCED = re.compile(
    r"^(?:\W*(?:\d+\.?\s+)?(?:date|time|confirmation|venue)\b.{0,40})?\W*(?:the\s+)?next\s+(?:\w+\s+){0,2}"
    r"meeting\b|\bnext\s+meeting\s+(?:will|would|is|was)\b",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        day = day_in(row.words)
        under = NEXT.search(row.heading) and len(row.words) < 160
        if day and (ANNOUNCED.search(row.words) or (under and row.shape != "heading")):
            yield Proposal(
                kind="next",
                first=row.line,
                last=row.line,
                words=row.words,
                rule="next",
                due=day,
                sure=True,
            )
