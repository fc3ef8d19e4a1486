"""Prose without marks: who said, noted, reported or presented what, told line by line.

It is the last to be asked. It cannot know whether a sentence matters: all of it is proposed, and
none of it is sure. What opens a meeting or announces a list records nothing.
"""

import re
from collections.abc import Iterator

from commands.papers import orders, owners, standing
from commands.papers.claims import Claim, Furniture, proposal
from commands.papers.outline import Outline, Row
from commands.papers.sentences import sentences
from commands.papers.shapes import CONSIDERED, PLACE, is_point, is_sentence

RANK = 90
OPENING = re.compile(
    r"^an?\s+(?:\w+\s+)?meeting\s+of\b.{0,120}\bheld\b|^(?:the\s+)?(?:[\w'’]+\s+){1,4}introduced\s+(?:themselves|himself|herself)\W*$|"
    r"^(?:the\s+)?(?:[\w'’-]+\s+){1,4}(?:welcomed\s+(?:everyone|everybody|all\b|members|those|colleagues|attendees|guests|the\s+(?:new\s+|other\s+)*(?:members|officers|public|attendees)|(?-i:[A-Z])|[^.]{0,60}?\bto\s+(?:the|this|his|her|their|its)\s+(?:first\s+)?(?:meeting|panel|board|committee)\b)|(?:opened|closed)\s+the\s+meeting|thanked\s+(?:everyone|all|members|those|colleagues|the\s+\w+\s+for))(?:(?!\b(?:said|noted|reported|explained|added)\s+that\b)(?:[^.]|\.(?=\d))){0,100}\.?$|"
    r"^introductions\s+were|^(?:nominations|proposals)\s+were\s+(?:sought|invited|called)\b[^.]*\.?$|^(?:up)?on\s+being\s+put\s+to\s+(?:the|a)\s+vote\b[^.]*$|^the\s+following\s+(?:matters?|points?|issues?)\s+(?:arose|were\s+raised)\b|"
    r"^(?:the\s+)?meeting\s+(?:was\s+)?(?:called\s+to\s+order|commenced|began|started)\b|^(?:it\s+was\s+)?(?:proposed|moved)\s+by\b.{3,120}\bseconded\b.{3,80}\b(?:and|that)\W*$|^please\s+note|"
    r"^(?:I\s+confirm|signed|signature)|"
    r"^(?:this|the)\s+(?:exception\s+)?(?:report|table|paper)\s+(?:gives|shows|provides|sets\s+out|presents|informs)|^to\s+(?:note|receive|consider|confirm|approve|agree|declare|disclose|elect|appoint|hear|discuss|review)\b|"
    r"^(?:the\s+)?notice\s+of\s+(?:the\s+)?meeting\s+[^.]{0,60}\.?$|^members\s+are\s+(?:reminded|required|invited)\b|^this\s+item\s+(?:allows|provides|enables|gives)\b|^any\s+other\s+(?:urgent\s+)?business\b(?!.*[.:]\s+(?-i:[A-Z]))|"
    r"^apologies\b.{0,40}\b(?:were|are)\s+(?:received|noted|recorded)\s+as\s+(?:above|outlined|listed|noted|shown|set\s+out)\b|"
    r"^(?:the\s+)?minutes\s+of\s+the\s+(?:[\w-]+\s+){0,3}meeting\s+held\b.{0,60}\((?:previously|already|cop(?:y|ies))\b|"
    r"^.{3,80}\bmet\s+(?:on|at)\b.{0,60}$|^the\s+meeting\s+(?:closed|ended|started|opened|commenced)|^(?:members|the\s+\w+)\s+took\s+the\b|^we\s+(?:have\s+)?graded\b.{0,60}\bin\s+\w+\s+areas",
    re.I,
)
OPENS = re.compile(
    r"(?<!the\s)\bminutes\s+of\s+(?:the|an?)\s+(?:[\w-]+\s+){0,3}(?:meeting|council)\b.{0,80}\bheld\s+(?:at|in|on|via|by)\b.{0,140}$|"
    r"\b(?:these|the\s+following)\s+(?:updates|points|matters)\b.{0,60}$|\bbusiness\b.{0,30}\bcommenced\W*$|:\s*[-–—]?\s*$",
    re.I,
)
UPDATED = re.compile(
    r"\b(?:log|tracker|minutes|report|paper|register|schedule)\b.{0,40}\b(?:was|were)\s+(?:noted|updated|received|accepted)\b",
    re.I,
)
# "The Board reviewed the action log:"
REVIEWED = re.compile(
    r"(?:the\s+)?(?:board|panel|committee|group|members|forum|council)\s+(?:reviewed|considered|updated|went\s+through|worked\s+through)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:log|tracker|list|schedule|register)\b",
    re.I,
)
# "Members noted the report and agreed the following actions:"
NOTED = re.compile(
    r"(?:members|the\s+\w+)\s+noted\s+(?:the|this)\s+(?:report|paper|update|position)\b", re.I
)
PROGRESS = re.compile(
    r"^(?:.{0,80}?)\b(?:progress|update)\b.{0,40}\b(?:on|against)\b.{0,40}\bactions?\b|\baction\s+track\w+",
    re.I,
)
FULL = 420  # Characters: what is longer than a purpose tells something too.
FEWEST = 4  # Words of what somebody said.
# Every sentence of a line greets somebody, and tells nothing.
GREETS = re.compile(
    r"^(?!.*\b(?:noted|said|reported|explained|advised|announced|told|highlighted|added|asked|provided)\b)(?:the\s+)?(?:[\w'’]+\s+){1,3}(?:also\s+|then\s+)?(?:welcomed\s+(?:all|everyone|members|those|attendees|councillors|the\s+new|new|(?-i:[A-Z]))|"
    r"introduced\s+(?!.*\b(?:report|paper|item|update|plan)\b))|^(?:particular|an?\s+(?:special|warm|particular))\s+welcome\b",
    re.I,
)
# One sentence that only says that a report came.
SUBMITTED = re.compile(
    r"^(?:the\s+)?[\w\s,&]{3,60}?\s(?:submitted|gave\s+consideration\s+to)\s+(?:an?|the|this|his|her|their)\s+(?:[\w’'-]+\s+){0,4}(?:report|paper|item|schedule)\b[^.]*\.?$",
    re.I,
)
LONGEST = 14  # Words of a line that only announces what is below it.
REPORT = re.compile(r"(?:joint\s+)?reports?\s+(?:of|by)\b", re.I)
SUBJECT = re.compile(
    r"^(?:\d{1,2}[.)]\s*)?(?:\([^()]{2,40}\)\s*)?[-–*(\[]*\s*(?:[A-Z]|[\"“'‘£]|\d)"
)


def read(outline: Outline) -> Iterator[Claim]:
    known = outline.names | {*outline.people}
    for row in outline.rows:
        if row.shape == "person" and "declarations" in row.sections:
            yield proposal(row, "finding")
            continue
        if row.shape != "text" and not (
            row.shape == "label"
            and is_sentence(row.words)
            and not (REPORT.match(row.words) or PLACE.match(row.words))
        ):
            continue
        if row.cells and not row.columns:
            continue
        if (CONSIDERED.search(row.said) and len(sentences(row.said)) == 1) or SUBMITTED.match(
            row.said
        ):
            continue  # It may be all that the paper tells of an item.
        if row.said.endswith(":") and len(row.said.split()) > LONGEST:
            continue
        short = len(row.said) < FULL
        opens = short and (OPENING.match(row.said) or OPENS.search(row.said))
        greets = all(map(GREETS.match, sentences(row.said)))
        if row.said.endswith(":") and any(
            (UPDATED.search(row.said), REVIEWED.match(row.said), NOTED.match(row.said))
        ):
            yield proposal(row, "note")  # "The log was noted and the following discussed:"
        elif greets or opens or row.said.endswith(":"):
            yield Furniture(line=row.line, what="opening")
        elif standing.PASSED.search(row.said) and (told := standing.of(row.said)) and told.owner:
            yield proposal(row, "reassign", owner=told.owner)
        elif standing.SLIPPED.search(row.said) and (told := standing.of(row.said)) and told.due:
            yield proposal(row, "due", due=told.due)
        elif UPDATED.search(row.said) or (REVIEWED.match(row.said) and row.said.count(".") < 2):
            yield proposal(row, "note")
        elif PROGRESS.search(row.said) and (is_sentence(row.said) or not row.opening):
            yield proposal(row, "progress")
        elif _is_told(row) or _is_said(row, known):
            yield proposal(row, "finding")


def _is_told(row: Row) -> bool:
    """Whether a line tells something: a sentence, or a point of a list that is no bare title."""
    if not SUBJECT.match(row.said) and not (row.bulleted and is_sentence(row.said)):
        return False
    if orders.is_told(row.said) and not is_sentence(row.said):
        return row.bulleted and len(row.said.split()) >= 4
    return (
        is_sentence(row.said)
        or (bool(row.number) and is_point(row.said))
        or (row.bulleted and len(row.said.split()) >= 4 and not owners.alone(row.said))
    )


def _is_said(row: Row, known: frozenset[str]) -> bool:
    """Whether a line is what somebody of the paper's own lists said: "KL – best since 2011"."""
    said = owners.lead(row.said)
    return bool(said and {*said[0]} <= known and len(said[1].split()) >= FEWEST and not row.opening)
