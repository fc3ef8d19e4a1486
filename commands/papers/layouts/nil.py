"""A heading under which there was nothing: "There were no declarations of interest", "None."

It cannot know of what there was nothing but by the heading above.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Proposal
from commands.papers.outline import Outline

RANK = 24
NONE = re.compile(
    r"^(?:none|nil|nothing|n/?a|no\s+items?|nothing\s+to\s+(?:report|note))[.;]?$", re.I
)
WHAT = (
    r"(?:interests?|declarations?|questions?|business|matters|items?|petitions|apologies|actions?|issues?|requests?|"
    r"updates?|comments?|points?|recommendations?|disclosures?)"
)
NO = re.compile(
    rf"^there\s+(?:were|was|are|is|being)\s+(?:none|nothing)\b|"
    rf"^there\s+(?:were|was|are|is|being)\s+no\s+(?:[\w'’]+\s+){{0,5}}{WHAT}\b|"
    rf"\bno\s+(?:[\w'’]+\s+){{0,4}}{WHAT}\b.{{0,40}}\b(?:declared|received|raised|made|come|submitted|disclosed|discussed|"
    r"arising|reported|outstanding)\b|\b(?:actions?|matters)\s+arising\s*[:–-]?\s*(?:none|nil)\W*$",
    re.I,
)
FACT = re.compile(
    r"\bno\s+(?:further\s+)?(?:evidence|change|increase|impact|plans?|reason|doubt)\b", re.I
)


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        none = NONE.match(row.words)
        if none or (NO.search(row.words) and len(row.words) < 160 and not FACT.search(row.words)):
            yield Proposal(
                kind="nil",
                first=row.line,
                last=row.line,
                words=row.words,
                rule="nil",
                item=row.heading or None,
                sure=bool(row.heading),
            )
