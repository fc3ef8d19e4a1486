"""An item that the ledger has, with another due date in the paper than on the day of its meeting.
Not where the paper moves the date; where the paper names a month, the month is compared."""

import re
from collections.abc import Iterator
from datetime import date

from commands.papers.conflicts import Conflict, Paper, days_in
from commands.papers.shapes import MONTHS
from ledger.words import day

SHOULD_HOLD = "The paper and the ledger agree on when an item is due"
MONTH = re.compile(rf"(?<!\W)\W*\b({'|'.join(MONTHS)})[a-z]*\.?\s+['’]?(\d{{4}}|\d\d)\W*", re.I)


def find(paper: Paper) -> Iterator[Conflict]:
    on = paper.on
    if paper.ledger is None or on is None:
        return
    for one in paper.proposals:
        kept = paper.ledger.then(one.ref[0], on) if len(one.ref) == 1 else None
        if kept is None or kept.due is None or one.due is None or one.kind in ("due", "close"):
            continue
        if (fits := _fits(one.due, kept.due)) is not None and not fits:
            yield Conflict(
                title=f"{one.ref[0]} is due {one.due} here, and on {day(kept.due)} in the ledger",
                places=(paper.place(one.first, one.due),),
            )


def _fits(said: str, due: date) -> bool | None:
    """Whether words name the day, or its month; None where they name neither."""
    if days := days_in(said):
        return len(days) > 1 or days[0][0] == due
    month = MONTH.fullmatch(said)
    if month is None:
        return None
    number = MONTHS.index(month[1][:3].lower()) + 1
    return (due.year, due.month) == (int(month[2]) % 100 + 2000, number)
