"""A stated number of things and a list right below it with more or fewer of them. Only where the
line leads to the list ("the following", a colon) and does not say "including" or "such as"."""

import re
from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from commands.papers.outline import Row

SHOULD_HOLD = "As many are listed as are stated"
ONES = [
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]
NUMBER = rf"(?:{'|'.join(ONES)}|\d{{1,2}})"
NAMED = re.compile(
    rf"\b({NUMBER})\s+(?:\w+\s+){{0,2}}?(?:areas?\s+for\s+improvement|AFIs?|recommendations?|actions?|causes?\s+of\s+concern|decisions?|"
    r"points?|items?|options?|themes?|priorities|objectives|principles|reasons|questions|proposals|conditions|amendments|risks|issues|strands|steps)\b",
    re.I,
)
LEADS = re.compile(
    r"(?::|\b(?:which\s+(?:were|are|is)|as\s+follows|(?:the|these)\s+following|(?:set\s+out|listed)\s+below|namely|they\s+(?:were|are)))\W*$",
    re.I,
)
# The list may be of some of them.
SOME = re.compile(
    r"\b(?:includ\w+|such\s+as|for\s+example|e\.?g\.?|among\w*|of\s+which|particular\w*|main|key|some|at\s+least|over|up\s+to|"
    r"about|around|more\s+than|nearly|last|first|next|further|other|remaining|highlight\w*|notabl[ey]|mainly|from)\b",
    re.I,
)


def find(paper: Paper) -> Iterator[Conflict]:
    rows = paper.outline.rows
    for at, row in enumerate(rows):
        if row.cells or not LEADS.search(row.words):
            continue
        leading = re.split(r"(?<=[.;?])\s", row.words.rstrip())[-1]
        found = list(NAMED.finditer(leading))
        if (
            SOME.search(leading)
            or len(found) != 1
            or len(re.findall(rf"\b{NUMBER}\b", leading, re.I)) != 1
        ):
            continue
        stated = _number(found[0][1])
        items = _listed(rows, at + 1)
        if len(items) >= 2 and len(items) != stated and stated > 1:
            yield Conflict(
                title=f"{found[0][0].strip().capitalize()} are stated, and {len(items)} listed",
                places=(
                    paper.place(row.line, found[0][0]),
                    paper.place(items[0].line),
                    paper.place(items[-1].line),
                ),
            )


def _listed(rows: tuple[Row, ...], at: int) -> list[Row]:
    """The points of the list that begins at a row; none where it is not plain where it ends."""
    items: list[Row] = []
    mark = ""
    for row in rows[at:]:
        begins = _mark(row)
        if not items:
            mark = begins
        if begins and begins == mark:
            items.append(row)
        elif begins or not items:
            break  # Points within points, or other points: the end, if it is one.
        elif row.words[:1].islower() or (
            row.shape == "text" and not items[-1].words.rstrip().endswith((".", ";"))
        ):
            continue  # A point that goes on.
        else:
            break
    return items


def _mark(row: Row) -> str:
    """The sign before a point, or how it is numbered."""
    text = row.text.strip()
    if row.bulleted:
        return "(" if text[:1] in "([" else "a)" if text[:1].isalnum() else text[:1]
    return "1" if re.match(r"\d{1,2}[.)]\s", text) else ""


def _number(said: str) -> int:
    return int(said) if said.isdigit() else ONES.index(said.lower()) + 2
