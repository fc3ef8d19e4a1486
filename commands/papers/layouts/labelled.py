"""Labels at the head of a line: `ACTION: GD to ...`, `Action – TL to ...`, `Decision: ...`,
`AGREED: ...`, `Recommendation: ...`; or a label alone, and the lines below it.

An owner may stand before "to", after the label, at the end of the line, or alone on the next line.
It cannot know an owner that the paper puts elsewhere, and takes none then.
"""

import re
from collections.abc import Iterator

from commands.papers import dues, owners
from commands.papers.claims import Claim, Furniture, Proposal
from commands.papers.outline import Outline, Row

RANK = 30
ACTION = re.compile(
    r"^\W{0,3}(?:(?:new\s+)?action(?:s)?(?:\s+(?:point|item|required|agreed|arising))?s?|AP|to\s+do)\b"
    r"(?!\s+(?:log|plan|schedule|track|list|fraud|points?\s+from|updates?|was|were|is|has))"
    r"\s*(?:no\.?\s*)?(?P<ref>(?:[A-Z]{0,4}[-/.]?\d+(?:[/.-]\d+)*))?\s*\W{0,3}?(?P<sign>[:–—-]+)?\s*(?P<rest>.*)$",
    re.I | re.S,
)
RULED = re.compile(
    r"^\W{0,3}(?P<what>decision|decided|agreed|resolved|outcome|recommendation|noted|question|answer|response|finding|"
    r"progress|update)s?\s*(?:no\.?\s*)?(?P<ref>\d[\w/.-]*)?\s*(?:[:–—]|\s-\s)\s*(?P<rest>\S.*)$",
    re.I | re.S,
)
KINDS = {
    "decision": "decision",
    "decided": "decision",
    "agreed": "decision",
    "resolved": "decision",
    "recommendation": "recommendation",
    "noted": "note",
    "question": "question",
    "answer": "answer",
    "response": "answer",
    "finding": "finding",
    "progress": "progress",
    "update": "progress",
}
GLUED = re.compile(r"\s*(?:Page\s+\d+\s+of\s+\d+.*|(?<=[.a-z])\d{2,3}\.\s+[A-Z][A-Z ]{6,}.*)$")


def read(outline: Outline) -> Iterator[Claim]:
    rows = outline.rows
    below = False
    for at, row in enumerate(rows):
        found = ACTION.match(row.words)
        if found and (found["sign"] or row.words[:6].isupper() or owners.acting(found["rest"])):
            rest = found["rest"].strip()
            if not rest:
                below = True
                yield Furniture(line=row.line, what="label")
            elif who := owners.alone(rest):
                yield Furniture(line=row.line, what="owner")
                if re.match(r"\W*actions?\s+arising", row.words, re.I):
                    if at + 1 < len(rows) and rows[at + 1].shape == "text":
                        yield _action(rows[at + 1], rows[at + 1].words, who, None)
                    continue
                if at and rows[at - 1].shape == "text":
                    yield _action(rows[at - 1], rows[at - 1].words, who, None)
            else:
                yield _action(row, rest, (), found["ref"])
            continue
        if below and (row.bulleted or owners.acting(row.words)) and row.shape != "heading":
            yield _action(row, row.words, (), None)
            continue
        below = False
        if (ruled := RULED.match(row.words)) and (kind := KINDS.get(ruled["what"].lower())):
            yield Proposal(
                kind=_ruling(kind, ruled["rest"]),
                first=row.line,
                last=row.line,
                words=row.words,
                rule="labelled",
                owner=_maker(kind, ruled["rest"]),
                ref=(ruled["ref"],) if ruled["ref"] else (),
                item=row.heading or None,
                sure=row.words[0].isalpha(),
            )


def _action(row: Row, rest: str, who: tuple[str, ...], ref: str | None) -> Proposal:
    acting = owners.acting(rest)
    if not who and acting:
        who = acting[0]
    if (
        not who
        and (lead := owners.LEAD.match(rest))
        and lead["who"].split()[0] not in owners.NO_NAME
    ):
        who = owners.split(lead["who"])
    if not who and (end := owners.AT_END.search(rest)):
        who = owners.split(end["who"])
    if not who and len(row.cells) > 1:
        who = next((found for cell in row.cells[1:] if (found := owners.alone(cell))), ())
    return Proposal(
        kind="action",
        first=row.line,
        last=row.line,
        words=GLUED.sub("", rest),
        rule="labelled",
        owner=who,
        due=dues.stated(rest),
        ref=(ref,) if ref else (),
        item=row.heading or None,
        sure=bool(who),
    )


def _ruling(kind: str, rest: str) -> str:
    """A ruling that only notes a report is a note."""
    if kind == "decision" and re.match(
        r"(?:that\s+)?(?:the\s+)?[\w\s]{0,60}\b(?:be\s+)?noted\b", rest, re.I
    ):
        return "note"
    return kind


def _maker(kind: str, rest: str) -> tuple[str, ...]:
    if kind == "decision" and (
        by := re.search(r"\bby\s+the\s+(PCC|PFCC|Commissioner|CC|Chief Constable)\b", rest)
    ):
        return (by[1],)
    return ()
