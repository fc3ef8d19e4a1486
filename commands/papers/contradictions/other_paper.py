"""A status in one paper against the status in another: an item that an earlier paper closed, and
that this one has still open; or that this one closes and a later paper has still open. The other
papers are those that are registered with their readings."""

from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from ledger.words import day

SHOULD_HOLD = "Two papers agree on how an item stands"
STILL_OPEN = ("carry", "due", "progress", "reassign")


def find(paper: Paper) -> Iterator[Conflict]:
    if paper.ledger is None or paper.met is None:
        return
    on = paper.met[0]
    mine = [one for one in paper.proposals if len(one.ref) == 1 and _stands(one.kind)]
    others = paper.ledger.elsewhere(frozenset(one.ref[0] for one in mine)) if mine else ()
    for other in others:
        for one in mine:
            first, then = (other.kind, one.kind) if other.on < on else (one.kind, other.kind)
            if other.ref != one.ref[0] or other.on == on:
                continue
            if first == "close" and then in STILL_OPEN:
                here, there = (
                    ("still open", "closed") if other.on < on else ("closed", "still open")
                )
                yield Conflict(
                    title=f"{one.ref[0]} is {here} here, and {there} in {other.document} of"
                    f" {day(other.on)}",
                    places=(paper.place(one.first, one.ref[0]), other.place),
                )


def _stands(kind: str) -> bool:
    return kind == "close" or kind in STILL_OPEN
