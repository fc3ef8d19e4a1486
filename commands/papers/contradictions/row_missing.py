"""A row that a list of numbered items leaves out: the numbers run on but for one; or the ledger has
an item open on that day whose number lies between those of the list. Where more are left out, the
list is of some items only, such as those that are open."""

import re
from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from commands.papers.known import OF_AN_ITEM

SHOULD_HOLD = "A list of items has each of them"
NUMBER = re.compile(r"\A(?P<before>.*?)(?<!\d)(?P<number>\d{1,9}+)(?P<after>\D*|/\d{2,4})")
FEWEST = 5  # Items of a list, before one is said to be left out.
WIDEST = 10_000  # From the first number of a list to the last: wider apart, they count nothing.
OPEN = ("open", "reported complete")


def find(paper: Paper) -> Iterator[Conflict]:
    for (before, after), lines in _lists(paper).items():
        numbers = sorted(lines)
        if len(numbers) < FEWEST or numbers[-1] - numbers[0] > WIDEST:
            continue
        missing = sorted(set(range(numbers[0], numbers[-1])) - set(numbers))
        told = [n for n in missing if _is_open(paper, _ref(before, n, after, lines))]
        for number in missing if len(missing) == 1 else told if len(told) == 1 else ():
            ref = _ref(before, number, after, lines)
            last = max(n for n in numbers if n < number)
            following = min(n for n in numbers if n > number)
            yield Conflict(
                title=f"{ref} is left out between {lines[last][1]} and {lines[following][1]}",
                places=tuple(paper.place(*lines[n]) for n in (last, following)),
            )


def _lists(paper: Paper) -> dict[tuple[str, str], dict[int, tuple[int, str]]]:
    """The references of items, by what stands before and after their number; each number with its
    line and the reference as it is written."""
    found: dict[tuple[str, str], dict[int, tuple[int, str]]] = {}
    for one in paper.proposals:
        if one.kind not in (*OF_AN_ITEM, "action") or len(one.ref) != 1:
            continue
        match = NUMBER.fullmatch(one.ref[0])
        if match and (match["before"] or match["after"]):
            of = found.setdefault((match["before"], match["after"]), {})
            of.setdefault(int(match["number"]), (one.first, one.ref[0]))
    return found


def _ref(before: str, number: int, after: str, lines: dict[int, tuple[int, str]]) -> str:
    """The reference with a number, as wide as the others are written."""
    width = min(len(ref) - len(before) - len(after) for _, ref in lines.values())
    return f"{before}{number:0{width}}{after}"


def _is_open(paper: Paper, ref: str) -> bool:
    if paper.ledger is None or paper.on is None:
        return False
    kept = paper.ledger.then(ref, paper.on)
    return kept is not None and kept.status in OPEN
