"""What an inspectorate asks for: "forces should ...", "The force should ... by 31 March 2015", in a
report or a register of recommendations, with what became of it.

It cannot know whether a "should" in running text is the inspectorate's own; only a line that begins
with whom it asks, or with the day by which, is taken.
"""

import re
from collections.abc import Iterator

from commands.papers import dues
from commands.papers.claims import Claim, Furniture, Proposal
from commands.papers.outline import Outline

RANK = 23
SHOULD = re.compile(
    r"^(?:(?:cause\s+of\s+concern|area\s+for\s+improvement|recommendation|afi)\s*\d*\s*[:.–-]?\s*)?"
    r"(?:(?:not\s+later\s+than|by|within|immediately|with\s+immediate\s+effect)\b[^.]{2,40}?,?\s+)?"
    r"(?:(?:all\s+|the\s+)?(?:police\s+)?(?:forces?|constabular(?:y|ies)|chief\s+constables?|police\s+and\s+crime\s+commissioners?|home\s+office|"
    r"college\s+of\s+policing|[A-Z][\w\s]{2,30}?\s+(?:police|constabulary)))\b"
    r"(?:(?!\b(?:ha(?:ve|s|d) been|was|were|said)\b)[^.]){0,160}?\bshould\b",
    re.I,
)
STATUS = re.compile(
    r"\b(?:status\s+of\s+(?:this|the)\s+recommendation|this\s+(?:area|recommendation|afi)\s+(?:has|is|was|will))\b",
    re.I,
)
MARK = re.compile(r"^(?:\[/?\w+\])+(?:\s*\d{1,2}\w{0,2}\s+\w+\s+\d{4})?$")
IN_TITLE = re.compile(r"\(([A-Z]{0,4}\d{3,6})\)\s*$")


def read(outline: Outline) -> Iterator[Claim]:
    ref: tuple[str, ...] = ()
    for row in outline.rows:
        if MARK.match(row.words):
            yield Furniture(line=row.line, what="mark-up")
        elif found := IN_TITLE.search(row.words):
            ref = (found[1],)
            yield Furniture(line=row.line, what="heading")
        elif SHOULD.match(row.words):
            yield _told("recommendation", row.line, row.words, ref, dues.stated(row.words))
        elif STATUS.search(row.words):
            yield _told("progress", row.line, row.words, ref, None)


def _told(kind: str, line: int, words: str, ref: tuple[str, ...], due: str | None) -> Proposal:
    return Proposal(
        kind=kind,
        first=line,
        last=line,
        words=words,
        rule="register",
        due=due,
        ref=ref,
        sure=bool(ref),
    )
