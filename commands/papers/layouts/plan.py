"""Rows of a plan whose columns ran together: headings such as `Actions Timescale Lead officer`,
then a numbered row each; or cells one below another, the last a month.

It cannot tell where a column ends but by the words that only one column can hold.
"""

import re
from collections.abc import Iterator

from commands.papers import dues
from commands.papers.claims import Claim, Furniture, proposal
from commands.papers.outline import Outline

RANK = 25
COLUMNS = re.compile(
    r"\b(?:timescale|lead(?:\s+officer)?|sponsor|forecast\s+end\s+date|due\s+date|milestone|r/?a/?g|objective|project)\b",
    re.I,
)
ROW = re.compile(
    r"^(?P<ref>\d+(?:\.\d+)+)\s+(?P<what>.+?)\s+(?P<due>Ongoing|(?:Q[1-4]|"
    + dues.MONTH
    + r")\s*['’]?\d{0,4}(?:/\d{2})?|\d{1,2}/\d{1,2}/\d{2,4})\s+(?P<rest>.*)$",
    re.S,
)
END = re.compile(rf"^{dues.MONTH}\s*['’]?\d{{2,4}}$")
LEAD = re.compile(r"^(?:(?:PCC|CC|DPCC|CEO|CFO)\s+)?(?P<who>[A-Z]{2,3})\b")


def read(outline: Outline) -> Iterator[Claim]:
    rows = outline.rows
    if sum(len(COLUMNS.findall(row.words)) for row in rows if len(row.words) < 160) < 3:
        return
    for at, row in enumerate(rows):
        if found := ROW.match(row.words):
            lead = LEAD.match(found["rest"])
            yield proposal(
                row,
                "commitment",
                owner=(lead["who"],) if lead else (),
                due=found["due"],
                ref=(found["ref"],),
                item=None,
            )
        elif len(COLUMNS.findall(row.words)) >= 3:
            yield Furniture(line=row.line, what="heading")
        elif at and END.match(row.words):
            yield Furniture(line=row.line, what="due date")
            yield proposal(
                rows[at - 1],
                "commitment",
                due=row.words,
                item=rows[at - 2].words if at > 1 else None,
            )
            if at > 1:
                yield Furniture(line=rows[at - 2].line, what="heading")
