"""A total of money in a table that is not the sum of the amounts above it. A difference that
rounding can make is none, and a table with parts, or with amounts left out, is not added up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from commands.papers.conflicts import Conflict, Paper
from commands.papers.outline import Row

SHOULD_HOLD = "A total is the sum of its amounts"
AMOUNT = re.compile(
    r"(?P<opens>\()?(?P<minus>-)?\s?(?:£\s?)?(?P<value>(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,4})?)\s?"
    r"(?P<times>k|m|bn|)(?P<closes>\))?",
    re.I,
)
NIL = ("-", "–", "—", "nil", "Nil")
TIMES = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
TOTAL = re.compile(r"(?:grand\s+|overall\s+)?total(?:s|\s+\w+)?\W*", re.I)
PART = re.compile(r"\b(?:sub-?\s?total|of\s+which|total|net|less|balance|variance|brought)\b", re.I)
FEWEST = 2


def find(paper: Paper) -> Iterator[Conflict]:
    above: list[Row] = []
    for row in paper.outline.rows:
        if len(row.cells) < FEWEST or (above and len(above[-1].cells) != len(row.cells)):
            above = []
        if len(row.cells) >= FEWEST and TOTAL.fullmatch(row.cells[0].strip()):
            yield from _wrong(paper, above, row)
            above = []
        elif len(row.cells) >= FEWEST:
            above.append(row)


def _wrong(paper: Paper, above: list[Row], total: Row) -> Iterator[Conflict]:
    if any(PART.search(row.cells[0]) for row in above):
        return
    for column in range(1, len(total.cells)):
        cells = [row.cells[column].strip() for row in above]
        heads = bool(cells) and _amount(cells[0]) is None
        amounts = [one for cell in cells[heads:] if (one := _amount(cell))]
        stated = _amount(total.cells[column].strip())
        money = "£" in "".join((*cells, total.cells[column]))
        if not stated or not money or len(amounts) < max(FEWEST, len(cells) - heads):
            continue
        made = sum((value for value, _ in amounts), Decimal(0))
        rounding = max(unit for _, unit in (*amounts, stated)) * (len(amounts) + 1) / 2
        if abs(made - stated[0]) > rounding:
            yield Conflict(
                title=f"The total is {total.cells[column].strip()}, and the sum £{made:,f}",
                places=tuple(
                    paper.place(row.line, row.cells[column])
                    for row in (above[heads], above[-1], total)
                ),
            )


def _amount(cell: str) -> tuple[Decimal, Decimal] | None:
    """What a cell says in pounds, and the unit of its last figure; None where it is no amount."""
    if cell in NIL:
        return Decimal(0), Decimal(0)
    match = AMOUNT.fullmatch(cell)
    if match is None or bool(match["opens"]) != bool(match["closes"]):
        return None
    times = TIMES[match["times"].lower()]
    value = Decimal(match["value"].replace(",", ""))
    unit = Decimal(1).scaleb(int(value.as_tuple().exponent)) * times
    return value * times * (-1 if match["minus"] or match["opens"] else 1), unit
