"""What an inspectorate asks for: "forces should ...", "The force should ... by 31 March 2015", in a
report or a register of recommendations, with what became of it; areas for improvement and causes of
concern below their headings; and what a report asks its own readers to do.

It cannot know whether a "should" in running text is the inspectorate's own; only a line that begins
with whom it asks, or with the day by which, is taken.
"""

import re
from collections.abc import Iterator

from commands.papers import dues
from commands.papers.claims import Claim, Furniture, Proposal, proposal
from commands.papers.outline import Outline, Row
from commands.papers.shapes import is_sentence

RANK = 23
MUST = r"(?:should|must|needs?\s+to|is\s+required\s+to)"
SHOULD = re.compile(
    r"^(?:(?:cause\s+of\s+concern|area\s+for\s+improvement|recommendation|afi)\s*\d*\s*[:.–-]?\s*)?"
    r"(?:(?:not\s+later\s+than|by|within|immediately|with\s+immediate\s+effect)\b[^.]{2,40}?,?\s+)?"
    r"(?:(?:all\s+|the\s+)?(?:police\s+)?(?:forces?|constabular(?:y|ies)|chief\s+constables?|police\s+and\s+crime\s+commissioners?|home\s+office|"
    r"college\s+of\s+policing|[A-Z][\w\s]{2,30}?\s+(?:police|constabulary)))\b"
    rf"(?:(?!\b(?:ha(?:ve|s|d) been|was|were|said)\b)[^.]){{0,160}}?\b{MUST}\b",
    re.I,
)
ASKS = re.compile(rf"^.{{0,80}}\b{MUST}\b", re.I)
# "Area for improvement 1: The force should ...", "Cause of concern: The force does not ..."
NAMED = re.compile(
    r"^(?:(?P<afi>areas?\s+for\s+improvement|afi)|(?P<cause>causes?\s+of\s+concern))"
    r"(?:\s+\d{1,2})?\s*[:–-]\s+(?P<told>(?-i:[A-Z]).+)",
    re.I,
)
STATUS = re.compile(
    r"\b(?:status\s+of\s+(?:this|the)\s+recommendation|this\s+(?:area|recommendation|afi)\s+(?:has|is|was|will))\b",
    re.I,
)
MARK = re.compile(r"^(?:\[/?\w+\])+(?:\s*\d{1,2}\w{0,2}\s+\w+\s+\d{4})?$")
IN_TITLE = re.compile(r"\(([A-Z]{0,4}\d{3,6})\)\s*$")
READERS = r"(?:panel|committee|board|council|members|cabinet|group|authority|pcc|commissioner)"
# "That the Force reviews its plan": what a Panel's own report asks of others.
OF_OTHERS = (
    r"That\s+the\s+(?:Force|Chief\s+Constable|(?:Police(?:,\s+Fire)?\s+and\s+Crime\s+)?Commissioner|PF?CC|Constabulary)\s+(?:(?:should|considers?)\s+)?"
    r"(?!(?:notes?|approves?|agrees?|endorses?|receives?|accepts?|is|be|has)\b)[a-z]+\b"
)
ASKED = re.compile(rf"{OF_OTHERS}|(?i:{ASKS.pattern})")
# What was resolved asks nothing of the readers any more.
RULED = re.compile(
    rf"^\W*(?:(?:it\s+was|unanimously|(?:the\s+)?{READERS})\s+)*(?:resolved|agreed|decided)\b", re.I
)
OF_READERS = re.compile(
    rf"^(?:for\s+the\s+{READERS}\s+to\s+\w|(?:that\s+)?(?:the\s+)?{READERS}\s+(?:is|are|be)\s+(?:asked|invited|requested|recommended)\s+to\b|"
    rf"(?:it\s+is\s+)?recommended\s+that\s+(?:the\s+)?{READERS}\b)",
    re.I,
)
# "The Panel made the following recommendations to the Commissioner:", over a list of its own.
OWN = re.compile(
    r"\b(?:made|makes|agreed|submitted|put\s+forward)\s+(?:the\s+|its\s+)?following\s+recommendations?\b[^.]*:$",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    ref: tuple[str, ...] = ()
    concern = False
    ruled = False
    own = False
    for row in outline.rows:
        own = bool(OWN.search(row.said)) or (own and _is_listed(row))
        if row.shape == "heading" and not own and row.said.strip(" :").lower() != "that":
            concern, ruled = "concern" in row.sections, False
        ruled = ruled or bool(RULED.match(row.said))
        if row.cells:
            continue
        if own and row.shape in ("text", "heading") and not OWN.search(row.said):
            yield _told("recommendation", row, (), dues.stated(row.words), sure=False)
        elif MARK.match(row.words):
            yield Furniture(line=row.line, what="mark-up")
        elif found := IN_TITLE.search(row.words):
            ref = (found[1],)
            yield Furniture(line=row.line, what="heading")
        elif row.shape in ("heading", "columns", "ending", "agenda"):
            continue
        elif kind := _named(row.said):
            yield _told(kind, row, ref, dues.stated(row.words), sure=True)
        elif OF_READERS.match(row.said) and not ruled:
            yield _told("reportrec", row, (), None, sure=False)
        elif SHOULD.match(row.said):
            afi = "afi" in row.sections
            sure = not afi and (bool(ref) or "recommendations" in row.sections)
            kind = "afi" if afi else "recommendation"
            yield _told(kind, row, ref, dues.stated(row.words), sure=sure)
        elif "recommendations" in row.sections and row.code and ASKED.match(row.said):
            yield _told("recommendation", row, ref, dues.stated(row.words), sure=False)
        elif STATUS.search(row.words):
            yield _told("progress", row, ref, None, sure=bool(ref))
        elif "afi" in row.sections and ASKS.match(row.said):
            yield _told("afi", row, ref, dues.stated(row.words), sure=False)
        elif concern and row.shape == "text":
            concern = False
            yield _told("cause", row, ref, None, sure=False)


def _is_listed(row: Row) -> bool:
    """Whether a line is one of the recommendations of a list, and no title of the next item."""
    return bool(row.bulleted or row.code) and (row.shape != "heading" or row.said.endswith("."))


def _named(words: str) -> str:
    """What a line says that it is: an area for improvement or a cause of concern; else empty."""
    found = NAMED.match(words)
    if found and found["afi"] and ASKS.match(found["told"]):
        return "afi"
    told = found["told"] if found and found["cause"] else ""
    return "cause" if is_sentence(told) else ""


def _told(kind: str, row: Row, ref: tuple[str, ...], due: str | None, *, sure: bool) -> Proposal:
    return proposal(row, kind, due=due, ref=ref, item=None, sure=sure)
