"""Two days given for the meeting itself in the head of the paper."""

from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from ledger.words import day

SHOULD_HOLD = "A meeting has one day"


def find(paper: Paper) -> Iterator[Conflict]:
    days = {on: (line, words) for on, line, words in reversed(paper.own_days)}
    if len(days) == 2 and len({line for line, _ in days.values()}) == 2:
        first, other = sorted(days, key=lambda on: days[on][0])
        yield Conflict(
            title=f"The meeting is of {day(first)}, or of {day(other)}",
            places=tuple(paper.place(*days[on]) for on in (first, other)),
        )
