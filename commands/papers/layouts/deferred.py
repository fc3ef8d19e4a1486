"""An item put off: "This item was deferred until the next meeting".

It cannot know which item but by the heading above.
"""

import re
from collections.abc import Iterator

from commands.papers import dues, tasks
from commands.papers.claims import Claim, proposal
from commands.papers.outline import Outline

RANK = 28
DEFERRED = re.compile(
    r"\b(?:item|report|paper|matter|presentation|discussion|update|question|this|consideration)\b[^.]{0,40}\b(?:was|were|be|is|has\s+been)\s+"
    r"(?:defer+ed|postponed|put\s+back|carried\s+over|held\s+over|withdrawn\s+from\s+the\s+agenda)\b|^(?:item\s+)?(?:deferred\b|carried\s+(?:over|forward)\s+to\s+(?:the\s+)?next\b)|\bcarry\s+over\s+to\b",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        if row.shape == "text" and DEFERRED.search(row.said):
            if tasks.of(row.said, outline.names, frozenset(outline.people)):
                continue  # "UL offered to ask a third firm. Item deferred."
            day = dues.moved(row.words)  # "To the next meeting" names none.
            yield proposal(row, "deferred", due=None if "next" in (day or "") else day)
