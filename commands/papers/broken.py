"""A sentence that a page broke: whether a line only goes on with that of the line above."""

import re

from commands.papers import items
from commands.papers.rows import Row

BREAKS = re.compile(r".{50}\b(?:the|an?|of|for|with|from|their|his|her|our|its)$")
# A line that only begins within a sentence; and one after which no sentence goes on.
WITHIN = re.compile(
    r"(?!(?:that|to)\b|.*(?:[.;!?]\s+[A-Z]|\b(?i:resolved|agreed|undertook|actions?)\b))[a-z]"
)
ENDS = re.compile(r"(?:[.:;!?)”\"]|\b(?:and|or))\W*$")


def goes_on(said: str, above: Row) -> bool:
    """Whether what a line says is of the sentence that the line above began."""
    if above.shape not in ("text", "part") or ENDS.search(above.words):
        return False
    begins = said[:1].islower() or BREAKS.search(above.words)
    return bool(WITHIN.match(said) or (begins and items.only_ends(said)))
