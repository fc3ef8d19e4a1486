"""Prose without marks: who said, noted, reported or presented what, told line by line.

It is the last to be asked. It cannot know whether a sentence matters: all of it is proposed, and
none of it is sure. What opens a meeting or announces a list records nothing.
"""

import re
from collections.abc import Iterator

from commands.papers import dues, owners
from commands.papers.claims import Claim, Furniture, Proposal
from commands.papers.outline import Outline, Row, is_sentence

RANK = 90
OPENING = re.compile(
    r"^(?:the\s+)?(?:[\w'’]+\s+){1,4}(?:welcomed|opened|closed|thanked)\b.{0,60}(?:meeting|everyone|all|attending|members)?[^.]{0,40}\.?$|"
    r"^introductions\s+were|^please\s+note|\b(?:these|the\s+following)\s+(?:updates|points|matters)\b.{0,60}$|"
    r"^(?:the\s+)?(?:members|committee|panel|board|sub-committee)\s+(?:of\s+.{3,60}\s+)?(?:considered|received|questioned|heard|was\s+asked|discussed)\b.{0,200}$|"
    r"\bminutes\s+of\s+the\s+meeting\s+held\s+(?:at|in|on)\b.{0,140}$|^(?:I\s+confirm|signed|signature)|"
    r"^(?:this|the)\s+(?:exception\s+)?report\s+(?:gives|provides|sets\s+out|presents|informs)|^to\s+(?:note|receive|consider|confirm|approve|agree)\b|"
    r"^the\s+meeting\s+(?:closed|ended|started|opened|commenced)|^(?:members|the\s+\w+)\s+took\s+the\b|:\s*$",
    re.I,
)
UPDATED = re.compile(
    r"\b(?:log|tracker|minutes|report|paper|register|schedule)\b.{0,40}\b(?:was|were)\s+(?:noted|updated|received|accepted)\b",
    re.I,
)
ASKS = re.compile(
    r"^(?:for\s+the\s+(?:panel|committee|board)\s+to\s+note|that\s+(?:the\s+)?(?:panel|committee|board)\s+(?:notes?|considers?))",
    re.I,
)
MOVED = re.compile(
    r"\b(?:moved|extended|revised|changed|put\s+back|deferred)\b[^.]{0,40}\bfrom\b|\bdue\s+dates?\b[^.]{0,40}\b(?:moved|extended|revised|changed)",
    re.I,
)
PASSED = re.compile(
    r"\bas\s+taking\s+it\s+forward\b|\b(?:re-?assigned|transferred|passed)\s+to\b", re.I
)
TAKING = re.compile(r"\bshow\s+(?P<who>(?:[A-Z]+\s+)?[A-Z]\w+)\s+as\s+taking")
PROGRESS = re.compile(
    r"^(?:.{0,80}?)\b(?:progress|update)\b.{0,40}\b(?:on|against)\b.{0,40}\bactions?\b|\baction\s+track\w+",
    re.I,
)
STATEMENT = re.compile(r"^[\"“]")
SUBJECT = re.compile(r"^(?:\d{1,2}[.)]\s*)?[-–*(]*\s*(?:[A-Z]|[\"“])")


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        acting = owners.acting(row.words)
        if (
            row.shape != "text"
            and not acting
            and not (row.shape == "label" and is_sentence(row.words))
        ):
            continue
        if OPENING.search(row.words):
            yield Furniture(line=row.line, what="opening")
        elif ASKS.match(row.words):
            yield _told("reportrec", row)
        elif acting and len(row.words) < 300:
            yield _told("action", row, owner=acting[0], due=dues.stated(row.words))
        elif MOVED.search(row.words) and (due := dues.moved(row.words)):
            yield _told("due", row, due=due)
        elif PASSED.search(row.words):
            who = TAKING.search(row.words)
            yield _told("reassign", row, owner=(who["who"],) if who else ())
        elif UPDATED.search(row.words):
            yield _told("note", row)
        elif PROGRESS.search(row.words):
            yield _told("progress", row)
        elif is_sentence(row.words) and SUBJECT.match(row.words):
            yield _told("finding", row)


def _told(kind: str, row: Row, owner: tuple[str, ...] = (), due: str | None = None) -> Proposal:
    return Proposal(
        kind=kind,
        first=row.line,
        last=row.line,
        words=row.words,
        rule="prose",
        owner=owner,
        due=due,
        item=row.heading or None,
    )
