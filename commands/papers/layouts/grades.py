"""Grades of an inspection: "is 'good' at ...", `Effectiveness: Good`, "was graded as inadequate".

It cannot know the question area but by the words after the grade.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, proposal
from commands.papers.hints import has_any
from commands.papers.outline import Outline
from commands.papers.sentences import sentences

RANK = 22
GRADE = r"(?:outstanding|good|adequate|requires?\s+improvement|inadequate)"
GRADES = ("outstanding", "good", "adequate", "improvement")
QUOTED = rf"['‘“\"]{GRADE}['’”\"]"
AREA = re.compile(rf"^[A-Z][\w\s,'’/&()-]{{3,80}}?\s*(?:[:–|-]|\s-\s)\s*{GRADE}\W*$", re.I)
SPACED = re.compile(rf"^[A-Z][\w ,'’/&()-]{{3,80}}?(?: {{2,}}|\t+){GRADE}\W*$", re.I)  # In columns.
GIVEN = re.compile(
    rf"^grades?\b[^:]{{0,30}}:\s.*\b{GRADE}\b|"
    rf"^{QUOTED}\s+(?:at|in|for)\s|\b(?:is|are|was|were)\s+{QUOTED}|\b(?:graded|rated|judged|assessed)\b(?:\s+(?:the\s+force|it|us|them|[A-Z]\w+(?:\s+Police)?))?"
    rf"\s*(?:as|to\s+be|at)?\s*['‘“\"]?{GRADE}\b|\b(?:graded|rated|judged)\b[^.:]{{0,60}}\bas\s+(?:being\s+)?['‘“\"]?{GRADE}\b|"
    rf"\b(?:police|force|constabulary|service|it)\s+(?:is|was|are|were)\s+{GRADE}\s+(?:at|in|for)\b|"
    rf"\b(?:given|received|awarded)\s+(?:a\s+|an\s+)?(?:grade|grading|judge?ment)\s+of\s+['‘“\"]?{GRADE}\b",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        if row.shape in ("columns", "ending", "label") or not has_any(row.text, GRADES):
            continue
        area, given = AREA.match(row.said) or SPACED.match(row.text.strip()), GIVEN.search(row.said)
        cell = len(row.cells) == 2 and re.fullmatch(GRADE, row.cells[1].strip(), re.I)
        if area or given or cell:
            alone = len(sentences(row.said)) == 1  # And no minute that tells more.
            quoted = alone and re.search(QUOTED, row.said)
            yield proposal(row, "grade", sure=bool(cell or area or quoted))
