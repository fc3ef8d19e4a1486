"""An action due before the meeting that raised it. What is told of older actions may have been due
long ago, so that only what is raised here counts, and only a whole date."""

from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper, days_in
from ledger.words import day

SHOULD_HOLD = "An action is due after it is raised"


def find(paper: Paper) -> Iterator[Conflict]:
    if paper.met is None:
        return
    met, line, words = paper.met
    for one in paper.proposals:
        row = paper.row(one.first)
        if one.kind != "action" or one.due is None or row is None or "arising" in row.sections:
            continue
        days = days_in(one.due)
        if len(days) == 1 and days[0][0] < met:
            yield Conflict(
                title=f"An action of {day(met)} is due on {day(days[0][0])}",
                places=(paper.place(line, words), paper.place(one.first, days[0][1])),
            )
