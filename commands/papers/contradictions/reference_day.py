"""A reference with the day of its meeting in it (05/19/04/2023) that has another day than the rest
of the paper. Only numbers of items: an item of an earlier meeting keeps the day of that one."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from commands.papers.conflicts import Conflict, Paper
from ledger.words import day

SHOULD_HOLD = "A reference has the day of its meeting"
DATED = re.compile(r"\d{1,3}[/.-](\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")


def find(paper: Paper) -> Iterator[Conflict]:
    found = [
        (on, row.line, row.number)
        for row in paper.outline.rows
        if row.shape == "reference" and row.number and (on := _day(row.number))
    ]
    days = Counter(on for on, _, _ in found)
    if len(days) < 2:
        return
    (usual, times), *_ = days.most_common()
    if times <= len(found) / 2:
        return
    right = next(one for one in found if one[0] == usual)
    for on, line, ref in found:
        if on != usual:
            yield Conflict(
                title=f"{ref} has another day than the references of {_said(usual)}",
                places=(paper.place(line, ref), paper.place(right[1], right[2])),
            )


def _day(ref: str) -> tuple[int, int, int] | None:
    """The year, month and day in a reference, be they a date or not."""
    match = DATED.fullmatch(ref)
    return (int(match[3]) % 100 + 2000, int(match[2]), int(match[1])) if match else None


def _said(on: tuple[int, int, int]) -> str:
    try:
        return day(date(*on))
    except ValueError:
        return "/".join(map(str, reversed(on)))
