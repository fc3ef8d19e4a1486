"""A weekday that is not that date's: Tuesday 12 March 2024, which was a Tuesday, is quiet."""

import re
from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper, days_in
from commands.papers.shapes import DAY
from ledger.words import day

SHOULD_HOLD = "A weekday is that of its date"
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DATED = re.compile(rf"\b({'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?({DAY.pattern})", re.I)


def find(paper: Paper) -> Iterator[Conflict]:
    for line in paper.outline.reading.lines:
        for match in DATED.finditer(line.text):
            for on, _ in days_in(match[2]):
                is_one = WEEKDAYS[on.weekday()]
                if match[1].lower() != is_one:
                    said = match[1].capitalize()
                    yield Conflict(
                        title=f"{day(on)} is called a {said}, and is a {is_one.capitalize()}",
                        places=(paper.place(line.number, match[0]),),
                    )
