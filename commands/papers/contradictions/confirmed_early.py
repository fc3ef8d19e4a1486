"""Minutes confirmed of a meeting that is later than this one."""

import re
from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper, Place, days_in
from commands.papers.shapes import DAY
from ledger.words import day

SHOULD_HOLD = "Minutes are confirmed after their meeting"
OF_A_MEETING = re.compile(
    rf"\b(?:minutes?|notes?|record|meetings?)\b[^.]{{0,60}}?\b(?:of|on|from|for|dated)\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?({DAY.pattern})",
    re.I,
)


def find(paper: Paper) -> Iterator[Conflict]:
    if paper.met is None:
        return
    met, line, words = paper.met
    for one in paper.proposals:
        if one.kind != "minutes" or one.due is None:
            continue
        row = paper.row(one.first)
        for said in (one.words, row.heading if row else ""):
            later = [d for m in OF_A_MEETING.finditer(said) for d in days_in(m[1]) if d[0] > met]
            if later:
                on, how = later[0]
                yield Conflict(
                    title=f"The minutes of {day(on)} are confirmed on {day(met)}",
                    places=(paper.place(line, words), _where(paper, one.first, how)),
                )
                break


def _where(paper: Paper, line: int, how: str) -> Place:
    """The line that says the day: the one that confirms, or its heading above."""
    lines = paper.outline.reading.lines
    at = next((n for n in range(line, 0, -1) if how in lines[n - 1].text), line)
    return paper.place(at, how)
