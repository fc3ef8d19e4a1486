"""Grades of an inspection: "is 'good' at ...", `Effectiveness: Good`, "was graded as inadequate".

It cannot know the question area but by the words after the grade.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Proposal
from commands.papers.outline import Outline

RANK = 22
GRADE = r"(?:outstanding|good|adequate|requires?\s+improvement|inadequate)"
QUOTED = rf"['‘“\"]{GRADE}['’”\"]"
GIVEN = re.compile(
    rf"\b(?:is|are|was|were)\s+{QUOTED}|\b(?:graded|rated|judged|assessed)\b.{{0,40}}?\b{GRADE}\b|"
    rf"^[A-Z][\w\s,/&-]{{3,80}}?\s*[:–|-]\s*{GRADE}\W*$",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        if GIVEN.search(row.words):
            yield Proposal(
                kind="grade",
                first=row.line,
                last=row.line,
                words=row.words,
                rule="grades",
                item=row.heading or None,
                sure=True,
            )
